namespace AlgZoo.Plugins;

/// <summary>
/// Strata of the decisive pair between its neighbours at uniforms a above and b below: the upper one is u = b + (a - b) sqrt(s), the lower one w = b + (u - b) t with s, t uniform. Strata are equally wide in u,
/// and in t between the points sin^2(pi k / 2K), dense at the ends, where two values meet and the network has its kinks.
/// </summary>
internal sealed class PairStrata
{
    private readonly double[] _upperEdges;
    private readonly double[] _lowerEdges;

    /// <summary>About a stratum for every six cells up to a hundred cells, and finer as the cube root of their number squared.</summary>
    public PairStrata(int cells)
    {
        UpperCount = Math.Max(1, (int)Math.Round(Math.Cbrt(cells / 24.0)));
        LowerCount = 2 * UpperCount;
        _upperEdges = [.. Enumerable.Range(0, UpperCount + 1).Select(k => (double)k * k / (UpperCount * UpperCount))];
        _lowerEdges = [.. Enumerable.Range(0, LowerCount + 1).Select(k => 0.5 - (0.5 * Math.Cos(Math.PI * k / LowerCount)))];
        _lowerEdges[LowerCount] = 1;
    }

    /// <summary>Number of strata of the upper one.</summary>
    public int UpperCount { get; }

    /// <summary>Number of strata of the lower one.</summary>
    public int LowerCount { get; }

    /// <summary>The stratum of s that holds a level.</summary>
    public int FindUpper(double level) => Find(_upperEdges, level);

    /// <summary>The stratum of t that holds a level.</summary>
    public int FindLower(double level) => Find(_lowerEdges, level);

    /// <summary>The ends of a stratum of s.</summary>
    public (double From, double To) Upper(int stratum) => (_upperEdges[stratum], _upperEdges[stratum + 1]);

    /// <summary>The ends of a stratum of t.</summary>
    public (double From, double To) Lower(int stratum) => (_lowerEdges[stratum], _lowerEdges[stratum + 1]);

    private static int Find(double[] edges, double level)
    {
        int stratum = 0;
        while (level > edges[stratum + 1])
        {
            stratum++;
        }

        return stratum;
    }
}

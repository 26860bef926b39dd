namespace AlgZoo.Plugins;

/// <summary>
/// The strata of the decisive pair: K of equal width in sqrt(s), that is in the upper value's uniform, times 2 K in t between the points sin^2(pi k / 4 K), dense at both ends, where two values meet and
/// the network has its kinks.
/// </summary>
internal sealed class PairStrata
{
    /// <summary>FLOPs of the constructor at most.</summary>
    public const long Flops = 1_000;

    /// <summary>FLOPs of <see cref="Find"/> at most: a comparison for each edge.</summary>
    public const long FindFlops = 3 * MaximumUpperCount;

    private const int MaximumUpperCount = 16;

    // Finer where there are more cells, so that the error of the linearisation falls with that of the design; measured on M16,10.
    private const int CellsPerCube = 24;

    private readonly double[] _upperEdges;
    private readonly double[] _lowerEdges;

    /// <summary>Cuts as finely as a number of cells allows.</summary>
    public PairStrata(int cells)
    {
        int upper = UpperCountFor(cells);
        _upperEdges = [.. Enumerable.Range(0, upper + 1).Select(k => (double)(k * k) / (upper * upper))];
        _lowerEdges = [.. Enumerable.Range(0, 2 * upper).Select(k => 0.5 - (0.5 * Math.Cos(Math.PI * k / (2 * upper)))), 1];
    }

    /// <summary>Number of strata of the upper one.</summary>
    public int UpperCount => _upperEdges.Length - 1;

    /// <summary>Number of strata of the lower one.</summary>
    public int LowerCount => _lowerEdges.Length - 1;

    /// <summary>Number of strata of the upper one where there are so many cells: the cube root of a 24th, rounded. Whole numbers only: planning is free.</summary>
    public static int UpperCountFor(int cells)
    {
        int upper = 1;
        while (upper < MaximumUpperCount && 8L * cells >= (long)CellsPerCube * ((2 * upper) + 1) * ((2 * upper) + 1) * ((2 * upper) + 1))
        {
            upper++;
        }

        return upper;
    }

    /// <summary>The stratum that holds a point.</summary>
    /// <param name="upper">s in (0, 1).</param>
    /// <param name="lower">t in (0, 1).</param>
    public PairStratum Find(double upper, double lower)
    {
        int i = Find(_upperEdges, upper);
        int j = Find(_lowerEdges, lower);
        return new PairStratum(_upperEdges[i], _upperEdges[i + 1], _lowerEdges[j], _lowerEdges[j + 1]);
    }

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

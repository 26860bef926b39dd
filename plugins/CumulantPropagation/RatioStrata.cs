namespace AlgZoo.Plugins;

/// <summary>
/// The factors r_k^(1/(n-k)) that take the uniform of one rank to that of the next, k = 1 .. l - 1, at the centres of the strata of r_k and, relative to these, at the two Gauss nodes of each stratum.
/// </summary>
internal sealed class RatioStrata
{
    // The nodes of a uniform law on (-1/2, 1/2) that give its mean and variance.
    private const double NodeOffset = 0.28867513459481288;

    private readonly (double Centre, double Down, double Up)[][] _factors;
    private readonly int[] _coordinates;

    public RatioStrata(int sequenceLength, AnswerRanks answer, Refinement refinement, WorkCount work)
    {
        int l = refinement.ExplicitRanks;
        work.Add(Flops(refinement));
        _factors = new (double, double, double)[l][];
        for (int rank = 1; rank < l; rank++)
        {
            int levels = answer.Borders(rank) ? refinement.Levels : refinement.OuterLevels;
            double exponent = 1.0 / (sequenceLength - rank);
            _factors[rank] = [.. Enumerable.Range(0, levels).Select(level => Factors(level, levels, exponent))];
        }

        // The earliest coordinates of the sequence are the best: the gaps next to the answer come before the overall size, and that before the other gaps. Coordinate 0 is for positions.
        _coordinates = new int[l];
        int[] order = [.. Enumerable.Range(0, l).OrderBy(rank => rank == 0 ? 1 : answer.Borders(rank) ? 0 : 2)];
        for (int k = 0; k < l; k++)
        {
            _coordinates[order[k]] = k + 1;
        }
    }

    /// <summary>Upper bound of the FLOPs of the tables: for each stratum its centre and nodes (5), three powers and two ratios; a division for each rank.</summary>
    public static long Flops(Refinement refinement) =>
        refinement.ExplicitRanks * (1L + (refinement.Levels * (5L + (3 * WorkCount.Transcendental) + 2)));

    /// <summary>The coordinate of the sequence that picks a ratio: its value for ratio 0, the overall size, and the stratum for the others.</summary>
    public int Coordinate(int ratio) => _coordinates[ratio];

    /// <summary>The factor at the centre of the stratum that a coordinate in (0, 1) picks.</summary>
    public double Centre(int ratio, double coordinate) => Stratum(ratio, coordinate).Centre;

    /// <summary>The factors at the two nodes of that stratum, relative to its centre.</summary>
    public (double Down, double Up) Nodes(int ratio, double coordinate)
    {
        var (_, down, up) = Stratum(ratio, coordinate);
        return (down, up);
    }

    private static (double Centre, double Down, double Up) Factors(int level, int levels, double exponent)
    {
        double centre = Math.Pow((level + 0.5) / levels, exponent);
        return (centre, Math.Pow((level + 0.5 - NodeOffset) / levels, exponent) / centre, Math.Pow((level + 0.5 + NodeOffset) / levels, exponent) / centre);
    }

    private (double Centre, double Down, double Up) Stratum(int ratio, double coordinate)
    {
        var strata = _factors[ratio];
        return strata[(int)(coordinate * strata.Length)];
    }
}

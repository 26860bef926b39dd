namespace AlgZoo.Plugins;

/// <summary>What finding and judging a symmetry costs.</summary>
internal static class SymmetryFlops
{
    /// <summary>
    /// No network takes more, the cones not included: the comparison of offsets about 500 d^2, the pairing the search of four pairs or d^3 / 2, the ledger 10 d^2.
    /// </summary>
    public static long UpperBound(int hiddenSize)
    {
        long d = hiddenSize;
        return 8_000 + (1_500 * d) + (600 * d * d) + (d * d * d);
    }
}

namespace AlgZoo.Plugins;

/// <summary>What a slice costs.</summary>
internal static class SliceFlops
{
    /// <summary>
    /// A bound on the mean cost of a slice. How many cones there are depends on the weights.
    /// </summary>
    public static long UpperBound(int hiddenSize)
    {
        long d = hiddenSize;
        return 10_000 + (8_000 * d) + (1_400 * d * d);
    }
}

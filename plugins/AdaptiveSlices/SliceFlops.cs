namespace AlgZoo.Plugins;

/// <summary>What a slice costs.</summary>
internal static class SliceFlops
{
    /// <summary>
    /// About a tenth more than the mean cost of a slice, measured on trained models of 4, 8 and 16 neurons: 49, 128 and 418 thousand. How many cones there are depends on the weights.
    /// </summary>
    public static long Typical(int hiddenSize)
    {
        long d = hiddenSize;
        return 14_000 + (3_900 * d) + (1_500 * d * d);
    }
}

namespace AlgZoo.Plugins;

/// <summary>How many cells a budget holds: planned at what a network with some neurons inactive is likely to cost, kept at the most that a cell can cost.</summary>
/// <param name="Available">FLOPs for all cells.</param>
/// <param name="RegionFlops">The most that entering a cell's linear region can cost.</param>
/// <param name="MeanRegionFlops">The same on the average over rank orders.</param>
/// <param name="OtherFlops">The most that the rest of a cell costs.</param>
internal readonly record struct CellBudget(long Available, long RegionFlops, long MeanRegionFlops, long OtherFlops)
{
    // Quarters of the dense cost: what four fifths of the neurons active make of it. Trained models have about 0.7 active; a design that breaks off early is not balanced.
    private const int LikelyQuarters = 3;

    /// <summary>Whether one cell is certain to fit.</summary>
    public bool HoldsOne => RegionFlops + OtherFlops <= Available;

    /// <summary>The number of cells that is likely to fit, at least 1.</summary>
    public long Likely => Math.Max(1, (long)((Int128)4 * Available / ((LikelyQuarters * MeanRegionFlops) + (4 * OtherFlops))));

    /// <summary>Whether one more cell is certain to fit.</summary>
    /// <param name="cells">Cells done.</param>
    /// <param name="spentOnRegions">What their regions cost.</param>
    public bool HoldsOneMore(int cells, long spentOnRegions) => spentOnRegions + RegionFlops + ((cells + 1) * OtherFlops) <= Available;
}

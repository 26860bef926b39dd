namespace AlgZoo.Plugins;

/// <summary>How many cells a budget holds. Planned at the cost that a network with part of its neurons active is likely to have, kept at the most that a cell can cost.</summary>
/// <param name="Available">FLOPs for all cells.</param>
/// <param name="RegionFlops">The most that entering a cell's linear region can cost.</param>
/// <param name="OtherFlops">The most that the rest of a cell costs.</param>
internal readonly record struct CellBudget(long Available, long RegionFlops, long OtherFlops)
{
    // Products of masked matrices are dearer than three quarters of the dense ones only if nearly all neurons are active.
    private const double LikelyShare = 0.62;

    /// <summary>Whether one cell is certain to fit.</summary>
    public bool HoldsOne => RegionFlops + OtherFlops <= Available;

    /// <summary>The number of cells that is likely to fit.</summary>
    public long Likely => Math.Max(1, (long)(Available / ((LikelyShare * RegionFlops) + OtherFlops)));

    /// <summary>Whether one more cell is certain to fit.</summary>
    /// <param name="cells">Cells done.</param>
    /// <param name="spentOnRegions">What their regions cost.</param>
    public bool HoldsOneMore(int cells, long spentOnRegions) => spentOnRegions + RegionFlops + ((cells + 1) * OtherFlops) <= Available;
}

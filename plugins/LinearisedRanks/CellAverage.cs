namespace AlgZoo.Plugins;

/// <summary>The mean over cells of the probability of a right answer.</summary>
internal static class CellAverage
{
    /// <summary>Takes the cells in order until they are done or the budget might not hold another.</summary>
    /// <param name="cells">Number of cells.</param>
    /// <param name="budget">Holds at least one cell.</param>
    /// <param name="region">Counts what linear regions cost.</param>
    /// <param name="probability">The probability in a cell; enters <paramref name="region"/> once.</param>
    /// <param name="cancellationToken">Observed before every cell.</param>
    public static Estimate Over(int cells, CellBudget budget, LinearRegion region, Func<int, double> probability, CancellationToken cancellationToken)
    {
        double sum = 0;
        int done = 0;
        while (done < cells && budget.HoldsOneMore(done, region.Flops))
        {
            cancellationToken.ThrowIfCancellationRequested();
            sum += probability(done++);
        }

        return new Estimate(sum / done) { Notes = done == cells ? [$"{cells} cells"] : [$"{done} of {cells} cells: their linear regions were dearer than planned"] };
    }
}

namespace AlgZoo.Plugins;

/// <summary>The mean over cells of the probability of a right answer.</summary>
internal static class CellAverage
{
    /// <summary>Takes the cells in order until they are done or the budget might not hold another, and records that they were looked at one by one.</summary>
    /// <param name="problem">The problem, an accuracy.</param>
    /// <param name="cells">Number of cells.</param>
    /// <param name="budget">Holds at least one cell.</param>
    /// <param name="region">Counts what linear regions cost.</param>
    /// <param name="probability">The probability in a cell; enters <paramref name="region"/> once.</param>
    /// <param name="cancellationToken">Observed before every cell.</param>
    public static Estimate Over(EstimationProblem problem, int cells, CellBudget budget, LinearRegion region, Func<int, double> probability, CancellationToken cancellationToken)
    {
        double sum = 0;
        int done = 0;
        while (done < cells && budget.HoldsOneMore(done, region.Flops))
        {
            cancellationToken.ThrowIfCancellationRequested();
            sum += probability(done++);
        }

        problem.Explanation.NoteFree("presumes the network linear throughout a cell");
        problem.Explanation.Observe($"{done} cells of rank orders and values, each by its linear map", sum, done, problem.Model.OutputSize);
        return new Estimate(sum / done) { Notes = done == cells ? [$"{cells} cells"] : [$"{done} of {cells} cells: their linear regions were dearer than planned"] };
    }
}

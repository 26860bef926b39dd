namespace AlgZoo.Conformance;

/// <summary>A check that looks closer at cells which gave an estimate.</summary>
internal abstract class CellsCheck(ConformanceCheck description, params IReadOnlyList<string> prerequisites) : EstimatorCheck(description, [ConstructionCheck.Id, .. prerequisites])
{
    public sealed override Finding Examine(Subject subject, CancellationToken cancellationToken)
    {
        var cells = subject.Ordinary(cancellationToken).Completed;
        return cells.Count == 0 ? Finding.Skipped("no cell gave an estimate to look at") : Examine(subject, cells, cancellationToken);
    }

    /// <summary>Looks at the cells.</summary>
    /// <param name="subject">The estimator.</param>
    /// <param name="cells">At least one, cheap ones first.</param>
    /// <param name="cancellationToken">Stops it.</param>
    protected abstract Finding Examine(Subject subject, IReadOnlyList<Cell> cells, CancellationToken cancellationToken);

    /// <summary>Some of the cells, of as many tasks as possible.</summary>
    protected static IReadOnlyList<Cell> Varied(IReadOnlyList<Cell> cells, int count) => [.. cells.DistinctBy(cell => cell.Probe.Task).Concat(cells).Distinct().Take(count)];
}

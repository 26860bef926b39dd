using static System.FormattableString;

namespace AlgZoo.Conformance;

/// <summary>Whether the seed matters exactly where the kind says so.</summary>
internal sealed class SeedsCheck() : CellsCheck(
    new(
        "seeds",
        "The value of an estimator of kind Sampling depends on the seed (where it is neither 0 nor 1); that of kind Deductive or Trivial does not.",
        "Sample with problem.Random, which the run seeds; or state the kind that is true."),
    DeterminismCheck.Id,
    KindCheck.Id)
{
    private const int Cells = 5;
    private const ulong LastSeed = 5;

    protected override Finding Examine(Subject subject, IReadOnlyList<Cell> cells, CancellationToken cancellationToken)
    {
        var chosen = Varied(cells, Cells);
        return subject.Info.Kind switch
        {
            EstimatorKind.Sampling => Depends(subject, chosen, cancellationToken),
            EstimatorKind.Deductive or EstimatorKind.Trivial => DoesNotDepend(subject, chosen, cancellationToken),
            var kind => Finding.Skipped($"kind {kind} promises neither"),
        };
    }

    private static Finding Depends(Subject subject, IReadOnlyList<Cell> cells, CancellationToken cancellationToken)
    {
        Cell[] uncertain = [.. cells.Where(cell => subject.Ask(cell, cancellationToken).Estimate is { Value: not (0 or 1) })];
        foreach (var cell in uncertain)
        {
            for (ulong seed = Cell.UsualSeed + 1; seed <= LastSeed; seed++)
            {
                if (Difference(subject, cell, seed, cancellationToken) is { } difference)
                {
                    return Finding.Passed(difference);
                }
            }
        }

        return uncertain.Length == 0
            ? Finding.Skipped("every value was 0 or 1, which other inputs need not change")
            : Finding.Failed(Invariant($"kind Sampling, but the same values with seeds 1 to {LastSeed} in {uncertain.Length} cells, such as {subject.Ask(uncertain[0], cancellationToken).Words()}: {uncertain[0]}"));
    }

    private static Finding DoesNotDepend(Subject subject, IReadOnlyList<Cell> cells, CancellationToken cancellationToken) =>
        cells.Select(cell => Difference(subject, cell, Cell.UsualSeed + 1, cancellationToken)).FirstOrDefault(difference => difference is not null) is { } difference
            ? Finding.Failed($"kind {subject.Info.Kind}, but {difference}")
            : Finding.Passed(Invariant($"the same values with seeds 1 and 2 in {cells.Count} cells"));

    private static string? Difference(Subject subject, Cell cell, ulong seed, CancellationToken cancellationToken)
    {
        double first = subject.Ask(cell, cancellationToken).Estimate!.Value;
        return subject.Ask(cell with { Seed = seed }, cancellationToken).Estimate is { } other && other.Value != first
            ? Invariant($"{first:R} with seed {cell.Seed} and {other.Value:R} with seed {seed}: {cell.Probe.Name}, budget {cell.Budget:0e0}")
            : null;
    }
}

using AlgZoo.Evaluation;
using static System.FormattableString;

namespace AlgZoo.Conformance;

/// <summary>Whether the kind is honest where that can be seen.</summary>
internal sealed class KindCheck() : CellsCheck(
    new(
        Id,
        "The kind is stated truthfully: Deductive draws nothing from the random stream, Trivial gives the same value for other weights of the same shape.",
        "State the kind that is true in [Estimator(..., Kind = ...)], or do without the draws, or without the weights."),
    DeterminismCheck.Id)
{
    public const string Id = "kind";

    protected override Finding Examine(Subject subject, IReadOnlyList<Cell> cells, CancellationToken cancellationToken) => subject.Info.Kind switch
    {
        EstimatorKind.Deductive => DrawsNothing(subject, cells, cancellationToken),
        EstimatorKind.Trivial => IgnoresWeights(subject, cells, cancellationToken),
        var kind => Finding.Skipped($"nothing that kind {kind} says can be seen from outside"),
    };

    private static Finding DrawsNothing(Subject subject, IReadOnlyList<Cell> cells, CancellationToken cancellationToken)
    {
        foreach (var cell in cells)
        {
            var operations = subject.Ask(cell, cancellationToken).Compute.Operations;
            long draws = operations[OperationClass.UniformDraw] + operations[OperationClass.GaussianDraw];
            if (draws > 0)
            {
                return Finding.Failed(Invariant($"kind Deductive, but it drew {draws:N0} random numbers: {cell}"));
            }
        }

        return Finding.Passed(Invariant($"kind Deductive, and no random number was drawn in {cells.Count} cells"));
    }

    private static Finding IgnoresWeights(Subject subject, IReadOnlyList<Cell> cells, CancellationToken cancellationToken)
    {
        foreach (var cell in cells)
        {
            var first = subject.Ask(cell, cancellationToken);
            var other = subject.Ask(cell with { Variant = new Variant("with other weights", RandomModels.InPlaceOf(cell.Model)) }, cancellationToken);
            if (other.Outcome == Outcome.Completed && other.Estimate!.Value != first.Estimate!.Value)
            {
                return Finding.Failed($"kind Trivial, but {first.Words()}, and with other weights {other.Words()}: {cell}");
            }
        }

        return Finding.Passed(Invariant($"kind Trivial, and other weights give the same values in {cells.Count} cells"));
    }
}

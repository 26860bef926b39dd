using AlgZoo.Evaluation;
using static System.FormattableString;

namespace AlgZoo.Conformance;

/// <summary>Whether equal questions get equal answers.</summary>
internal sealed class DeterminismCheck() : CellsCheck(new(
    Id,
    "The same problem and seed give the same value, standard error, bounds and FLOPs to the last bit: in another instance, after other cells, in another process, and with two instances at work at the same time.",
    "Draw from problem.Random alone; keep no state in static fields; do not let the order in which threads finish decide the order of a sum."))
{
    public const string Id = "determinism";

    private const int Cells = 4;

    protected override Finding Examine(Subject subject, IReadOnlyList<Cell> cells, CancellationToken cancellationToken)
    {
        if (SupportsCheck.ChangesItsMind(subject, cancellationToken))
        {
            return Finding.Skipped($"it supports a problem now and then: see '{SupportsCheck.Id}'");
        }

        var chosen = Varied(cells, Cells);
        foreach (var cell in chosen)
        {
            var first = subject.Ask(cell, cancellationToken);
            (string When, CellResult Result)[] others =
            [
                ("asked again after other cells", subject.Ask(cell, cancellationToken, repetition: 1)),
                (subject.Elsewhere, subject.AskElsewhere(cell, cancellationToken)),
                .. subject.AskTwoAtOnce(cell, cancellationToken).Select(result => ("with two instances at work", result)),
            ];
            if (others.FirstOrDefault(other => !other.Result.IsSameAs(first)) is { When: { } when, Result: var result })
            {
                return Finding.Failed($"{first.Words()}; {when} {result.Words()}: {cell}");
            }
        }

        return Finding.Passed(Invariant($"the same to the last bit in {chosen.Count} cells, each asked five times"));
    }
}

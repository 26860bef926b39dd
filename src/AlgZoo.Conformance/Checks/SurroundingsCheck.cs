using AlgZoo.Evaluation;
using static System.FormattableString;

namespace AlgZoo.Conformance;

/// <summary>Whether what surrounds the call matters.</summary>
internal abstract class SurroundingsCheck(ConformanceCheck description) : CellsCheck(description, DeterminismCheck.Id)
{
    private const int Cells = 3;

    protected override Finding Examine(Subject subject, IReadOnlyList<Cell> cells, CancellationToken cancellationToken)
    {
        if (SupportsCheck.ChangesItsMind(subject, cancellationToken))
        {
            return Finding.Skipped($"it supports a problem now and then: see '{SupportsCheck.Id}'");
        }

        var others = Others(subject);
        var chosen = Varied(cells, Cells);
        foreach (var cell in chosen)
        {
            var first = subject.Ask(cell, cancellationToken);
            foreach (var (when, surroundings) in others)
            {
                var other = subject.Ask(cell with { Surroundings = surroundings }, cancellationToken);
                if (!other.IsSameAs(first))
                {
                    return Finding.Failed($"{first.Words()}; {when} {other.Words()}: {cell}");
                }
            }
        }

        return Finding.Passed(Invariant($"the same to the last bit in {chosen.Count} cells {string.Join(" and ", others.Select(other => other.When))}"));
    }

    /// <summary>Other surroundings, and in what they differ, as findings put it.</summary>
    protected abstract IReadOnlyList<(string When, CellSurroundings Surroundings)> Others(Subject subject);
}

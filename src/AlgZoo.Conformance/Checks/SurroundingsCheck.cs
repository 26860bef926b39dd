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

        var surroundings = Surroundings(subject);
        var chosen = Varied(cells, Cells);
        foreach (var cell in chosen)
        {
            var first = subject.Ask(cell, cancellationToken);
            var other = subject.Ask(cell with { Surroundings = surroundings }, cancellationToken);
            if (!other.IsSameAs(first))
            {
                return Finding.Failed($"{first.Words()}; {When} {other.Words()}: {cell}");
            }
        }

        return Finding.Passed(Invariant($"the same to the last bit in {chosen.Count} cells {When}"));
    }

    /// <summary>In what the surroundings differ, as findings put it.</summary>
    protected abstract string When { get; }

    /// <summary>Other surroundings.</summary>
    protected abstract CellSurroundings Surroundings(Subject subject);
}

using AlgZoo.Evaluation;
using AlgZoo.Hosting;
using static System.FormattableString;

namespace AlgZoo.Conformance;

/// <summary>Whether the meter saw all the work.</summary>
internal sealed class MeteringCheck() : CellsCheck(new(
    "metering",
    "Nothing that was executed escaped the meter: every cell has the grade full. Many call sites that it could not see, never executed here, are a warning.",
    "Replace the call by code of your own or by a kernel of AlgZoo.Numerics; `algzoo meter PLUGIN.dll` lists all such calls. Results of grade partial are never ranked above full ones."))
{
    private const int ManySites = 50;

    protected override Finding Examine(Subject subject, IReadOnlyList<Cell> cells, CancellationToken cancellationToken)
    {
        Cell[] asked = [.. cells, .. cells.Select(cell => cell with { Budget = Math.Max(cell.Budget, Cell.LargeBudget) }).Except(cells)];
        foreach (var cell in asked)
        {
            var result = subject.Ask(cell, cancellationToken);
            if (result.Compute.Grade == MeteringGrade.None)
            {
                return Finding.Failed($"the plugin cannot be metered: {cell}");
            }

            if (result.Compute.Unmetered is [var site, ..])
            {
                return Finding.Failed(Invariant($"{site.Callee} was called {site.Hits:N0} times by {site.Source ?? site.Caller} ({site.Kind.ToString().ToLowerInvariant()}), which the meter cannot see: {cell}"));
            }
        }

        int sites = subject.UnmeteredSites();
        string text = Invariant($"grade full in {asked.Length} cells; {sites} call sites that the meter cannot see were never executed");
        return sites > ManySites ? Finding.Warning(text) : Finding.Passed(text);
    }
}

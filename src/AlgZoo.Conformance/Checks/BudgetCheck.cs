using AlgZoo.Evaluation;
using static System.FormattableString;

namespace AlgZoo.Conformance;

/// <summary>Whether the estimator stays within its budget.</summary>
internal sealed class BudgetCheck() : EstimatorCheck(
    new(
        "budget",
        "At budgets of 1e3, 1e5 and 1e7 FLOPs the estimator declines the problem, or gives its estimate within the budget.",
        "Plan with problem.Budget before you work: know what a unit of the work costs (Model.SamplingFlops for a sample) and do as many as fit; return false from Supports where not even one fits."),
    ConstructionCheck.Id)
{
    private static readonly long[] Budgets = [1_000, 100_000, Cell.LargeBudget];

    public override Finding Examine(Subject subject, CancellationToken cancellationToken)
    {
        var ordinary = subject.Ordinary(cancellationToken);
        if (ordinary.OverBudget is [var (first, spent), ..])
        {
            return Over(first, spent);
        }

        int within = 0;
        int declined = 0;
        foreach (var probe in ordinary.Completed.Select(cell => cell.Probe).DistinctBy(probe => probe.Task))
        {
            foreach (long budget in Budgets)
            {
                var cell = new Cell(probe, budget);
                var result = subject.Ask(cell, cancellationToken);
                switch (result.Outcome)
                {
                    case Outcome.Completed:
                        within++;
                        break;
                    case Outcome.NotSupported:
                        declined++;
                        break;
                    case Outcome.OverBudget:
                        return Over(cell, result);
                    default:
                        return Finding.Failed($"{cell}: {result.Failure()}");
                }
            }
        }

        return within + declined == 0 ? Finding.Skipped("no cell gave an estimate to look at") : Finding.Passed(Invariant($"{within} cells within their budget, {declined} declined"));
    }

    private static Finding Over(Cell cell, CellResult result) => Finding.Failed(Invariant($"it had spent {result.Compute.Flops:N0} FLOPs of {cell.Budget:N0} when it was stopped: {cell}"));
}

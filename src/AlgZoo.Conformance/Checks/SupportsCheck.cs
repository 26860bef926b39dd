using AlgZoo.Evaluation;
using static System.FormattableString;

namespace AlgZoo.Conformance;

/// <summary>Whether <see cref="IMechanisticEstimator.Supports"/> is cheap and pure.</summary>
internal sealed class SupportsCheck() : EstimatorCheck(
    new(
        "supports",
        "Supports gives the same answer to the same problem, within 50 ms after its first call, charges nothing, draws nothing and throws nothing: it is asked for every cell.",
        "Decide from shapes, task, quantity and budget, in whole numbers; move all other work to Estimate, and return false instead of throwing."),
    ConstructionCheck.Id)
{
    private const double MostSeconds = 0.05;

    public override Finding Examine(Subject subject, CancellationToken cancellationToken)
    {
        if (subject.Ordinary(cancellationToken).WithoutAnswer is [var (silent, failure), ..])
        {
            return Finding.Failed($"no answer about {silent}: {failure.Failure()}");
        }

        Cell[] cells = [.. subject.Answers.Where(answer => answer.Result.Supports is not null).Select(answer => answer.Cell).Distinct()];
        double slowest = 0;
        foreach (var cell in cells)
        {
            var first = subject.Ask(cell, cancellationToken).Supports!;
            // A cell that fails otherwise may not come so far again.
            if (subject.Ask(cell, cancellationToken, repetition: 1).Supports is not { } again)
            {
                continue;
            }

            if (again.Answer != first.Answer)
            {
                return Finding.Failed($"it answered {first.Answer} and then {again.Answer}: {cell}");
            }

            if (first.Compute.Occurring().Any())
            {
                return Finding.Failed($"it is to charge and draw nothing, and did {first.Compute}: {cell}");
            }

            double seconds = Math.Min(first.Seconds, again.Seconds);
            if (seconds > MostSeconds)
            {
                return Finding.Failed(Invariant($"it took {1000 * seconds:F0} ms of the 50 ms allowed: {cell}"));
            }

            slowest = Math.Max(slowest, seconds);
        }

        return cells.Length == 0
            ? Finding.Skipped("no cell came so far that it was asked")
            : Finding.Passed(Invariant($"the same answers to {cells.Length} problems asked twice, the slowest in {1000 * slowest:F1} ms"));
    }
}

using AlgZoo.Evaluation;
using static System.FormattableString;

namespace AlgZoo.Conformance;

/// <summary>Whether the estimator copes with models at the edge of what there can be.</summary>
internal sealed class EdgeCasesCheck() : EstimatorCheck(
    new(
        "edge-cases",
        "One neuron, the shortest sequence of each task, weights that are all zero, and weights of 1e-30 and of 1e30 times the usual size: the estimator declines, or gives a valid estimate.",
        "Return false from Supports for what the method does not cover; guard divisions by a variance or a norm that can be zero, and products that leave the range of a float."),
    ConstructionCheck.Id)
{
    private static readonly long[] Budgets = [100_000, Cell.LargeBudget];

    public override Finding Examine(Subject subject, CancellationToken cancellationToken)
    {
        var ordinary = subject.Ordinary(cancellationToken);
        if (ordinary.Completed.Count == 0)
        {
            return Finding.Skipped("no ordinary model got an estimate");
        }

        if (subject.Info.UsesAdvice && !subject.Advice.IsQuick(cancellationToken))
        {
            return Finding.Skipped("advice about further models takes too long");
        }

        // A task with which ordinary models fail is the matter of 'completes', or of 'supports'.
        var failing = ordinary.Failed.Concat(ordinary.WithoutAnswer).Select(failed => failed.Cell.Probe.Task).ToHashSet();
        Probe[] probes = [.. EdgeProbes.All.Where(probe => !failing.Contains(probe.Task))];
        int completed = 0;
        foreach (var probe in probes)
        {
            if (subject.Info.UsesAdvice && subject.Advice.Of(probe, cancellationToken) is { Outcome: not Outcome.Completed } advice)
            {
                return Finding.Failed($"there is no advice about {probe.Name}: {advice.Outcome}: {advice.Message}");
            }

            foreach (long budget in Budgets)
            {
                var cell = new Cell(probe, budget);
                var result = subject.Ask(cell, cancellationToken);
                if (result.Outcome is not (Outcome.Completed or Outcome.NotSupported or Outcome.OverBudget))
                {
                    return Finding.Failed($"{cell}: {result.Failure()}");
                }

                if (result.Outcome == Outcome.Completed)
                {
                    completed++;
                    break;
                }
            }
        }

        return Finding.Passed(Invariant($"{completed} of {probes.Length} models estimated, the others declined"));
    }
}

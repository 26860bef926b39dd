using static System.FormattableString;

namespace AlgZoo.Conformance;

/// <summary>Whether the estimator gives a valid estimate of ordinary models.</summary>
internal sealed class CompletesCheck() : EstimatorCheck(
    new(
        "completes",
        "The estimator gives a valid estimate (finite, in the range of its quantity, no exception, no crash, within the time limit) wherever its Supports said so, and supports at least one ordinary model.",
        "Debug the cell that the finding names: `algzoo validate PLUGIN.dll --isolation none` under a debugger; return false from Supports for what the method does not cover."),
    ConstructionCheck.Id)
{
    public override Finding Examine(Subject subject, CancellationToken cancellationToken)
    {
        var ordinary = subject.Ordinary(cancellationToken);
        return ordinary switch
        {
            { Probes: [] } => Finding.Skipped($"there is no advice: see '{AdviceCheck.Id}'"),
            { Failed: [var (cell, result)] } => Finding.Failed($"{cell}: {result.Failure()}"),
            { Failed: [var (cell, result), ..] failed } => Finding.Failed(Invariant($"{cell}: {result.Failure()} (and {failed.Count - 1} more cells)")),
            { Completed: [_, ..] completed } => Finding.Passed(Invariant($"{completed.Count} of {ordinary.Probes.Count} models, of the tasks {string.Join(", ", completed.Select(cell => cell.Probe.Task.Name).Distinct(StringComparer.Ordinal))}")),
            { WithoutAnswer: [_, ..] } => Finding.Skipped("Supports did not come to an answer: see 'supports'"),
            { OverBudget: [_, ..] } => Finding.Skipped("every estimate went over its budget: see 'budget'"),
            _ => Finding.Failed(Invariant($"it declines all of {ordinary.Probes.Count} ordinary models, with up to 1e9 FLOPs")),
        };
    }
}

using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>Cells that failed, or were declined, for one reason.</summary>
/// <param name="Estimators">Whose cells: one estimator for a failure, all that decline alike for what is declined.</param>
/// <param name="Outcome">How they ended.</param>
/// <param name="Where">How many cells, and at which budgets.</param>
/// <param name="Message">The reason of the first of them; null if none was given, and for what is declined.</param>
internal sealed record FailureLine(IReadOnlyList<string> Estimators, Outcome Outcome, string Where, string? Message)
{
    public bool IsDeclined => Outcome == Outcome.NotSupported;

    /// <summary>Failures first, by estimator, then what is declined.</summary>
    public static IReadOnlyList<FailureLine> Of(RunReport report) =>
    [
        .. report.Scores.Failures.Where(failure => failure.Outcome != Outcome.NotSupported)
            .GroupBy(failure => (failure.Estimator, failure.Outcome, failure.Message))
            .Select(cells => new FailureLine([cells.Key.Estimator], cells.Key.Outcome, $"{English.Count(cells.Sum(failure => failure.Cells), "cell")} {At(cells, report)}", cells.Key.Message)),
        .. report.Scores.Failures.Where(failure => failure.Outcome == Outcome.NotSupported)
            .GroupBy(failure => failure.Estimator, StringComparer.Ordinal)
            .GroupBy(declined => Declined(declined, report), declined => declined.Key, StringComparer.Ordinal)
            .Select(alike => new FailureLine([.. alike], Outcome.NotSupported, alike.Key, null)),
    ];

    /// <summary>As a sentence.</summary>
    public override string ToString() => IsDeclined
        ? $"Declined {Where}: {string.Join(", ", Estimators)}."
        : $"{Estimators[0]}: {Outcome} in {Where}{(Message is null ? "." : ": " + Message)}";

    private static string Declined(IEnumerable<FailureSummary> cells, RunReport report)
    {
        bool onSome = cells.GroupBy(cell => cell.Budget).Any(ofBudget => ofBudget.Count() < report.Manifest.Models.Count);
        return At(cells, report) + (onSome ? " on some models" : "");
    }

    private static string At(IEnumerable<FailureSummary> cells, RunReport report) => BudgetWords.At([.. cells.Select(cell => cell.Budget).Distinct().Order()], report.Manifest.Budgets);
}

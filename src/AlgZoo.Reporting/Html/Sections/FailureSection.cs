using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>What failed and why; what was declined apart from it.</summary>
internal static class FailureSection
{
    private const int ShownModels = 3;

    public static PageSection Of(RunReport report)
    {
        Cause[] causes = [.. report.Scores.Failures.GroupBy(failure => (failure.Estimator, failure.Outcome, failure.Message)).Select(group => new Cause(group.Key.Estimator, group.Key.Outcome, group.Key.Message, [.. group]))];
        Cause[] failed = [.. causes.Where(cause => cause.Outcome != Outcome.NotSupported)];
        Cause[] declined = [.. causes.Where(cause => cause.Outcome == Outcome.NotSupported)];
        return new PageSection("failures", "Failures", $"""
            {(failed.Length == 0 ? $"<p>No cell failed.</p>\n" : HtmlTable.Plain("failure-table", "Cells that failed, by reason", Columns(report, "failed"), failed, Attributes))}{(declined.Length == 0 ? Html.None : Declined(report, declined))}
            """);
    }

    private static Html Declined(RunReport report, Cause[] declined) => $"""
        <details id="declined"><summary>Declined problems ({English.Count(declined.Select(cause => cause.Estimator).Distinct(StringComparer.Ordinal).Count(), "estimator")})</summary>
        <p>An estimator may decline a problem that its method does not cover. Where it declines every noisy copy of a model at a budget there is no score, and no failure.</p>
        {HtmlTable.Plain("declined-table", "Cells that were declined", Columns(report, "declined"), declined, Attributes)}</details>

        """;

    private static Column<Cause>[] Columns(RunReport report, string verb) =>
    [
        new("estimator", "estimator", cause => Cell.Text(cause.Estimator)) { IsName = true },
        new("message", "reason", cause => Cell.Text(cause.Message)),
        new("outcome", "outcome", cause => Cell.Text(cause.Outcome.ToString())),
        new("cells", "cells " + verb, cause => Cell.Count(cause.Failures.Sum(failure => failure.Cells))),
        new("budgets", "budgets", cause => Cell.Text(Budgets(report, cause))),
        new("models", "models", cause => Cell.Text(Models(report, cause))),
    ];

    private static Html Attributes(Cause cause) => Html.Attributes(("data-estimator", cause.Estimator));

    private static string Budgets(RunReport report, Cause cause)
    {
        long[] budgets = [.. cause.Failures.Select(failure => failure.Budget).Distinct().Order()];
        return budgets.Length == report.Manifest.Budgets.Count ? "all" : string.Join(", ", budgets.Select(budget => FlopFormat.Compute(budget)));
    }

    private static string Models(RunReport report, Cause cause)
    {
        string[] models = [.. cause.Failures.Select(failure => failure.Model).Distinct(StringComparer.Ordinal)];
        return models.Length == report.Manifest.Models.Count ? "all" : English.List(models, ShownModels);
    }

    private sealed record Cause(string Estimator, Outcome Outcome, string? Message, IReadOnlyList<FailureSummary> Failures);
}

namespace AlgZoo.Reporting;

/// <summary>The scores in numbers: over the budgets, and one by one.</summary>
internal static class ScoreSection
{
    public static PageSection Of(RunReport report) => new("scores", "Scores", report.Scores.Headline.Count == 0
        ? (Html)$"<p>No estimator has a score.</p>\n"
        : $"""
        <p>Efficiency is the mean squared error of random sampling over that of the estimator, at the FLOPs that it spent; the small numbers are 95% intervals.
        <span class="verdict beats">+</span> beats sampling, <span class="verdict loses">−</span> loses, no sign: undecided. &gt; means at least, <span class="mark">~</span> not metered in full,
        <span class="mark failed">!</span> some cells failed. Estimators that share a rank cannot be told apart.</p>
        {HeadlineTable.Of(report)}<details id="every-score"><summary>Every score: estimator by model by budget ({report.Scores.Scores.Count} rows)</summary>
        {ScoreTable.Of(report)}</details>

        """);
}

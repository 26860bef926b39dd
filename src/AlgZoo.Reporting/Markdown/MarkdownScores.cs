using System.Globalization;
using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>The tables of scores in report.md.</summary>
internal static class MarkdownScores
{
    public const string Legend = "Estimators in the order of their ranks; those that share one cannot be told apart. Overall: geometric mean of the efficiency over budgets. Matches to: the compute, in FLOPs, up to which the estimator never loses. `>`: at least; `~`: at most, not all was metered; `!`: some cells failed.\n";

    public const string EfficiencyLegend = "Mean squared error of random sampling over the estimator's, at the FLOPs it spent, with 95% intervals. `+`: beats sampling; `-`: loses; neither: undecided.\n";

    public static string Headline(RunReport report)
    {
        var text = new ScoreMarks(report.Scores);
        (string, bool)[] columns =
        [
            ("#", true), ("estimator", false), ("kind", false), ("advice", false), ("overall", true), ("verdict", false), ("matches to", true), ("budgets", true), ("models", true), ("failed", true), ("metered", false),
        ];
        return MarkdownText.Table(columns, report.Estimators.Where(estimator => estimator.Headline is not null).Select(estimator =>
        {
            var headline = estimator.Headline!;
            return (IReadOnlyList<string>)
            [
                Number(headline.Rank), MarkdownText.Escape(estimator.Id), KindNames.Of(estimator.Info.Kind), estimator.Info.UsesAdvice ? "yes" : "", MarkdownText.Escape(text.Overall(headline)), VerdictWords.Short(estimator),
                MarkdownText.Escape(ScoreMarks.MatchesTo(headline)), Number(headline.Budgets), Number(headline.Models), headline.FailureRate == 0 ? "" : NumberFormat.Percent(headline.FailureRate), MeteringNotes.GradeName(headline.Metering),
            ];
        }));
    }

    public static string Efficiencies(RunReport report)
    {
        var text = new ScoreMarks(report.Scores);
        return ByBudget(report, score => $"{MarkdownText.Escape(text.Efficiency(score))}{Interval(score)} {ScoreMarks.VerdictMark(score.Verdict)}".TrimEnd());
    }

    public static string Errors(RunReport report) =>
        ByBudget(report, score => NumberFormat.Error(score.Mse) + (score.MseStandardError is { } error ? " ± " + NumberFormat.Error(error) : ""));

    private static string ByBudget(RunReport report, Func<Score, string> cell) => MarkdownText.Table(
        [("estimator", false), .. report.Manifest.Budgets.Select(budget => (FlopFormat.Compute(budget), true))],
        report.Estimators.Where(estimator => estimator.Summary.Count > 0).Select(estimator => (IReadOnlyList<string>)
        [
            MarkdownText.Escape(estimator.Id), .. report.Manifest.Budgets.Select(budget => estimator.Summary.FirstOrDefault(score => score.Budget == budget) is { } score ? cell(score) : ""),
        ]));

    private static string Interval(Score score) => score.EfficiencyLow is { } low ? $" \\[{FlopFormat.Ratio(low)}, {(score.EfficiencyHigh is { } high ? FlopFormat.Ratio(high) : "∞")}\\]" : "";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

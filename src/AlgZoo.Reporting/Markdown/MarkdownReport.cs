using System.Globalization;
using System.Text;
using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>report.md: the facts of a run for a pull request or a wiki.</summary>
internal static class MarkdownReport
{
    /// <summary>Renders the report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="pictures">Its charts, and the names of the files beside it that show them.</param>
    public static string Render(RunReport report, IReadOnlyList<(string File, Chart Chart)> pictures)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {MarkdownText.Escape(report.Manifest.Suite)}: estimators against random sampling\n\n");
        text.Append(MarkdownText.Escape(string.Join(" ", HeadlineWords.Of(report)))).Append("\n\n");
        text.Append(MarkdownText.List(Facts(report))).Append('\n');
        foreach (var (file, chart) in pictures)
        {
            text.Append(CultureInfo.InvariantCulture, $"![{MarkdownText.Escape(chart.Description)}]({file})\n\n");
        }

        if (report.Scores.Headline.Count > 0)
        {
            Section(text, "Scores", MarkdownScores.Headline(report) + "\n" + MarkdownScores.Legend);
            Section(text, "Efficiency by budget", MarkdownScores.Efficiencies(report) + "\n" + MarkdownScores.EfficiencyLegend);
            Section(text, "Mean squared error by budget", MarkdownScores.Errors(report) + "\nMean over noisy copies, less the truth's own error, and its standard error.\n");
        }

        Section(text, "Surprise accounting", MarkdownSurprise.Of(report));
        Section(text, "Failures", MarkdownText.List(FailureLine.Of(report).Select(line => MarkdownText.Escape(line.ToString()))));
        Section(text, "Compute", MarkdownCompute.Operations(report));
        Section(text, "Advice", MarkdownCompute.Advice(report));
        Section(text, "Notes", MarkdownText.List(MeteringNotes.Of(report.Scores).Concat(TruthNotes.Of(report)).Concat(SourceNotes.Of(report)).Select(MarkdownText.Escape)));
        Section(text, "The run", MarkdownRun.Header(report) + "\n" + MarkdownRun.Models(report) + "\n"
            + MarkdownText.Details("Plugins", MarkdownRun.Plugins(report)) + "\n" + MarkdownText.Details("Command", MarkdownText.Code(RunCommandLine.Of(report.Manifest))));
        return text.ToString();
    }

    private static void Section(StringBuilder text, string heading, string content)
    {
        if (content.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"## {heading}\n\n{content}\n");
        }
    }

    private static IEnumerable<string> Facts(RunReport report)
    {
        var manifest = report.Manifest;
        yield return string.Create(CultureInfo.InvariantCulture, $"{English.Count(manifest.Models.Count, "model")}, {English.Count(manifest.Draws, "noisy copy", "noisy copies")} each, {English.Count(manifest.Estimators.Count, "estimator")}, budgets {English.List([.. manifest.Budgets.Select(budget => FlopFormat.Compute(budget))])} FLOPs")
            + (report.Scores.Complete ? "" : string.Create(CultureInfo.InvariantCulture, $"; **not complete: {report.Measurements.Count:N0} of {manifest.Cells:N0} cells**"));
        if (!string.Equals(manifest.PriceTable, PriceTable.Default.Name, StringComparison.Ordinal))
        {
            yield return $"priced by {manifest.PriceTable}; budgets as they were requested, in FLOPs of {PriceTable.Default.Name}";
        }
    }
}

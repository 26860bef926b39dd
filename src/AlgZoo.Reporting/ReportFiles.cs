using System.Text;
using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>The reports of a run as files beside its scores. Each file is replaced as a whole.</summary>
public static class ReportFiles
{
    /// <summary>The name of the page under the run's own prices.</summary>
    public const string Page = "report.html";

    /// <summary>
    /// Writes report.html; report.md with its pictures report-CHART.svg; scores.csv and measurements.csv. Under other prices than those of the run the names tell the price table: report.TABLE.html, scores.TABLE.csv.
    /// </summary>
    /// <param name="folder">The run directory.</param>
    /// <param name="report">The report.</param>
    /// <param name="formats">What to write.</param>
    /// <returns>The names of the files, the one to open first.</returns>
    /// <exception cref="IOException">A file cannot be written; those before it have been.</exception>
    public static IReadOnlyList<string> Write(string folder, RunReport report, ReportFormats formats = ReportFormats.All)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(report);
        var written = new List<string>();
        if (formats.HasFlag(ReportFormats.Html))
        {
            Add(PageName(report), HtmlReport.Render(report));
        }

        if (formats.HasFlag(ReportFormats.Markdown))
        {
            (string File, Chart Chart)[] pictures = [.. Pictures(report).Select(chart => (Name(report, $"report-{ChartNames.Slug(chart.Kind)}.svg"), chart))];
            Add(Name(report, "report.md"), MarkdownReport.Render(report, pictures));
            foreach (var (file, chart) in pictures)
            {
                Add(file, chart.SvgFile());
            }
        }

        if (formats.HasFlag(ReportFormats.Csv))
        {
            Add(Name(report, "scores.csv"), ScoresCsv.Of(report.Scores.Scores));
            Add(Name(report, "measurements.csv"), MeasurementsCsv.Of(report));
        }

        return written;

        void Add(string name, string content)
        {
            AtomicFile.Write(Path.Combine(folder, name), Encoding.UTF8.GetBytes(content));
            written.Add(name);
        }
    }

    /// <summary>Writes report.html of a run that goes on: the page loads itself again.</summary>
    /// <param name="folder">The run directory.</param>
    /// <param name="report">The report of what there is.</param>
    /// <param name="refreshSeconds">How often the page loads itself again, at least 1.</param>
    /// <exception cref="IOException">The file cannot be written; what was there stays.</exception>
    public static void WriteLive(string folder, RunReport report, int refreshSeconds)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(report);
        ArgumentOutOfRangeException.ThrowIfLessThan(refreshSeconds, 1);
        AtomicFile.Write(Path.Combine(folder, PageName(report)), Encoding.UTF8.GetBytes(HtmlReport.Render(report, refreshSeconds)));
    }

    /// <summary>The name of the page of a run.</summary>
    internal static string PageName(RunReport report) => Name(report, Page);

    // Between stem and extension, or the name of a chart, stands the price table if it is not the run's own.
    private static string Name(RunReport report, string name) => report.IsPricedAnew ? name.Insert(name.AsSpan().IndexOfAny('.', '-'), "." + report.Scores.PriceTable) : name;

    // One of each kind: over all models, and where a chart is about one budget, at the largest.
    private static IEnumerable<Chart> Pictures(RunReport report) => RunCharts.Of(report)
        .Where(chart => string.Equals(chart.Model, report.Summary, StringComparison.Ordinal))
        .GroupBy(chart => chart.Kind)
        .OrderBy(ofKind => ofKind.Key)
        .Select(ofKind => ofKind.MaxBy(chart => chart.Budget ?? 0)!);
}

/// <summary>The formats of a report.</summary>
[Flags]
public enum ReportFormats
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>One page that needs nothing else.</summary>
    Html = 1,

    /// <summary>Markdown with pictures beside it.</summary>
    Markdown = 2,

    /// <summary>Scores and measurements as CSV.</summary>
    Csv = 4,

    /// <summary>All of them.</summary>
    All = Html | Markdown | Csv,
}

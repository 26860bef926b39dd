using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AlgZoo.Reporting.Tests;

public sealed partial class ChartSnapshotTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    private static readonly string[] Files = ["mse.svg", "efficiency.narrow.svg", "estimate-versus-truth.narrow.svg", "bias-versus-variance.narrow.svg", "surprise.narrow.svg", "operations.narrow.svg", "mse.csv", "operations.csv", "mse.vl.json", "estimate-versus-truth.vl.json", "surprise.vl.json", "operations.vl.json"];

    [TestCaseSource(nameof(Files))]
    public void The_chart_is_the_approved_one(string file) => Approved.Check(Render(file), "charts/" + file);

    [TestCaseSource(nameof(Files))]
    [SetCulture("fr-FR")]
    public void The_culture_does_not_matter(string file) => Approved.Check(Render(file), "charts/" + file);

    private static string Render(string file)
    {
        var report = RunReport.Of(SampleRuns.Small);
        var chart = RunCharts.Of(report).First(chart => chart.Model == report.Summary && ChartNames.Slug(chart.Kind) == file.Split('.')[0]);
        string text = file[(file.IndexOf('.', StringComparison.Ordinal) + 1)..] switch
        {
            "svg" => chart.SvgFile(),
            "narrow.svg" => chart.Svg(ChartSize.Narrow),
            "csv" => chart.Csv(),
            "vl.json" => JsonNode.Parse(chart.VegaLite())!.ToJsonString(Indented) + "\n",
            var other => throw new ArgumentException(other),
        };
        return file.EndsWith(".svg", StringComparison.Ordinal) ? ElementBoundary().Replace(text, ">\n<") : text;
    }

    // An element a line, so that a difference can be read.
    [GeneratedRegex("><(?!/)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ElementBoundary();
}

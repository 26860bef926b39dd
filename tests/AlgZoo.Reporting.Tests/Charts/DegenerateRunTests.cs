using AlgZoo.Evaluation;

namespace AlgZoo.Reporting.Tests;

/// <summary>Runs that lack something: their charts have no hole where a number should be.</summary>
public sealed class DegenerateRunTests
{
    private static readonly RunRecord Small = SampleRuns.Small;

    private static IEnumerable<TestCaseData> Runs =>
    [
        Case("nothing measured", Small with { Measurements = [] }),
        Case("one cell", Small with { Measurements = [Small.Measurements[0]] }),
        Case("one estimator", Only(cell => cell.Estimator == "order-sobol")),
        Case("one budget", Only(cell => cell.Budget == 10_000)),
        Case("one draw", Only(cell => cell.Draw == 0) with { Manifest = Small.Manifest with { Draws = 1 } }),
        Case("all failed", Each(cell => cell with { Outcome = Outcome.TimedOut, Value = null, Flops = 0, Operations = OperationCounts.None })),
        Case("all declined", Each(cell => cell with { Outcome = Outcome.NotSupported, Value = null, Flops = 0, Operations = OperationCounts.None })),
        Case("exact truth", Each(cell => cell with { TruthStandardError = 0 })),
        Case("exact estimates", Each(cell => cell with { TruthStandardError = 0, Value = cell.Value is null ? null : cell.Truth })),
        Case("no ledgers", Each(cell => cell with { Explanation = null })),
        Case("free ledgers", Each(cell => cell with { TruthStandardError = 0, Value = cell.Value is null ? null : cell.Truth, Explanation = cell.Explanation is null ? null : [new ExplanationCheck("", "free", 0)] })),
        Case("no variance", Each(cell => cell with { TruthVariance = 0, Truth = 1, TruthStandardError = 0 })),
        Case("no compute", Each(cell => cell with { Flops = 0, Operations = OperationCounts.None })),
        Case("huge estimates", Each(cell => cell with { Value = cell.Value is null ? null : cell.Value * 1e60 })),
        Case("one model", new RunRecord(Small.Manifest with { Models = [Small.Manifest.Models[0]] }, Only(cell => cell.Model == Small.Manifest.Models[0].Reference).Measurements)),
    ];

    [TestCaseSource(nameof(Runs))]
    public void Every_chart_is_drawn(RunRecord run)
    {
        var report = RunReport.Of(run);
        var charts = RunCharts.Of(report);

        bool isExplained = report.Scores.Scores.Any(score => score.Surprise?.TotalBits is not null);
        Assert.That(charts.Select(chart => chart.Kind).Distinct(), Is.EqualTo(Enum.GetValues<ChartKind>().Where(kind => isExplained || kind != ChartKind.Surprise)));
        foreach (var (chart, svg) in RunChartsTests.AllDrawings(charts))
        {
            Assert.That(svg, Does.Not.Contain("NaN").And.Not.Contains("∞").And.Not.Contains("Infinity"), chart.Title);
            Assert.That(DrawnChart.Read(svg).Series.Sum(series => DrawnChart.PointsOf(series).Count), chart.Kind is ChartKind.Mse ? Is.EqualTo(report.Scores.Scores.Count(score => score.Model == chart.Model)) : Is.Not.Negative);
        }

        Assert.That(charts.Select(chart => chart.VegaLite()), Is.All.StartsWith("{"));
        Assert.That(charts.Select(chart => chart.Csv()), Is.All.StartsWith("estimator,"));
    }

    [Test]
    public void An_exact_truth_is_named_and_agreement_with_it_does_not_stretch_the_axis()
    {
        var run = Each(cell => cell with { TruthStandardError = 0, Value = cell.Estimator == "exact-cones" && cell.Value is not null ? cell.Truth : cell.Value });

        var chart = RunCharts.Of(RunReport.Of(run)).First(chart => chart.Kind == ChartKind.Mse);

        Assert.That(chart.Description, Does.EndWith("The truth is exact."));
        Assert.That(chart.Svg(ChartSize.Wide), Does.Contain("the truth is exact: no noise floor").And.Not.Contains("10⁻¹⁰").And.Not.Contains("class=\"guide floor\""));
    }

    [Test]
    public void A_noise_floor_near_the_errors_is_a_line()
    {
        var run = Each(cell => cell with { TruthStandardError = 5e-3 });

        string svg = RunCharts.Of(RunReport.Of(run)).First(chart => chart.Kind == ChartKind.Mse).Svg(ChartSize.Narrow);

        Assert.That(svg, Does.Contain("class=\"guide floor\"").And.Not.Contains("below the axis"));
    }

    private static RunRecord Only(Func<Measurement, bool> condition) => Small with { Measurements = [.. Small.Measurements.Where(condition)] };

    private static RunRecord Each(Func<Measurement, Measurement> change) => Small with { Measurements = [.. Small.Measurements.Select(change)] };

    private static TestCaseData Case(string name, RunRecord run) => new TestCaseData(run).SetArgDisplayNames(name);
}

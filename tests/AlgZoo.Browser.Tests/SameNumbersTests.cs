using System.Globalization;
using System.Text.Json;
using AlgZoo.Evaluation;
using AlgZoo.Reporting;

namespace AlgZoo.Browser.Tests;

/// <summary>Every number that the page shows, read back from the browser, is that of scores.json.</summary>
public sealed class SameNumbersTests : PageTests
{

    [TestCase("small")]
    [TestCase("single")]
    public async Task The_score_table_is_scores_json(string run)
    {
        var report = Report(run);
        var json = new ScoresJson(report.Report);
        var page = await OpenAsync(report);

        var rows = await page.ReadAsync<ScoreRow[]>($"() => [...document.querySelectorAll('#score-table tbody tr')].map(row => ({{ estimator: row.dataset.estimator, model: row.dataset.model, budget: +row.dataset.budget, cells: {Cells} }}))");

        Assert.That(rows.Select(row => (row.Estimator, row.Model, row.Budget)), Is.EquivalentTo(json.Scores.Select(score => (score.GetProperty("estimator").GetString()!, score.GetProperty("model").GetString()!, score.GetProperty("budget").GetInt64()))));
        foreach (var row in rows)
        {
            var score = json.Score(row.Estimator, row.Model, row.Budget);
            var columns = row.Cells.Where(cell => score.TryGetProperty(cell.Column, out _)).ToArray();
            Assert.That(columns.Select(cell => cell.Column), Is.SupersetOf(new[] { "cells", "failures", "flops", "mse", "mseStandardError", "resolvedMse", "bias", "samplingMse", "efficiency", "efficiencyLow", "efficiencyHigh", "verdict", "metering" }));
            AssertShows(columns, score);
        }
    }

    [TestCase("small")]
    [TestCase("single")]
    public async Task The_headline_table_is_scores_json(string run)
    {
        var report = Report(run);
        var json = new ScoresJson(report.Report);
        var page = await OpenAsync(report);

        var rows = await page.ReadAsync<ScoreRow[]>($"() => [...document.querySelectorAll('#headline-table tbody tr')].map(row => ({{ estimator: row.dataset.estimator, model: '', budget: 0, cells: {Cells} }}))");

        Assert.That(rows.Select(row => row.Estimator).Take(json.Headline.Count()), Is.EqualTo(json.Headline.Select(headline => headline.GetProperty("estimator").GetString())));
        foreach (var (row, headline) in rows.Zip(json.Headline))
        {
            var columns = row.Cells.Where(cell => headline.TryGetProperty(cell.Column, out _)).ToArray();
            Assert.That(columns.Select(cell => cell.Column), Is.SupersetOf(new[] { "rank", "estimator", "kind", "efficiency", "matchingHorizon", "budgets", "models", "failureRate", "metering" }));
            AssertShows(columns, headline);
            foreach (long budget in report.Report.Manifest.Budgets)
            {
                var cell = row.Cells.Single(cell => cell.Column == "budget-" + ReportDom.Text(budget));
                var score = report.Report.Scores.Scores.SingleOrDefault(score => score.Estimator == row.Estimator && score.Model == report.Report.Summary && score.Budget == budget);
                Assert.That(cell.Value, Is.EqualTo(score?.Efficiency.ToString("R", CultureInfo.InvariantCulture) ?? ""));
                if (score is not null)
                {
                    Assert.That(cell.Text, Does.Contain(FlopFormat.Ratio(score.Efficiency)));
                    Assert.That(cell.Text.Contains('>', StringComparison.Ordinal), Is.EqualTo(score.EfficiencyIsLowerBound), cell.Text);
                }
            }
        }
    }

    [TestCase("small")]
    [TestCase("single")]
    public async Task The_data_of_the_charts_are_scores_json_and_the_measurements(string run)
    {
        var report = Report(run);
        var json = new ScoresJson(report.Report);
        var page = await OpenAsync(report);

        foreach (string kind in new[] { "Mse", "Efficiency", "BiasVersusVariance" })
        {
            var rows = CsvText.Rows((await DownloadTests.DownloadAsync(page, kind, "csv")).Text);
            Assert.That(rows, Has.Count.EqualTo(report.Report.Scores.Scores.Count(score => score.Model == report.Report.Summary)), kind);
            foreach (var row in rows)
            {
                var score = json.Score(row["estimator"], report.Report.Summary, long.Parse(row["budget"], CultureInfo.InvariantCulture));
                string[] shared = [.. row.Keys.Where(column => score.TryGetProperty(column, out _))];
                Assert.That(shared, Has.Length.GreaterThanOrEqualTo(4), kind);
                Assert.That(shared.Select(column => (column, Normal(row[column]))), Is.EqualTo(shared.Select(column => (column, Normal(ScoresJson.FullText(score.GetProperty(column)))))), kind);
            }
        }

        var figure = (await page.ShownChartsAsync()).Single(chart => chart.Kind == "EstimateVersusTruth");
        var dots = CsvText.Rows((await DownloadTests.DownloadAsync(page, "EstimateVersusTruth", "csv")).Text);
        var cells = report.Report.MeasurementsOf(figure.Model).Where(cell => ReportDom.Text(cell.Budget) == figure.Budget && cell.Value is not null);
        Assert.That(
            dots.Select(row => (row["estimator"], row["draw"], row["truth"], row["value"])),
            Is.EquivalentTo(cells.Select(cell => (cell.Estimator, ReportDom.Text(cell.Draw), cell.Truth.ToString("R", CultureInfo.InvariantCulture), cell.Value!.Value.ToString("R", CultureInfo.InvariantCulture)))));
    }

    [TestCase("small")]
    [TestCase("single")]
    public async Task The_tooltips_are_scores_json(string run)
    {
        var report = Report(run);
        var json = new ScoresJson(report.Report);
        var page = await OpenAsync(report);

        var points = await page.ReadAsync<Point[]>(
            """
            () => ["Mse", "Efficiency", "BiasVersusVariance"].flatMap(kind => [...document.querySelectorAll(`figure[data-kind=${kind}] .series`)].flatMap(series =>
                [...series.querySelectorAll(".point")].map((point, index) => ({ model: series.closest("figure").dataset.model, estimator: series.dataset.estimator, index, text: point.getAttribute("aria-label") }))))
            """);

        // Each of three charts in two sizes has a point for every score.
        Assert.That(points, Has.Length.EqualTo(6 * json.Scores.Count()));
        foreach (var point in points)
        {
            var score = json.Scores.Where(score => score.GetProperty("estimator").ValueEquals(point.Estimator) && score.GetProperty("model").ValueEquals(point.Model)).ElementAt(point.Index);
            string[] lines = point.Text.Split('\n');
            Assert.That(lines[0], Is.EqualTo(point.Estimator));
            Assert.That(Rounding.Agrees(Line("budget ", fromThere: true), score.GetProperty("budget").GetDouble()), point.Text);
            Assert.That(Rounding.Agrees(Line(" FLOPs spent"), score.GetProperty("flops").GetDouble()), point.Text);
            Assert.That(Rounding.Agrees(Line("MSE "), score.GetProperty("mse").GetDouble()), point.Text);
            Assert.That(Rounding.Agrees(Line("efficiency "), score.GetProperty("efficiency").GetDouble()), point.Text);
            Assert.That(Rounding.Agrees(Line("bias "), score.GetProperty("bias").GetDouble()), point.Text);
            Assert.That(Rounding.Agrees(Line(" cell"), score.GetProperty("cells").GetDouble()), point.Text);
            Assert.That(lines, Has.Some.StartsWith(score.GetProperty("verdict").GetString()!), point.Text);
            if (!score.GetProperty("efficiencyIsLowerBound").GetBoolean() && score.GetProperty("efficiencyLow").ValueKind == JsonValueKind.Number)
            {
                Assert.That(Rounding.AnyAgrees(Line("efficiency "), score.GetProperty("efficiencyLow").GetDouble()), point.Text);
            }

            string Line(string mark, bool fromThere = false)
            {
                string line = lines.First(line => line.Contains(mark, StringComparison.Ordinal));
                return fromThere ? line[line.IndexOf(mark, StringComparison.Ordinal)..] : line;
            }
        }
    }

    private static ReportPage Report(string run) => run == "small" ? ReportPages.Small : ReportPages.Single;

    private static string Normal(string text) => bool.TryParse(text, out bool flag) ? (flag ? "true" : "false") : text;

    private const string Cells = "[...row.querySelectorAll('[data-column]')].map(cell => ({ column: cell.dataset.column, value: cell.dataset.value, text: cell.textContent }))";

    private static void AssertShows(IEnumerable<ShownCell> cells, JsonElement source)
    {
        foreach (var cell in cells)
        {
            var value = source.GetProperty(cell.Column);
            Assert.That(cell.Value, Is.EqualTo(ScoresJson.FullText(value)), cell.Column);
            if (cell.Column == "matchingHorizon" && value.GetDouble() == 0)
            {
                Assert.That(cell.Text, Is.EqualTo("nowhere"));
            }
            else if (value.ValueKind == JsonValueKind.Number)
            {
                Assert.That(Rounding.Agrees(cell.Text, value.GetDouble()), $"{cell.Column} {cell.Text} is no rounding of {cell.Value}");
            }
        }
    }

    private sealed record ScoreRow(string Estimator, string Model, long Budget, ShownCell[] Cells);

    private sealed record Point(string Model, string Estimator, int Index, string Text);

    private sealed record ShownCell(string Column, string Value, string Text);
}

using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AlgZoo.Evaluation;

namespace AlgZoo.Reporting.Tests;

public sealed partial class RunChartsTests
{
    private static readonly ChartSize[] Sizes = Enum.GetValues<ChartSize>();

    private static readonly RunReport Small = RunReport.Of(SampleRuns.Small);

    private static readonly IReadOnlyList<Chart> Charts = RunCharts.Of(Small);

    [Test]
    public void There_is_a_chart_of_each_kind_for_the_summary_and_for_each_model()
    {
        var expected = Small.Models.SelectMany(model => new (ChartKind, string, long?)[] { (ChartKind.Mse, model, null), (ChartKind.Efficiency, model, null), (ChartKind.BiasVersusVariance, model, null), (ChartKind.Surprise, model, null) })
            .Concat(from model in Small.Models from budget in Small.Manifest.Budgets select (ChartKind.EstimateVersusTruth, model, (long?)budget))
            .Append((ChartKind.Operations, Small.Summary, null));

        Assert.That(Charts.Select(chart => (chart.Kind, chart.Model, chart.Budget)), Is.EquivalentTo(expected));
        Assert.That(Charts.Select(chart => chart.Kind), Is.Ordered);
    }

    [Test]
    public void Of_many_models_only_the_summary_is_drawn()
    {
        var manifest = SampleRuns.Small.Manifest;
        var many = new RunRecord(manifest with { Models = [.. manifest.Models, .. Enumerable.Range(0, 11).Select(i => manifest.Models[1] with { Reference = FormattableString.Invariant($"model-{i}") })] }, SampleRuns.Small.Measurements);

        Assert.That(RunCharts.Of(RunReport.Of(many)).Select(chart => chart.Model), Is.All.EqualTo(Scorer.AllModels));
    }

    [Test]
    public void Every_drawing_is_well_formed_named_described_and_free_of_scripts_and_addresses()
    {
        foreach (var (chart, svg) in AllDrawings(Charts))
        {
            var root = XElement.Parse(svg);
            string[] names = ((string)root.Attribute("aria-labelledby")!).Split(' ');
            Assert.That(names.Select(id => root.Elements().Single(element => (string?)element.Attribute("id") == id).Value), Is.EqualTo(new[] { chart.Title, chart.Description }));
            Assert.That((string?)root.Attribute("role"), Is.EqualTo("group"));
            Assert.That(svg.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), Does.Not.Contain("http").And.Not.Contains("<script").And.Not.Contains("href"));
        }
    }

    [Test]
    public void Identifiers_occur_once_in_a_page()
    {
        var ids = from chart in Charts
                  from size in Sizes
                  from element in XElement.Parse(chart.Svg(size)).DescendantsAndSelf()
                  where element.Attribute("id") is not null
                  select (string)element.Attribute("id")!;

        Assert.That(ids, Is.Unique);
    }

    [Test]
    public void Only_a_file_has_its_own_size_and_colours()
    {
        foreach (var chart in Charts)
        {
            Assert.That(Sizes.Select(size => XElement.Parse(chart.Svg(size)).Attributes().Select(attribute => attribute.Name.LocalName)), Is.All.Not.Contains("width").And.All.Not.Contains("height"));
            Assert.That(Sizes.Select(chart.Svg), Is.All.Not.Contains("<style").And.All.Not.Contains("style="));
            Assert.That(XElement.Parse(chart.SvgFile()).Attributes().Select(attribute => attribute.Name.LocalName), Does.Contain("width").And.Contains("height"));
            Assert.That(chart.SvgFile(), Does.Contain("prefers-color-scheme:dark"));
        }
    }

    [Test]
    public void Each_score_is_a_point_whose_tool_tip_says_what_the_score_says()
    {
        foreach (var chart in Charts.Where(chart => chart.Kind is ChartKind.Mse or ChartKind.Efficiency or ChartKind.BiasVersusVariance))
        {
            var scores = Small.Scores.Scores.Where(score => score.Model == chart.Model).ToLookup(score => score.Estimator);
            foreach (var drawing in Sizes.Select(size => DrawnChart.Read(chart.Svg(size))))
            {
                Assert.That(drawing.Series.Select(DrawnChart.EstimatorOf), Is.EqualTo(Small.Estimators.Select(estimator => estimator.Id).Where(scores.Contains)));
                foreach (var series in drawing.Series)
                {
                    var points = DrawnChart.PointsOf(series);
                    var expected = scores[DrawnChart.EstimatorOf(series)].OrderBy(score => score.Budget).ToArray();
                    Assert.That(points, Has.Count.EqualTo(expected.Length));
                    foreach (var (score, (_, _, toolTip)) in expected.Zip(points))
                    {
                        Assert.That(toolTip.Split('\n'), Does.Contain(score.Estimator)
                            .And.One.EndsWith("budget " + FlopFormat.Compute(score.Budget))
                            .And.One.StartsWith(FlopFormat.Compute(score.Flops) + " FLOPs spent")
                            .And.One.StartsWith("MSE " + FlopFormat.Ratio(score.Mse))
                            .And.One.StartsWith($"efficiency {(score.EfficiencyIsLowerBound ? "at least " : "")}{FlopFormat.Ratio(score.Efficiency)}")
                            .And.One.EqualTo(score.Verdict switch { Verdict.Beats => "beats sampling", Verdict.Loses => "loses to sampling", _ => "undecided against sampling" })
                            .And.One.EqualTo("bias " + FlopFormat.Ratio(score.Bias))
                            .And.One.EqualTo(FormattableString.Invariant($"{score.Cells} cells{(score.Failures == 0 ? "" : $", {score.Failures} failed")}")));
                    }
                }
            }
        }
    }

    [Test]
    public void Points_lie_where_the_axes_say()
    {
        // Heights and logarithms of errors are related by a line; two points far apart give it, all others must lie on it to within the rounding of coordinates.
        var chart = Charts.First(chart => chart.Kind == ChartKind.Efficiency);
        var scores = Small.Scores.Scores.Where(score => score.Model == chart.Model && score.Efficiency is > 0.05 and < 50).ToDictionary(score => (score.Estimator, score.Budget));
        var points = DrawnChart.Read(chart.Svg(ChartSize.Wide)).Series
            .SelectMany(series => DrawnChart.PointsOf(series).Zip(Small.Manifest.Budgets, (point, budget) => (Key: (DrawnChart.EstimatorOf(series), budget), point.Y)))
            .Where(point => scores.ContainsKey(point.Key))
            .Select(point => (Logarithm: Math.Log10(scores[point.Key].Efficiency), point.Y))
            .OrderBy(point => point.Logarithm).ToArray();
        var (first, last) = (points[0], points[^1]);
        double slope = (last.Y - first.Y) / (last.Logarithm - first.Logarithm);

        Assert.That(points, Has.Length.GreaterThan(10));
        Assert.That(slope, Is.Negative);
        Assert.That(points.Select(point => point.Y), Is.EqualTo(points.Select(point => first.Y + (slope * (point.Logarithm - first.Logarithm)))).Within(0.11));
    }

    [Test]
    public void Bits_are_drawn_against_precision_for_all_that_keep_ledgers()
    {
        foreach (var chart in Charts.Where(chart => chart.Kind == ChartKind.Surprise))
        {
            var scores = Small.Scores.Scores.Where(score => score.Model == chart.Model && score.Surprise?.TotalBits is not null).ToDictionary(score => (score.Estimator, score.Budget));
            var points = DrawnChart.Read(chart.Svg(ChartSize.Wide)).Series.SelectMany(series => DrawnChart.PointsOf(series).Zip(
                scores.Keys.Where(key => key.Estimator == DrawnChart.EstimatorOf(series)).Order(), (point, key) => (Score: scores[key], point.X, point.Y, Lines: point.ToolTip.Split('\n')))).ToArray();

            Assert.That(points, Has.Length.EqualTo(scores.Count));
            Assert.That(points.OrderBy(point => -Math.Log2(Math.Max(point.Score.Mse, point.Score.ResolvedMse))).Select(point => point.X), Is.Ordered);
            Assert.That(points.OrderBy(point => point.Score.Surprise!.TotalBits).Select(point => point.Y), Is.Ordered.Descending);
            foreach (var (score, _, _, lines) in points)
            {
                var surprise = score.Surprise!;
                Assert.That(lines, Has.One.EndsWith("budget " + FlopFormat.Compute(score.Budget)));
                Assert.That(lines[^4], Is.EqualTo($"explanation {WithError(surprise.ExplanationBits!.Value, surprise.ExplanationStandardError!.Value)} bits"));
                Assert.That(lines[^3], Is.EqualTo($"advice {FlopFormat.Ratio(surprise.AdviceBits)} bits"));
                Assert.That(lines[^2], Is.EqualTo($"left {WithError(surprise.BitsLeft, surprise.BitsLeftStandardError!.Value)} bits, sigma: {(surprise.SigmaIsStated ? "stated" : "RMS error")}"));
                Assert.That(lines[^1], Is.EqualTo($"total {WithError(surprise.TotalBits!.Value, surprise.TotalStandardError!.Value)} bits"));
            }
        }

        static string WithError(double bits, double error) => FlopFormat.Ratio(bits) + (error > 0 ? " ± " + FlopFormat.Ratio(error) : "");
    }

    [Test]
    public void The_csv_of_scores_reads_back_as_scores_json()
    {
        var scores = JsonNode.Parse(RunDirectory.ToJson(Small.Scores))!["scores"]!.AsArray();
        foreach (var chart in Charts.Where(chart => chart.Kind is ChartKind.Mse or ChartKind.Efficiency or ChartKind.BiasVersusVariance or ChartKind.Surprise))
        {
            var rows = ReadCsv(chart.Csv());
            var expected = scores.Where(score => (string)score!["model"]! == chart.Model && (chart.Kind != ChartKind.Surprise || score["surprise"]?["totalBits"] is not null)).ToDictionary(score => ((string)score!["estimator"]!, (long)score["budget"]!));
            Assert.That(rows, Has.Count.EqualTo(expected.Count));
            foreach (var row in rows)
            {
                var score = expected[(row["estimator"], long.Parse(row["budget"], CultureInfo.InvariantCulture))]!.AsObject();
                Assert.That(row.Keys, Is.SupersetOf(score.Select(property => property.Key).Where(name => name != "surprise")));
                Assert.That(row.Values, Is.EqualTo(row.Keys.Select(name => (name.StartsWith("surprise.", StringComparison.Ordinal) ? score["surprise"]?[name["surprise.".Length..]] : score[name]) is { } value ? value.ToString() : "")));
            }
        }
    }

    [Test]
    public void Each_completed_cell_is_a_dot_and_a_row_at_the_same_place()
    {
        foreach (var chart in Charts.Where(chart => chart.Kind == ChartKind.EstimateVersusTruth))
        {
            var rows = ReadCsv(chart.Csv());
            var cells = Small.MeasurementsOf(chart.Model).Where(cell => cell.Budget == chart.Budget && cell.Value is not null).ToDictionary(cell => (cell.Estimator, cell.Model, cell.Draw));
            Assert.That(rows, Has.Count.EqualTo(cells.Count));
            foreach (var row in rows)
            {
                var cell = cells[(row["estimator"], row["model"], int.Parse(row["draw"], CultureInfo.InvariantCulture))];
                Assert.That(new[] { row["truth"], row["value"], row["truthStandardError"] }.Select(text => double.Parse(text, CultureInfo.InvariantCulture)), Is.EqualTo(new[] { cell.Truth, cell.Value!.Value, cell.TruthStandardError }));
            }

            int next = 0;
            foreach (var series in DrawnChart.Read(chart.Svg(ChartSize.Narrow)).Series)
            {
                var dots = DrawnChart.Descendants(series, "dots").Single();
                int count = ((string)dots.Attribute("d")!).Split("h0", StringSplitOptions.RemoveEmptyEntries).Length;
                Assert.That((int)dots.Attribute("data-rows")!, Is.EqualTo(next));
                Assert.That(rows.Skip(next).Take(count).Select(row => row["estimator"]), Is.All.EqualTo(DrawnChart.EstimatorOf(series)));
                next += count;
            }

            Assert.That(next, Is.EqualTo(rows.Count));
        }
    }

    [Test]
    public void The_operations_of_an_estimator_add_up_to_its_flops()
    {
        var chart = Charts.Single(chart => chart.Kind == ChartKind.Operations);
        var rows = ReadCsv(chart.Csv()).ToLookup(row => row["estimator"]);
        foreach (var estimator in Small.Estimators.Where(estimator => rows.Contains(estimator.Id)))
        {
            double flops = Small.Measurements.Where(cell => cell.Estimator == estimator.Id && cell.Outcome == Outcome.Completed).Sum(cell => (double)cell.Flops);
            Assert.That(rows[estimator.Id].Sum(row => double.Parse(row["flops"], CultureInfo.InvariantCulture)), Is.EqualTo(flops));
            Assert.That(rows[estimator.Id].Sum(row => double.Parse(row["share"], CultureInfo.InvariantCulture)), Is.EqualTo(flops > 0 ? 1 : 0).Within(1e-12));
        }

        Assert.That(DrawnChart.Read(chart.Svg(ChartSize.Wide)).Series.Select(DrawnChart.EstimatorOf), Is.EqualTo(Small.Estimators.Select(estimator => estimator.Id).Where(id => id != "nowhere")));
    }

    [Test]
    public void Every_class_of_operation_is_in_one_group() =>
        Assert.That(OperationGroup.All.SelectMany(group => group.Classes), Is.EquivalentTo(Enum.GetValues<OperationClass>()));

    [Test]
    public void Odd_names_are_text_in_every_format()
    {
        foreach (var chart in Charts.Where(chart => chart.Model == Small.Summary))
        {
            Assert.That(Sizes.Select(size => DrawnChart.Read(chart.Svg(size)).Series.Select(DrawnChart.EstimatorOf)), Is.All.Contains("<b>&odd"));
            Assert.That(Sizes.Select(chart.Svg).Append(chart.SvgFile()), Is.All.Not.Contains("<b>"));
            Assert.That(ReadCsv(chart.Csv()).Select(row => row["estimator"]), Does.Contain("<b>&odd"));
            Assert.That(chart.VegaLite(), Does.Not.Contain("<"), "A page holds it in a script element.");
        }
    }

    [Test]
    public void A_specification_leaves_the_data_to_the_page_and_names_columns_that_exist()
    {
        foreach (var chart in Charts)
        {
            var specification = JsonNode.Parse(chart.VegaLite())!.AsObject();
            string header = chart.Csv().Split("\r\n")[0];
            string[] known = [.. header.Split(','), .. Strings(specification, "as")];

            Assert.That((string)specification["$schema"]!, Is.EqualTo("https://vega.github.io/schema/vega-lite/v5.json"));
            Assert.That(specification.ContainsKey("data"), Is.False);
            Assert.That((string)specification["title"]!, Is.EqualTo(chart.Title));
            Assert.That(Strings(specification, "field").Distinct(), Is.Not.Empty.And.SubsetOf(known));
        }
    }

    [Test]
    public void Points_and_text_of_a_narrow_chart_lie_inside_it()
    {
        foreach (var drawing in Charts.SelectMany(chart => Sizes.Select(size => DrawnChart.Read(chart.Svg(size)))))
        {
            double[] box = [.. ((string)drawing.Root.Attribute("viewBox")!).Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
            var texts = drawing.Root.Descendants().Where(element => element.Name.LocalName == "text" && element.Attribute("transform") is null);
            Assert.That(texts.Select(text => (double)text.Attribute("x")!), Is.All.InRange(0, box[2]));
            Assert.That(texts.Select(text => (double)text.Attribute("y")!), Is.All.InRange(0, box[3]));
        }
    }

    [Test]
    public void The_same_report_is_drawn_the_same_twice() =>
        Assert.That(AllDrawings(RunCharts.Of(RunReport.Of(SampleRuns.Small))).Select(entry => entry.Svg), Is.EqualTo(AllDrawings(Charts).Select(entry => entry.Svg)));

    [Test]
    public void The_charts_of_a_large_run_are_small_enough_to_load_at_once()
    {
        var charts = RunCharts.Of(RunReport.Of(SampleRuns.Large()));

        long bytes = charts.Sum(chart => Sizes.Sum(size => (long)System.Text.Encoding.UTF8.GetByteCount(chart.Svg(size))));

        Assert.That(bytes, Is.LessThan(3_000_000));
    }

    internal static IEnumerable<(Chart Chart, string Svg)> AllDrawings(IEnumerable<Chart> charts) => charts.SelectMany(chart => Sizes.Select(chart.Svg).Append(chart.SvgFile()).Select(svg => (chart, svg)));

    private static List<Dictionary<string, string>> ReadCsv(string csv)
    {
        Assert.That(csv, Does.EndWith("\r\n"));
        string[][] lines = [.. csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => Field().Matches(line).Select(match => match.Groups["field"].Value).ToArray())];
        return [.. lines.Skip(1).Select(line => lines[0].Zip(line).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    // A field without quotes in it, quoted or not.
    [GeneratedRegex("""(?:^|,)(?:"(?<field>[^"]*)"|(?<field>[^",]*))""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Field();

    private static IEnumerable<string> Strings(JsonNode? node, string property) => node switch
    {
        JsonObject entries => entries.SelectMany(entry => entry.Key == property && entry.Value is JsonValue value ? [(string)value!] : Strings(entry.Value, property)),
        JsonArray items => items.SelectMany(item => Strings(item, property)),
        _ => [],
    };
}

using System.Text.Json;
using System.Xml.Linq;
using AlgZoo.Evaluation;

namespace AlgZoo.Reporting.Tests;

public sealed class HtmlReportTests
{
    private static readonly string[] Sections = ["headline", "compute", "efficiency", "truth", "bias", "surprise", "scores", "failures", "operations", "unmetered", "run", "definitions"];

    private static RunReport Small { get; } = RunReport.Of(SampleRuns.Small);

    private static HtmlPage SmallPage { get; } = HtmlPage.Of(Small);

    [Test]
    public void The_outline_is_the_approved_one() => Approved.Check(HtmlOutline.Of(SmallPage), "report.outline.xml");

    [Test]
    [SetCulture("fr-FR")]
    public void The_culture_does_not_matter() => Assert.That(HtmlReport.Render(RunReport.Of(SampleRuns.Small)), Is.EqualTo(SmallPage.Text));

    [TestCaseSource(nameof(Runs))]
    public void Every_run_has_every_section_and_ids_are_unique_and_found(string name, RunReport report)
    {
        var page = HtmlPage.Of(report);

        bool isExplained = report.Estimators.SelectMany(estimator => estimator.Summary).Any(score => score.Surprise?.TotalBits is not null);
        Assert.That(page.Root.Descendants("section").Select(section => HtmlPage.Attribute(section, "id")), Is.EqualTo(Sections.Where(section => isExplained || section != "surprise")), name);
        string[] ids = [.. page.Root.Descendants().Select(element => HtmlPage.Attribute(element, "id")).OfType<string>()];
        Assert.That(ids, Is.Unique);
        Assert.That(References(page).Distinct(StringComparer.Ordinal), Is.SubsetOf(ids));
    }

    [Test]
    public void Nothing_is_loaded_from_anywhere()
    {
        string[] addresses = [.. SmallPage.Root.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "src" or "href" or "action" or "data" or "srcset").Select(attribute => attribute.Value)];

        Assert.That(addresses, Is.Not.Empty.And.All.StartsWith("#"));
        Assert.That(PageAsset.Style + ChartStyle.Css, Does.Not.Contain("url(").And.Not.Contains("@import"));
        Assert.That(PageAsset.Script + PageAsset.ThemeScript, Does.Not.Contain("http:").And.Not.Contains("https:").And.Not.Contains("import("));
    }

    [Test]
    public void The_policy_lets_the_two_scripts_of_the_page_run_and_no_other()
    {
        var meta = SmallPage.Root.Descendants("meta").Single(element => HtmlPage.Attribute(element, "http-equiv") == "Content-Security-Policy");
        string[] hashes = [.. HtmlPage.Attribute(meta, "content")!.Split([' ', ';'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.StartsWith("'sha256-", StringComparison.Ordinal))];
        var scripts = SmallPage.Root.Descendants().Where(element => element.Name.LocalName is "script" or "style").Zip(SmallPage.RawContents)
            .Where(entry => entry.First.Name.LocalName == "script" && HtmlPage.Attribute(entry.First, "type") is null or "module").Select(entry => PageAsset.PolicyHash(entry.Second));

        Assert.That(hashes, Has.Length.EqualTo(2).And.EquivalentTo(scripts));
        Assert.That(HtmlPage.Attribute(meta, "content"), Does.StartWith("default-src 'none';"));
    }

    [Test]
    public void Every_number_of_scores_json_is_in_the_tables()
    {
        HtmlScores.AssertEqual(SmallPage, RunDirectory.ToJson(Small.Scores));
        Assert.That(SmallPage.Rows("headline-table"), Has.Count.EqualTo(Small.Estimators.Count), "also those without a score");
    }

    [Test]
    public void Lower_bounds_failures_and_grades_are_marked()
    {
        Assert.That(Cell("exact-cones", "efficiency"), Does.StartWith(">"), "as good as the truth");
        Assert.That(Cell("margin-network", "efficiency"), Does.StartWith("~"), "metered in part");
        Assert.That(Cell("<b>&odd", "budget-1000000"), Does.StartWith("!"), "cells failed");
        Assert.That(Cell("mean-propagation", "budget-10000"), Does.Contain("loses to sampling"));
        Assert.That(Cell("order-sobol", "budget-1000000"), Does.Contain("beats sampling"));
        Assert.That(Cell("nowhere", "efficiency"), Is.EqualTo("no score"));

        static string Cell(string estimator, string column) => SmallPage.ById("headline-table").Descendants("tr")
            .Single(row => HtmlPage.Attribute(row, "data-estimator") == estimator).Elements().Single(cell => HtmlPage.Attribute(cell, "data-column") == column).Value;
    }

    [Test]
    public void Charts_carry_their_numbers_and_specifications()
    {
        var charts = RunCharts.Of(Small);

        Assert.That(SmallPage.Root.Descendants("figure").Count(), Is.EqualTo(charts.Count));
        Assert.That(SmallPage.Embedded("text/csv").Order(StringComparer.Ordinal), Is.EqualTo(charts.Select(chart => chart.Csv()).Order(StringComparer.Ordinal)));
        Assert.That(SmallPage.Embedded("application/json").Order(StringComparer.Ordinal), Is.EqualTo(charts.Select(chart => chart.VegaLite()).Order(StringComparer.Ordinal)));
        Assert.That(SmallPage.Root.Descendants("figure").Where(figure => figure.Attribute("hidden") is null).Select(figure => HtmlPage.Attribute(figure, "data-model")), Has.All.EqualTo(Small.Summary), "without scripts the summary is shown");
    }

    [Test]
    public void Few_estimators_are_all_shown_at_first_and_of_many_the_best()
    {
        Assert.That(Checked(SmallPage), Is.EqualTo(Small.Scores.Headline.Select(headline => headline.Estimator)));

        var large = RunReport.Of(SampleRuns.Large(estimators: 20, budgets: 2, draws: 4));
        Assert.That(Checked(HtmlPage.Of(large)), Is.EqualTo(large.Estimators.Where(estimator => estimator.Info.Kind != EstimatorKind.Trivial).Take(10).Select(estimator => estimator.Id)));

        static IEnumerable<string?> Checked(HtmlPage page) =>
            page.ById("legend").Elements("label").Where(label => label.Element("input")!.Attribute("checked") is not null).Select(label => HtmlPage.Attribute(label, "data-estimator"));
    }

    [Test]
    public void Names_and_messages_cannot_break_out()
    {
        const string Hostile = "</script></style><script>alert(1)</script>\"'&<!--]]>";
        var run = new RunRecord(
            SampleRuns.Small.Manifest with
            {
                Suite = Hostile,
                Models = [SampleRuns.Small.Manifest.Models[0] with { Reference = Hostile, Fingerprint = Hostile }],
                Estimators = [.. SampleRuns.Small.Manifest.Estimators.Select(estimator => estimator with { Id = Hostile + estimator.Id, Summary = Hostile, Plugin = Hostile, Path = Hostile })],
                Advice = [],
            },
            [.. SampleRuns.Small.Measurements.Where(cell => cell.Model != "handcrafted:3").Select(cell => cell with { Estimator = Hostile + cell.Estimator, Model = Hostile, Message = cell.Message is null ? null : Hostile, Unmetered = cell.Unmetered is null ? null : [new UnmeteredSite(Hostile, UnmeteredKind.Native, Hostile, Hostile, 1)] })]);

        var page = HtmlPage.Of(RunReport.Of(run));

        Assert.That(page.Root.Element("body")!.Element("header")!.Element("h1")!.Value, Is.EqualTo(Hostile));
        Assert.That(page.RawContents.Skip(2).SkipLast(1), Has.None.Contains("<"), "embedded data");
        Assert.That(page.Embedded("text/csv"), Has.Some.Contains("</script>"), "and yet it is whole");
        Assert.That(page.Root.Descendants("script").Count(script => HtmlPage.Attribute(script, "type") is null or "module"), Is.EqualTo(2));
    }

    [TestCase("/home/somebody/plugins/Plugin.dll")]
    [TestCase(@"C:\Users\somebody\plugins\Plugin.dll")]
    public void Of_a_path_only_the_name_of_the_file_is_told(string path)
    {
        var manifest = SampleRuns.Small.Manifest;
        var run = SampleRuns.Small with { Manifest = manifest with { Estimators = [.. manifest.Estimators.Select(estimator => estimator with { Path = path })] } };

        string text = HtmlReport.Render(RunReport.Of(run));

        Assert.That(text, Does.Contain("Plugin.dll").And.Not.Contains("somebody"));
    }

    [Test]
    public void A_page_of_a_run_that_goes_on_says_so_and_loads_itself_again()
    {
        var half = RunReport.Of(SampleRuns.Small with { Measurements = [.. SampleRuns.Small.Measurements.Take(120)] });

        var page = HtmlPage.Of(half, refreshSeconds: 7);

        Assert.That(page.ById("live").Value, Does.StartWith("The run goes on: 120 of 480 cells."));
        Assert.That(HtmlPage.Attribute(page.Root, "data-refresh"), Is.EqualTo("7"));
        Assert.That(page.Text, Does.Contain("""<noscript><meta http-equiv="refresh" content="7"/></noscript>"""));
        Assert.That(SmallPage.Text, Does.Not.Contain("http-equiv=\"refresh\"").And.Not.Contains("data-refresh=").And.Not.Contains("id=\"live\""));
    }

    [Test]
    public void Other_prices_are_named()
    {
        var report = RunReport.Of(SampleRuns.Small.PricedBy(PriceTable.Whest));

        var page = HtmlPage.Of(report);

        Assert.That(page.ById("notes").Value, Does.Contain("FLOPs are priced by whest-0.12."));
        Assert.That(page.Rows("price-table").Single(row => row["class"] == "Gaussian draw")["price"], Is.EqualTo("16"));
        Assert.That(page.ById("command").Value, Does.StartWith("algzoo run"));
    }

    [Test]
    public void Reasons_of_failures_are_told_and_declined_problems_are_apart()
    {
        var failed = SmallPage.Rows("failure-table");

        Assert.That(failed.Select(row => (row["estimator"], row["outcome"], row["cells"], row["message"])), Is.EqualTo(new[] { ("<b>&odd", "Faulted", "6", "IndexOutOfRangeException: Index [3] was outside the bounds of the <array>.") }));
        Assert.That(SmallPage.Rows("declined-table").Select(row => row["estimator"]), Is.EquivalentTo(new[] { "exact-cones", "nowhere" }));
    }

    private static IEnumerable<TestCaseData> Runs()
    {
        var small = SampleRuns.Small;
        yield return Case("all of it", small);
        yield return Case("nothing measured", small with { Measurements = [] });
        yield return Case("nothing scored", small with { Measurements = [.. small.Measurements.Where(cell => cell.Estimator == "nowhere")] });
        yield return Case("no estimators", new RunRecord(small.Manifest with { Estimators = [], Advice = [] }, []));
        yield return Case("one draw of one model at one budget", new RunRecord(
            small.Manifest with { Models = [small.Manifest.Models[0]], Draws = 1, Budgets = [10_000], Noise = "none", Advice = [] },
            [.. small.Measurements.Where(cell => cell is { Draw: 0, Budget: 10_000 } && cell.Model == small.Manifest.Models[0].Reference)]));
        yield return Case("other prices", small.PricedBy(PriceTable.Whest));
        yield return Case("unknown prices", small with { Manifest = small.Manifest with { PriceTable = "another-1" } });
        yield return Case("fifteen models", new RunRecord(
            small.Manifest with { Models = [.. Enumerable.Range(0, 15).Select(i => small.Manifest.Models[0] with { Reference = FormattableString.Invariant($"model {i}") })], Advice = [] },
            [.. Enumerable.Range(0, 15).SelectMany(i => small.Measurements.Where(cell => cell.Draw < 2 && cell.Model == small.Manifest.Models[0].Reference).Select(cell => cell with { Model = FormattableString.Invariant($"model {i}") }))]));

        static TestCaseData Case(string name, RunRecord run) => new TestCaseData(name, RunReport.Of(run)).SetArgDisplayNames(name);
    }

    // Ids that other elements name.
    private static IEnumerable<string> References(HtmlPage page) =>
        from element in page.Root.Descendants()
        from attribute in element.Attributes()
        where attribute.Name.LocalName is "for" or "aria-labelledby" or "aria-describedby" || (attribute.Name.LocalName == "href" && attribute.Value.StartsWith('#'))
        from id in attribute.Value.TrimStart('#').Split(' ')
        select id;
}

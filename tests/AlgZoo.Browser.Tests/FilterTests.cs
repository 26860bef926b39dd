using AlgZoo.Reporting;
using Microsoft.Playwright;

namespace AlgZoo.Browser.Tests;

public sealed class FilterTests : PageTests
{
    private static IReadOnlyList<EstimatorReport> Estimators => ReportPages.Small.Report.Estimators;

    private static string[] Everyone => Ids(_ => true);

    private static string[] Scored => [.. ReportPages.Small.Report.Scores.Headline.Select(headline => headline.Estimator)];

    [Test]
    public async Task A_box_of_the_legend_hides_an_estimator_in_every_chart_and_shows_it_again()
    {
        var page = await OpenAsync(ReportPages.Small);
        var all = await page.ShownChartsAsync();
        Assert.That(all.Select(chart => chart.Kind), Is.EqualTo(new[] { "Mse", "Efficiency", "EstimateVersusTruth", "BiasVersusVariance", "Surprise", "Operations" }));
        Assert.That(all.Select(chart => chart.Series), Has.All.SupersetOf(new[] { "sobol", "order-sobol" }));

        await page.LegendBox("sobol").UncheckAsync();
        Assert.That(await page.ShownChartsAsync(), Is.EqualTo(all.Select(chart => chart with { Series = [.. chart.Series.Where(id => id != "sobol")] })).Using<ShownChart>(AreSame));

        await page.LegendBox("sobol").CheckAsync();
        Assert.That(await page.ShownChartsAsync(), Is.EqualTo(all).Using<ShownChart>(AreSame));
    }

    [Test]
    public async Task Every_estimator_with_a_score_is_in_the_legend_in_the_order_of_the_ranks()
    {
        var page = await OpenAsync(ReportPages.Small);

        Assert.That(await page.ReadAsync<string[]>("() => [...document.querySelectorAll('#legend label')].map(label => label.dataset.estimator)"), Is.EqualTo(Scored));
        Assert.That(await page.Locator("#legend svg").CountAsync(), Is.EqualTo(Scored.Length), "every label has a sample of the line");
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task A_chip_filters_by_kind(EstimatorKind kind)
    {
        var page = await OpenAsync(ReportPages.Small);

        await AssertToggles(page, page.Locator($"#filters button[data-kind={kind}]"), Ids(estimator => estimator.Info.Kind != kind));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_chip_filters_by_advice(bool usesAdvice)
    {
        var page = await OpenAsync(ReportPages.Small);

        await AssertToggles(page, page.Locator($"#filters button[data-advice={(usesAdvice ? "true" : "false")}]"), Ids(estimator => estimator.Info.UsesAdvice != usesAdvice));
    }

    [Test]
    public async Task Chips_of_kind_and_of_advice_work_together()
    {
        var page = await OpenAsync(ReportPages.Small);
        await page.Locator("#filters button[data-kind=Trivial]").ClickAsync();
        await page.Locator("#filters button[data-advice=true]").ClickAsync();

        string[] remaining = Ids(estimator => estimator.Info is { Kind: not EstimatorKind.Trivial, UsesAdvice: false });
        Assert.That(await page.ShownRowsAsync("#headline-table"), Is.EqualTo(remaining));
        Assert.That((await page.ShownChartsAsync())[0].Series, Is.EquivalentTo(remaining.Intersect(Scored)));
    }

    [Test]
    public async Task Best_all_and_none_choose_for_the_charts()
    {
        var page = await OpenAsync(ReportPages.Large);
        var scores = ReportPages.Large.Report.Scores.Headline;
        string[] best = [.. scores.Where(headline => headline.Kind != EstimatorKind.Trivial).Take(10).Select(headline => headline.Estimator)];
        Assert.That((await page.ShownChartsAsync())[0].Series, Is.EquivalentTo(best), "at first");

        await page.Locator("[data-select=none]").ClickAsync();
        Assert.That((await page.ShownChartsAsync()).SelectMany(chart => chart.Series), Is.Empty);
        await page.Locator("[data-select=all]").ClickAsync();
        Assert.That((await page.ShownChartsAsync())[0].Series, Is.EquivalentTo(scores.Select(headline => headline.Estimator)));
        await page.Locator("[data-select=best]").ClickAsync();
        Assert.That((await page.ShownChartsAsync())[0].Series, Is.EquivalentTo(best));
    }

    [Test]
    public async Task How_many_are_shown_is_announced()
    {
        var page = await OpenAsync(ReportPages.Small);
        var announcement = page.Locator("#filters [aria-live=polite]");
        await Assertions.Expect(announcement).ToContainTextAsync("9");

        await page.LegendBox("sobol").UncheckAsync();

        await Assertions.Expect(announcement).ToContainTextAsync("8");
    }

    private static EstimatorKind[] Kinds() => Enum.GetValues<EstimatorKind>();

    private static string[] Ids(Predicate<EstimatorReport> holds) => [.. Estimators.Where(estimator => holds(estimator)).Select(estimator => estimator.Id)];

    private static bool AreSame(ShownChart one, ShownChart other) =>
        (one.Kind, one.Model, one.Budget) == (other.Kind, other.Model, other.Budget) && one.Series.SequenceEqual(other.Series, StringComparer.Ordinal);

    // All chips are pressed at first; one that is not hides its estimators.
    private static async Task AssertToggles(IPage page, ILocator chip, string[] others)
    {
        await Assertions.Expect(chip).ToHaveAttributeAsync("aria-pressed", "true");

        await chip.ClickAsync();
        await Assertions.Expect(chip).ToHaveAttributeAsync("aria-pressed", "false");
        Assert.That(await page.ShownRowsAsync("#headline-table"), Is.EqualTo(others));
        foreach (var chart in await page.ShownChartsAsync())
        {
            Assert.That(chart.Series, Is.SubsetOf(others), chart.Kind);
        }

        await chip.ClickAsync();
        await Assertions.Expect(chip).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.That(await page.ShownRowsAsync("#headline-table"), Is.EqualTo(Everyone));
    }
}

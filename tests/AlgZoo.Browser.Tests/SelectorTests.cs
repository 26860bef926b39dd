using Microsoft.Playwright;

namespace AlgZoo.Browser.Tests;

public sealed class SelectorTests : PageTests
{
    [Test]
    public async Task Another_model_shows_its_own_charts()
    {
        var page = await OpenAsync(ReportPages.Small);
        var report = ReportPages.Small.Report;
        Assert.That(await page.ReadAsync<string[]>("() => [...document.querySelectorAll('#model option')].map(option => option.value)"), Is.EqualTo(report.Models));
        Assert.That(await page.Locator("#model").InputValueAsync(), Is.EqualTo(report.Summary));

        foreach (string model in report.Models.Reverse())
        {
            await page.Locator("#model").SelectOptionAsync(model);
            var charts = await page.ShownChartsAsync();
            Assert.That(charts.Where(chart => chart.Kind != "Operations").Select(chart => chart.Model), Has.All.EqualTo(model).And.Exactly(5).Items);
        }
    }

    [Test]
    public async Task Another_budget_shows_another_scatter()
    {
        var page = await OpenAsync(ReportPages.Small);
        long[] budgets = [.. ReportPages.Small.Report.Manifest.Budgets];
        Assert.That(await page.ReadAsync<string[]>("() => [...document.querySelectorAll('#budget option')].map(option => option.value)"), Is.EqualTo(budgets.Select(ReportDom.Text)));

        foreach (long budget in budgets)
        {
            await page.Locator("#budget").SelectOptionAsync(ReportDom.Text(budget));
            var scatter = (await page.ShownChartsAsync()).Where(chart => chart.Kind == "EstimateVersusTruth").ToArray();
            Assert.That(scatter.Select(chart => chart.Budget), Is.EqualTo(new[] { ReportDom.Text(budget) }));
        }
    }

    [Test]
    public async Task A_filter_holds_in_the_charts_of_another_model()
    {
        var page = await OpenAsync(ReportPages.Small);
        await page.LegendBox("sobol").UncheckAsync();

        await page.Locator("#model").SelectOptionAsync("handcrafted:3");

        Assert.That((await page.ShownChartsAsync()).SelectMany(chart => chart.Series), Has.None.EqualTo("sobol").And.Some.EqualTo("order-sobol"));
    }

    [Test]
    public async Task A_run_of_one_model_at_one_budget_offers_no_choice()
    {
        var page = await OpenAsync(ReportPages.Single);

        await Assertions.Expect(page.Locator("#model")).ToHaveCountAsync(0);
        Assert.That((await page.ShownChartsAsync()).Select(chart => chart.Kind), Does.Contain("Mse").And.Contains("EstimateVersusTruth"));
    }
}

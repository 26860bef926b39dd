using AlgZoo.Reporting.Tests;
using Microsoft.Playwright;

namespace AlgZoo.Browser.Tests;

public sealed class LiveTests : PageTests
{
    [Test]
    public async Task A_page_of_a_run_that_goes_on_loads_what_replaced_it_and_keeps_what_was_chosen()
    {
        var run = SampleRuns.Small;
        var half = run with { Measurements = [.. run.Measurements.Take(run.Measurements.Count / 2)] };
        var live = ReportPages.WriteLive("live", half, refreshSeconds: 2);
        var page = await OpenAsync(live);
        string progress = $"{half.Measurements.Count} of {run.Measurements.Count} cells";
        await Assertions.Expect(page.GetByText(progress).First).ToBeVisibleAsync();

        await page.LegendBox("sobol").UncheckAsync();
        await page.Locator("#filters button[data-kind=Trivial]").ClickAsync();
        await page.Locator("#budget").SelectOptionAsync("10000");
        ReportPages.Write("live", run);

        await Assertions.Expect(page.GetByText(progress)).ToHaveCountAsync(0);
        await Assertions.Expect(page.LegendBox("sobol")).Not.ToBeCheckedAsync();
        await Assertions.Expect(page.Locator("#filters button[data-kind=Trivial]")).ToHaveAttributeAsync("aria-pressed", "false");
        await Assertions.Expect(page.Locator("#budget")).ToHaveValueAsync("10000");
        Assert.That((await page.ShownChartsAsync()).SelectMany(chart => chart.Series), Has.None.EqualTo("sobol").And.None.EqualTo("base-accuracy").And.Some.EqualTo("order-sobol"));

        // Once the run has ended the page stays.
        await page.EvaluateAsync("() => window.stays = true");
        await Task.Delay(2500);
        Assert.That(await page.EvaluateAsync<bool>("() => window.stays === true"));
    }

    [Test]
    public async Task The_place_on_the_page_survives_a_refresh()
    {
        var live = ReportPages.WriteLive("scrolled", SampleRuns.Small, refreshSeconds: 1);
        var page = await OpenAsync(live);
        await page.AddInitScriptAsync("addEventListener('load', () => requestAnimationFrame(() => window.firstSeen = scrollY))");
        await page.EvaluateAsync("() => scrollTo({ top: 1500, behavior: 'instant' })");

        await page.WaitForFunctionAsync("() => 'firstSeen' in window");

        Assert.That(await page.EvaluateAsync<double>("() => window.firstSeen"), Is.EqualTo(1500).Within(50));
    }
}

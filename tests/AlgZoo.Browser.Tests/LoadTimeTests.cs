using System.Globalization;
using Microsoft.Playwright;

namespace AlgZoo.Browser.Tests;

[NonParallelizable]
public sealed class LoadTimeTests : PageTests
{
    private const double LimitMilliseconds = 1000;
    private const int MostLoads = 15;

    /// <summary>The best of up to fifteen loads counts: other test projects run at the same time, and what they take is not the page's.</summary>
    [Test]
    public async Task A_run_of_50_estimators_8_budgets_and_64_draws_is_on_the_screen_within_a_second()
    {
        var page = await OpenAsync(ReportPages.Large);
        await page.AddInitScriptAsync("addEventListener('load', () => requestAnimationFrame(() => setTimeout(() => window.shownAfter = performance.now())))");
        var times = new List<double>();
        while (times.Count < MostLoads && (times.Count < 5 || times.Min() >= LimitMilliseconds))
        {
            await page.GotoAsync(ReportPages.Large.Address, new() { WaitUntil = WaitUntilState.Load });
            await page.WaitForFunctionAsync("() => 'shownAfter' in window");
            times.Add(await page.EvaluateAsync<double>("() => window.shownAfter"));
        }

        string text = string.Create(CultureInfo.InvariantCulture, $"{new FileInfo(ReportPages.Large.Path).Length / 1e6:0.0} MB; milliseconds from navigation to the first frame after the load event: {string.Join(", ", times.Select(time => Math.Round(time)))}");
        await TestContext.Out.WriteLineAsync(text);
        Assert.That(times.Min(), Is.LessThan(LimitMilliseconds), text);
    }
}

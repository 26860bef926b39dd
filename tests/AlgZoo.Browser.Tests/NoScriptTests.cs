namespace AlgZoo.Browser.Tests;

public sealed class NoScriptTests : PageTests
{
    [TestCase(1200)]
    [TestCase(360)]
    public async Task Without_scripts_the_page_can_be_read(int width)
    {
        var page = await OpenAsync(ReportPages.Small, new() { JavaScriptEnabled = false, ViewportSize = new() { Width = width, Height = 900 } });

        Assert.That(await page.Locator("#headline-text").IsVisibleAsync());
        Assert.That(await page.Locator("#headline-table tbody tr:visible").CountAsync(), Is.GreaterThanOrEqualTo(ReportPages.Small.Report.Scores.Headline.Count));
        foreach (string kind in new[] { "Mse", "Efficiency", "EstimateVersusTruth", "BiasVersusVariance", "Operations" })
        {
            Assert.That(await page.Locator($"figure.chart-figure[data-kind={kind}] svg.chart:visible").CountAsync(), Is.GreaterThanOrEqualTo(1), kind);
        }

        Assert.That(await page.Locator(":not(th) > button:visible, select:visible, input:visible").CountAsync(), Is.Zero, "nothing that would not work");
    }
}

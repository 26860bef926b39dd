using Microsoft.Playwright;

namespace AlgZoo.Browser.Tests;

public sealed class ThemeTests : PageTests
{
    [TestCase(ColorScheme.Light)]
    [TestCase(ColorScheme.Dark)]
    public async Task Every_text_stands_out_from_what_is_behind_it(ColorScheme scheme)
    {
        var page = await OpenAsync(ReportPages.Small, new() { ColorScheme = scheme });
        await page.OpenDetailsAsync();

        var faint = await page.ReadAsync<FaintText[]>(Contrast.FaintTexts);

        Assert.That(faint, Is.Empty);
    }

    [Test]
    public async Task The_page_follows_the_system_and_the_button_overrules_it()
    {
        var page = await OpenAsync(ReportPages.Small, new() { ColorScheme = ColorScheme.Light });
        string light = await SurfaceAsync(page);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        string dark = await SurfaceAsync(page);
        Assert.That(Luminance(light), Is.GreaterThan(0.8));
        Assert.That(Luminance(dark), Is.LessThan(0.1));
        string darkLine = await LineAsync(page);

        await page.Locator("button#theme").ClickAsync();
        Assert.That(await SurfaceAsync(page), Is.EqualTo(light));
        Assert.That(await LineAsync(page), Is.Not.EqualTo(darkLine), "the charts change as well");

        await page.ReloadAsync();
        Assert.That(await SurfaceAsync(page), Is.EqualTo(light), "the choice survives a reload");

        await page.Locator("button#theme").ClickAsync();
        Assert.That(await SurfaceAsync(page), Is.EqualTo(dark));
    }

    private static Task<string> SurfaceAsync(IPage page) => page.EvaluateAsync<string>("() => [document.body, document.documentElement].map(element => getComputedStyle(element).backgroundColor).find(color => color !== 'rgba(0, 0, 0, 0)')");

    private static Task<string> LineAsync(IPage page) => page.Chart("Mse").Locator(".series .line").First.EvaluateAsync<string>("line => getComputedStyle(line).stroke");

    private static double Luminance(string color) => Contrast.Luminance(color);
}

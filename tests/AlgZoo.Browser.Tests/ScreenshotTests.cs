using Microsoft.Playwright;

namespace AlgZoo.Browser.Tests;

public sealed class ScreenshotTests : PageTests
{
    [TestCase("small", "desktop")]
    [TestCase("small", "tablet")]
    [TestCase("small", "phone")]
    [TestCase("small", "dark")]
    [TestCase("small", "print")]
    [TestCase("large", "desktop")]
    [TestCase("large", "phone")]
    public async Task Pictures_are_kept(string run, string look)
    {
        var report = run == "small" ? ReportPages.Small : ReportPages.Large;
        var page = await OpenAsync(report, new()
        {
            ViewportSize = look switch
            {
                "phone" => new() { Width = 360, Height = 740 },
                "tablet" => new() { Width = 768, Height = 1024 },
                _ => new() { Width = 1200, Height = 900 },
            },
            ColorScheme = look == "dark" ? ColorScheme.Dark : ColorScheme.Light,
        });
        if (look == "print")
        {
            await page.EmulateMediaAsync(new() { Media = Media.Print });
        }

        byte[] picture = await page.ScreenshotAsync(new() { FullPage = true });

        Assert.That(picture, Has.Length.GreaterThan(20_000), "an empty page compresses to less");
        Pictures.Keep($"{run}-{look}.png", picture);
    }
}

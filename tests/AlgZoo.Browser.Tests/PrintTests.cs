using Microsoft.Playwright;

namespace AlgZoo.Browser.Tests;

public sealed class PrintTests : PageTests
{
    [TestCase(ColorScheme.Light)]
    [TestCase(ColorScheme.Dark)]
    public async Task On_paper_everything_is_shown_and_nothing_to_click(ColorScheme scheme)
    {
        var page = await OpenAsync(ReportPages.Small, new() { ColorScheme = scheme });
        await page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = scheme });

        Assert.That(await page.ReadAsync<string[]>("() => [...document.querySelectorAll('main > section')].filter(section => !section.checkVisibility()).map(section => section.id)"), Is.Empty, "sections");
        Assert.That(await page.ReadAsync<string[]>("() => [...document.querySelectorAll('button[data-kind], button[data-select], button[data-download], button#theme, select, #legend input')].filter(control => control.checkVisibility()).map(control => control.outerHTML)"), Is.Empty, "controls");
        Assert.That((await page.ShownChartsAsync()).Select(chart => chart.Kind), Is.SupersetOf(new[] { "Mse", "Efficiency", "EstimateVersusTruth", "BiasVersusVariance", "Surprise", "Operations" }));
        Assert.That(await page.ReadAsync<string[]>("() => [...document.querySelectorAll('svg.chart')].filter(svg => svg.checkVisibility() && !svg.closest('.wide')).map(svg => svg.id)"), Is.Empty, "paper has room for wide charts");
        Assert.That(Contrast.Luminance(await page.EvaluateAsync<string>("() => { const color = getComputedStyle(document.body).backgroundColor; return color === 'rgba(0, 0, 0, 0)' ? 'rgb(255, 255, 255)' : color; }")), Is.GreaterThan(0.9), "paper is white");
        Assert.That(Contrast.Luminance(await page.EvaluateAsync<string>("() => getComputedStyle(document.body).color")), Is.LessThan(0.1), "ink is black");
        Assert.That(await page.Locator("#score-table tbody tr").First.IsVisibleAsync(), "the full table, without opening anything");
    }

    [Test]
    public async Task The_page_prints_on_A4()
    {
        var page = await OpenAsync(ReportPages.Small);

        byte[] pdf = await page.PdfAsync(new() { Format = "A4", PrintBackground = true });

        Assert.That(pdf.AsSpan(0, 5).SequenceEqual("%PDF-"u8));
        Pictures.Keep("small-print.pdf", pdf);
    }
}

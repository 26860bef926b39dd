using Microsoft.Playwright;

namespace AlgZoo.Browser.Tests;

public sealed class PhoneTests : PageTests
{
    [TestCaseSource(nameof(Reports))]
    public async Task Nothing_scrolls_sideways_even_with_all_details_open(string name)
    {
        var page = await OpenAsync(Report(name), Device.Phone);
        Assert.That(await WidthAsync(page), Is.LessThanOrEqualTo(360));

        await page.OpenDetailsAsync();

        Assert.That(await WidthAsync(page), Is.LessThanOrEqualTo(360), () => "wider than the window");
        Assert.That(await page.ReadAsync<string[]>(CutTexts), Is.Empty, "texts that stick out of the window and cannot be scrolled to");
    }

    [Test]
    public async Task Charts_have_the_narrow_form_in_full_size()
    {
        var page = await OpenAsync(ReportPages.Small, Device.Phone);

        foreach (double size in await page.ReadAsync<double[]>(
            """
            () => [...document.querySelectorAll("svg.chart text")].filter(text => text.checkVisibility())
                .map(text => parseFloat(getComputedStyle(text).fontSize) * Math.hypot(text.getScreenCTM().a, text.getScreenCTM().b))
            """))
        {
            Assert.That(size, Is.GreaterThanOrEqualTo(10), "smaller cannot be read");
        }

        Assert.That(await page.ReadAsync<string[]>("() => [...document.querySelectorAll('svg.chart')].filter(svg => svg.checkVisibility() && !svg.closest('.narrow')).map(svg => svg.outerHTML.slice(0, 80))"), Is.Empty);
    }

    [Test]
    public async Task What_a_finger_must_hit_is_large_enough()
    {
        var page = await OpenAsync(ReportPages.Small, Device.Phone);

        var small = await page.ReadAsync<string[]>(
            """
            () => [...document.querySelectorAll("button, select, summary, #legend label")].filter(element => element.checkVisibility())
                .map(element => ({ element, box: element.getBoundingClientRect() })).filter(({ box }) => box.height < 43.5 || box.width < 43.5)
                .map(({ element, box }) => `${Math.round(box.width)}x${Math.round(box.height)} ${element.outerHTML.slice(0, 100)}`)
            """);

        Assert.That(small, Is.Empty, "smaller than 44 pixels");
    }

    private const string CutTexts =
        """
        () => {
            const scrolls = element => element && (element.scrollWidth > element.clientWidth && /auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
            return [...document.querySelectorAll("main *, header *, nav *")]
                .filter(element => element.childElementCount === 0 && element.textContent.trim() && element.checkVisibility({ visibilityProperty: true }) && !element.closest("svg, .visually-hidden"))
                .filter(element => element.getBoundingClientRect().right > innerWidth + 1 && !scrolls(element))
                .map(element => element.outerHTML.slice(0, 120));
        }
        """;

    private static string[] Reports() => ["small", "large", "hostile", "unscored"];

    private static ReportPage Report(string name) => name switch
    {
        "small" => ReportPages.Small,
        "large" => ReportPages.Large,
        "hostile" => ReportPages.Hostile,
        _ => ReportPages.Unscored,
    };

    private static Task<int> WidthAsync(IPage page) => page.EvaluateAsync<int>("() => document.scrollingElement.scrollWidth");
}

using System.Globalization;
using AlgZoo.Evaluation;
using AlgZoo.Reporting;
using Microsoft.Playwright;

namespace AlgZoo.Browser.Tests;

public sealed class TooltipTests : PageTests
{
    [TestCase("Mse")]
    [TestCase("Efficiency")]
    [TestCase("BiasVersusVariance")]
    public async Task The_pointer_on_a_point_shows_its_numbers(string kind)
    {
        var page = await OpenAsync(ReportPages.Small);
        await ShowOnlyAsync(page, "sobol");
        var point = page.Chart(kind).Locator(".series[data-estimator=sobol] .point").First;
        var (x, y) = await ScrollToAsync(point);

        await page.Mouse.MoveAsync(x, y);

        var tooltip = page.Locator("#tooltip");
        await Assertions.Expect(tooltip).ToBeVisibleAsync();
        Assert.That(await tooltip.InnerTextAsync(), Does.StartWith("sobol").And.Contains(FlopFormat.Compute(10_000)));
        await AssertInsideWindow(page, tooltip);

        await page.Mouse.MoveAsync(1, 1);
        await Assertions.Expect(tooltip).ToBeHiddenAsync();
    }

    [Test]
    public async Task A_bar_of_the_operations_has_a_tooltip()
    {
        var page = await OpenAsync(ReportPages.Small);
        var bar = page.Chart("Operations").Locator(".series[data-estimator=sobol] .point").First;
        var (x, y) = await ScrollToAsync(bar);

        await page.Mouse.MoveAsync(x, y);

        await Assertions.Expect(page.Locator("#tooltip")).ToBeVisibleAsync();
        Assert.That(await page.Locator("#tooltip").InnerTextAsync(), Does.StartWith("sobol"));
    }

    [Test]
    public async Task A_chart_is_one_tab_stop_and_arrows_go_from_point_to_point()
    {
        var page = await OpenAsync(ReportPages.Small);
        Assert.That(await page.Chart("Mse").EvaluateAsync<int>("svg => [svg, ...svg.querySelectorAll('[tabindex]')].filter(element => element.tabIndex >= 0).length"), Is.EqualTo(1));
        var tooltip = page.Locator("#tooltip");
        var seen = new List<string>();

        await FocusAsync(page, "Mse");
        foreach (string key in new[] { "ArrowRight", "ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp" })
        {
            await page.Keyboard.PressAsync(key);
            await Assertions.Expect(tooltip).ToBeVisibleAsync();
            seen.Add(await tooltip.InnerTextAsync());
        }

        static string Estimator(string text) => text.Split('\n')[0];
        Assert.That(seen.Take(3).Select(Estimator).Distinct().Count(), Is.EqualTo(1), "left and right stay on a curve");
        Assert.That(seen[1], Is.Not.EqualTo(seen[0]));
        Assert.That(seen[2], Is.EqualTo(seen[0]), "left undoes right");
        Assert.That(Estimator(seen[3]), Is.Not.EqualTo(Estimator(seen[2])), "down goes to another curve");
        Assert.That(Estimator(seen[4]), Is.EqualTo(Estimator(seen[2])), "up goes back");
        Assert.That(await page.EvaluateAsync<string>("() => document.activeElement.getAttribute('aria-label') ?? ''"), Does.StartWith(Estimator(seen[4])), "a screen reader hears the point");

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(tooltip).ToBeHiddenAsync();
    }

    [Test]
    public async Task The_keyboard_passes_over_hidden_estimators()
    {
        var page = await OpenAsync(ReportPages.Small);
        string hidden = ReportPages.Small.Report.Scores.Headline[1].Estimator;
        await page.LegendBox(hidden).UncheckAsync();
        await FocusAsync(page, "Mse");

        var seen = new List<string>();
        for (int i = 0; i < 12; i++)
        {
            await page.Keyboard.PressAsync("ArrowDown");
            seen.Add((await page.Locator("#tooltip").InnerTextAsync()).Split('\n')[0]);
        }

        Assert.That(seen, Has.None.EqualTo(hidden));
        Assert.That(seen.Distinct().Count(), Is.GreaterThan(5));
    }

    [Test]
    public async Task A_tap_shows_a_tooltip_and_a_tap_elsewhere_hides_it()
    {
        var page = await OpenAsync(ReportPages.Small, Device.Phone);
        var point = page.Chart("Mse").Locator(".series[data-estimator=sobol] .point").Last;
        var (x, y) = await ScrollToAsync(point);

        await page.Touchscreen.TapAsync(x, y);

        var tooltip = page.Locator("#tooltip");
        await Assertions.Expect(tooltip).ToBeVisibleAsync();
        Assert.That(await tooltip.InnerTextAsync(), Does.StartWith("sobol").And.Contains(FlopFormat.Compute(1_000_000)));
        await AssertInsideWindow(page, tooltip);

        await page.Locator("#compute h2").TapAsync();
        await Assertions.Expect(tooltip).ToBeHiddenAsync();
    }

    [Test]
    public async Task A_dot_of_the_scatter_names_its_draw_truth_and_estimate()
    {
        var page = await OpenAsync(ReportPages.Small);
        var chart = page.Chart("EstimateVersusTruth");
        string model = await chart.EvaluateAsync<string>("svg => svg.closest('figure').dataset.model");
        long budget = long.Parse(await chart.EvaluateAsync<string>("svg => svg.closest('figure').dataset.budget"), CultureInfo.InvariantCulture);
        var report = ReportPages.Small.Report;
        await ShowOnlyAsync(page, "sobol");
        var dots = chart.Locator(".series[data-estimator=sobol] .dots");
        await ScrollToAsync(dots);
        var places = await dots.ReadAsync<Place[]>(
            """
            path => [...path.getAttribute("d").matchAll(/M\s*([-\d.]+)[\s,]([-\d.]+)/g)].map(([, x, y]) => {
                const { x: left, y: top } = new DOMPoint(+x, +y).matrixTransform(path.getScreenCTM());
                return { x: left, y: top };
            })
            """);
        var cells = report.MeasurementsOf(model).Where(cell => cell.Estimator == "sobol" && cell.Budget == budget && cell.Value is not null).ToArray();
        Assert.That(places, Has.Length.EqualTo(cells.Length));

        foreach (var place in places)
        {
            await page.Mouse.MoveAsync((float)place.X, (float)place.Y);
            await Assertions.Expect(page.Locator("#tooltip")).ToBeVisibleAsync();
            string text = await page.Locator("#tooltip").InnerTextAsync();
            Assert.That(cells.Any(cell => Names(text, cell)), text);
        }
    }

    private static bool Names(string text, Measurement cell) =>
        text.StartsWith("sobol", StringComparison.Ordinal) && Says(text, "draw", cell.Draw) && Says(text, "truth", cell.Truth) && Says(text, "estimate", cell.Value!.Value);

    private static bool Says(string text, string what, double number) =>
        text.Split('\n').Any(line => line.IndexOf(what + " ", StringComparison.Ordinal) is >= 0 and var start && Rounding.Agrees(line[start..], number));

    private static async Task ShowOnlyAsync(IPage page, string estimator)
    {
        await page.Locator("[data-select=none]").ClickAsync();
        await page.LegendBox(estimator).CheckAsync();
    }

    private static async Task FocusAsync(IPage page, string kind)
    {
        await ScrollToAsync(page.Chart(kind));
        await page.Chart(kind).EvaluateAsync("svg => (svg.tabIndex >= 0 ? svg : svg.querySelector('[tabindex=\"0\"]')).focus()");
    }

    // The middle of an element. A tooltip goes when the page scrolls: its scroll event, which comes with the next frame, has passed when this returns.
    private static async Task<(float X, float Y)> ScrollToAsync(ILocator element)
    {
        await element.ScrollIntoViewIfNeededAsync();
        await element.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        var box = await element.BoundingBoxAsync() ?? throw new InvalidOperationException("The element is not on the page.");
        return (box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }

    private static async Task AssertInsideWindow(IPage page, ILocator element)
    {
        var box = await element.BoundingBoxAsync();
        Assert.That(box!.X, Is.GreaterThanOrEqualTo(0));
        Assert.That(box.Y, Is.GreaterThanOrEqualTo(0));
        Assert.That(box.X + box.Width, Is.LessThanOrEqualTo(page.ViewportSize!.Width));
        Assert.That(box.Y + box.Height, Is.LessThanOrEqualTo(page.ViewportSize!.Height));
    }

    private sealed record Place(double X, double Y);
}

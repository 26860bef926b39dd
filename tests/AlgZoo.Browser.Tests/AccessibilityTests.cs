using Microsoft.Playwright;

namespace AlgZoo.Browser.Tests;

public sealed class AccessibilityTests : PageTests
{
    [Test]
    public async Task The_first_tab_stop_skips_to_the_content()
    {
        var page = await OpenAsync(ReportPages.Small);

        await page.Keyboard.PressAsync("Tab");
        Assert.That(await page.EvaluateAsync<string>("() => document.activeElement.getAttribute('href')"), Is.EqualTo("#headline").Or.EqualTo("#main"));
        Assert.That(await page.EvaluateAsync<bool>("() => { const box = document.activeElement.getBoundingClientRect(); return box.top >= 0 && box.left >= 0 && box.width > 20 && document.activeElement.checkVisibility(); }"), "it shows when it has the focus");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");

        Assert.That(await page.EvaluateAsync<bool>("() => document.querySelector('main').contains(document.activeElement)"));
    }

    [Test]
    public async Task The_tab_key_reaches_every_control_and_shows_where_it_is()
    {
        var page = await OpenAsync(ReportPages.Small);
        int controls = await page.EvaluateAsync<int>(
            """
            () => {
                const controls = [...document.querySelectorAll("a[href], button, select, input, summary")].filter(element => element.checkVisibility({ visibilityProperty: true }) && !element.disabled);
                controls.forEach((element, index) => element.dataset.control = index);
                return controls.length;
            }
            """);
        Assert.That(controls, Is.GreaterThan(30));

        var reached = new HashSet<string>();
        var unseen = new List<string>();
        string[] stops = new string[controls + 40];
        for (int i = 0; i < stops.Length; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            var stop = await page.ReadAsync<Stop>(
                """
                () => {
                    const element = document.activeElement;
                    const style = getComputedStyle(element);
                    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1 || style.boxShadow !== "none";
                    return { control: element.dataset.control ?? "", hasRing: element === document.body || ring, markup: element.outerHTML.slice(0, 100) };
                }
                """);
            reached.Add(stop.Control);
            if (!stop.HasRing)
            {
                unseen.Add(stop.Markup);
            }
        }

        Assert.That(Enumerable.Range(0, controls).Select(index => ReportDom.Text(index)).Except(reached), Is.Empty, "never reached");
        Assert.That(unseen, Is.Empty, "without a focus ring");
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Everything_has_a_name(bool isOnPhone)
    {
        var page = await OpenAsync(ReportPages.Small, isOnPhone ? Device.Phone : null);

        Assert.That(await page.ReadAsync<string[]>(NamelessElements), Is.Empty);
    }

    [Test]
    public async Task Headings_do_not_skip_a_level()
    {
        var page = await OpenAsync(ReportPages.Small);

        int[] levels = await page.ReadAsync<int[]>("() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(heading => +heading.tagName[1])");

        Assert.That(levels.Count(level => level == 1), Is.EqualTo(1));
        Assert.That(levels[0], Is.EqualTo(1));
        Assert.That(levels.Zip(levels.Skip(1)).Where(pair => pair.Second > pair.First + 1), Is.Empty);
    }

    [Test]
    public async Task Ids_are_unique_and_links_within_the_page_lead_somewhere()
    {
        var page = await OpenAsync(ReportPages.Small);

        Assert.That(await page.ReadAsync<string[]>("() => { const ids = [...document.querySelectorAll('[id]')].map(element => element.id); return ids.filter((id, index) => ids.indexOf(id) !== index); }"), Is.Empty, "twice");
        Assert.That(await page.ReadAsync<string[]>("() => [...document.querySelectorAll('a[href^=\"#\"]')].map(link => link.hash.slice(1)).filter(id => !document.getElementById(id))"), Is.Empty, "dead links");
        Assert.That(
            await page.ReadAsync<string[]>("() => ['aria-labelledby', 'aria-describedby', 'aria-controls', 'for'].flatMap(name => [...document.querySelectorAll(`[${name}]`)].flatMap(element => element.getAttribute(name).split(/\\s+/)).filter(id => !document.getElementById(id)))"),
            Is.Empty,
            "names that refer to nothing");
    }

    [Test]
    public async Task The_browser_announces_charts_tables_and_controls()
    {
        var page = await OpenAsync(ReportPages.Small);

        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByRole(AriaRole.Navigation).First).ToBeVisibleAsync();
        foreach (string section in new[] { "headline", "compute", "efficiency", "truth", "bias", "scores", "failures", "operations", "unmetered", "run", "definitions" })
        {
            await Assertions.Expect(page.Locator($"main section#{section}")).ToBeVisibleAsync();
        }

        await Assertions.Expect(page.Locator("#headline-text")).Not.ToBeEmptyAsync();
        Assert.That(await page.GetByRole(AriaRole.Checkbox).CountAsync(), Is.GreaterThanOrEqualTo(ReportPages.Small.Report.Scores.Headline.Count));
        Assert.That(await page.GetByRole(AriaRole.Combobox).CountAsync(), Is.EqualTo(2));
        Assert.That(await page.Chart("Mse").AriaSnapshotAsync(), Does.Contain("sobol").Or.Contain("ean squared error"), "a chart has a text alternative");
    }

    private const string NamelessElements =
        """
        () => {
            const text = id => document.getElementById(id)?.textContent.trim() ?? "";
            const label = element => element.getAttribute("aria-label")?.trim() || (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).map(text).join(" ").trim();
            const shown = [...document.querySelectorAll("*")].filter(element => element.checkVisibility());
            const faults = [];
            const need = (selector, holds, why) => shown.filter(element => element.matches(selector) && !holds(element)).forEach(element => faults.push(`${why}: ${element.outerHTML.slice(0, 120)}`));
            need("button, a, summary", element => label(element) || element.innerText.trim(), "no text");
            need("input, select", element => label(element) || [...element.labels].some(each => each.innerText.trim()), "no label");
            need("svg.chart", element => element.querySelector(":scope > title")?.textContent.trim() && element.querySelector(":scope > desc")?.textContent.trim().length > 40 && label(element), "no text alternative");
            need("svg:not(.chart)", element => element.getAttribute("aria-hidden") === "true" || label(element) || element.querySelector("title"), "neither hidden nor named");
            need("th", element => ["col", "row", "colgroup", "rowgroup"].includes(element.getAttribute("scope")), "no scope");
            need("table", element => element.caption?.textContent.trim() || label(element), "no caption");
            need("figure", element => element.querySelector("figcaption")?.innerText.trim(), "no caption");
            need("nav, section", element => label(element) || element.querySelector("h1, h2, h3"), "no heading");
            need("img", element => element.hasAttribute("alt"), "no alternative");
            return faults;
        }
        """;

    private sealed record Stop(string Control, bool HasRing, string Markup);
}

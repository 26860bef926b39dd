namespace AlgZoo.Browser.Tests;

/// <summary>The page needs nothing but itself, and lets nothing else in. That no test makes the console complain or asks for another file is checked after each.</summary>
public sealed class QuietPageTests : PageTests
{
    [Test]
    public async Task Pages_of_every_sort_of_run_load_without_a_complaint()
    {
        foreach (var report in new[] { ReportPages.Small, ReportPages.Single, ReportPages.Unscored, ReportPages.Large })
        {
            var page = await OpenAsync(report);

            Assert.That(await page.TitleAsync(), Does.Contain(report.Report.Manifest.Suite));
            Assert.That(await page.Locator("html").GetAttributeAsync("lang"), Is.EqualTo("en"));
        }
    }

    [Test]
    public async Task Its_policy_keeps_out_what_is_not_in_the_file()
    {
        var page = await OpenAsync(ReportPages.Small);
        await page.EvaluateAsync(
            """
            () => {
                window.refused = [];
                document.addEventListener("securitypolicyviolation", event => window.refused.push(event.effectiveDirective));
                const add = (tag, attributes) => document.body.append(Object.assign(document.createElement(tag), attributes));
                add("img", { src: "http://127.0.0.1:9/pixel.png" });
                add("script", { src: "http://127.0.0.1:9/code.js" });
                add("link", { rel: "stylesheet", href: "http://127.0.0.1:9/style.css" });
                add("iframe", { src: "http://127.0.0.1:9/" });
                fetch("http://127.0.0.1:9/data").catch(() => {});
            }
            """);

        await page.WaitForFunctionAsync("() => window.refused.length >= 5");
        Assert.That(await page.ReadAsync<string[]>("() => window.refused"), Is.EquivalentTo(new[] { "img-src", "script-src-elem", "style-src-elem", "frame-src", "connect-src" }));
        ExpectTroubles(trouble => trouble.Contains("127.0.0.1:9", StringComparison.Ordinal));
    }

    [Test]
    public async Task Names_and_messages_of_plugins_are_text()
    {
        var page = await OpenAsync(ReportPages.Hostile);
        string[] names = [.. ReportPages.Hostile.Report.Estimators.Select(estimator => estimator.Id)];

        Assert.That(await page.EvaluateAsync<bool>("() => 'broken' in window"), Is.False);
        Assert.That(await page.Locator("img[src=x]").CountAsync(), Is.Zero);
        Assert.That(await page.ShownRowsAsync("#headline-table"), Is.EqualTo(names));
        Assert.That(await page.Locator("#failures").InnerTextAsync(), Does.Contain("</script></style><script>"));

        await page.LegendBox(names[0]).UncheckAsync();
        Assert.That((await page.ShownChartsAsync()).SelectMany(chart => chart.Series), Has.None.EqualTo(names[0]).And.Some.EqualTo(names[1]));
        foreach (var download in await page.Locator("[data-download]:visible").AllAsync())
        {
            await page.RunAndWaitForDownloadAsync(() => download.ClickAsync());
        }

        Assert.That(await page.EvaluateAsync<bool>("() => 'broken' in window"), Is.False);
    }
}

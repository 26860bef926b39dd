using Microsoft.Playwright;

namespace AlgZoo.Browser.Tests;

/// <summary>Opens pages for a test and closes them; fails the test if anything went wrong in a page.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract class PageTests
{
    private readonly List<OpenPage> _open = [];
    private Predicate<string> _isExpected = _ => false;

    [TearDown]
    public async Task CloseAsync()
    {
        string[] troubles = [.. _open.SelectMany(page => page.Troubles).Where(trouble => !_isExpected(trouble))];
        foreach (var page in _open)
        {
            await page.DisposeAsync();
        }

        Assert.That(troubles, Is.Empty);
    }

    /// <summary>For tests that provoke a complaint.</summary>
    internal void ExpectTroubles(Predicate<string> isExpected) => _isExpected = isExpected;

    internal async Task<IPage> OpenAsync(ReportPage report, BrowserNewContextOptions? options = null)
    {
        var page = await OpenPage.OpenAsync(report.Address, options);
        _open.Add(page);
        await Assertions.Expect(page.Page.Locator("main section#headline")).ToBeVisibleAsync();
        return page.Page;
    }
}

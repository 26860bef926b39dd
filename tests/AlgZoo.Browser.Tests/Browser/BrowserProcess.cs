using Microsoft.Playwright;

namespace AlgZoo.Browser.Tests;

/// <summary>The one browser of all tests.</summary>
[SetUpFixture]
public sealed class BrowserProcess
{
    private static IPlaywright? s_playwright;
    private static IBrowser? s_browser;

    internal static IBrowser Browser => s_browser ?? throw new InvalidOperationException("The browser is not running.");

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        string executable = ChromiumExecutable.FindOrSkip();
        Assertions.SetDefaultExpectTimeout(OpenPage.TimeoutMilliseconds);
        s_playwright = await Playwright.CreateAsync();
        // Containers have neither the user namespaces that the sandbox needs nor a large /dev/shm; the pages are our own.
        s_browser = await s_playwright.Chromium.LaunchAsync(new() { ExecutablePath = executable, Args = ["--no-sandbox", "--disable-dev-shm-usage"] });
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (s_browser is not null)
        {
            await s_browser.DisposeAsync();
        }

        s_playwright?.Dispose();
        ReportPages.Delete();
    }
}

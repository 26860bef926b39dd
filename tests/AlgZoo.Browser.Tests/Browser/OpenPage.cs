using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Playwright;

namespace AlgZoo.Browser.Tests;

/// <summary>A page in a browser window of its own, without network, that notes whatever goes wrong in it.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    /// <summary>How long to wait for what should happen at once: machines that test other projects at the same time are slow.</summary>
    public const int TimeoutMilliseconds = 15_000;

    private readonly ConcurrentQueue<string> _troubles = new();
    private readonly IBrowserContext _context;

    private OpenPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings of the console, exceptions of scripts, and requests for anything but the page itself.</summary>
    public IReadOnlyCollection<string> Troubles => _troubles;

    public static async Task<OpenPage> OpenAsync(string address, BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.Offline = true;
        options.ViewportSize ??= new() { Width = 1200, Height = 900 };
        var context = await BrowserProcess.Browser.NewContextAsync(options);
        context.SetDefaultTimeout(TimeoutMilliseconds);
        var page = await context.NewPageAsync();
        var open = new OpenPage(context, page);
        open.Listen(address);
        await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Load });
        return open;
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private void Listen(string address)
    {
        Page.Console += (_, message) => Note(message.Type is "error" or "warning", $"console {message.Type}: {message.Text}");
        Page.PageError += (_, error) => Note(true, $"script error: {error}");
        Page.Crash += (_, _) => Note(true, "the page crashed");
        Page.Dialog += (_, dialog) => Note(true, $"dialog: {dialog.Message}");
        Page.Request += (_, request) => Note(request.Url.Split('#')[0] != address && !IsInPage(request.Url), $"request: {request.Url[..Math.Min(200, request.Url.Length)]}");
    }

    private void Note(bool isTrouble, string text)
    {
        if (isTrouble)
        {
            _troubles.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{text}"));
        }
    }

    private static bool IsInPage(string url) => url.StartsWith("data:", StringComparison.Ordinal) || url.StartsWith("blob:", StringComparison.Ordinal);
}

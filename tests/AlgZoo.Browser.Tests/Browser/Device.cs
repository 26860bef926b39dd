using Microsoft.Playwright;

namespace AlgZoo.Browser.Tests;

/// <summary>What the page is shown on.</summary>
internal static class Device
{
    /// <summary>A small phone, held upright.</summary>
    public static BrowserNewContextOptions Phone => new() { ViewportSize = new() { Width = 360, Height = 740 }, HasTouch = true, IsMobile = true, DeviceScaleFactor = 2 };
}

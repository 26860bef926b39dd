using System.Text.Json;
using Microsoft.Playwright;

namespace AlgZoo.Browser.Tests;

internal static class PageScripts
{
    /// <summary>Runs a script function in the page and reads what it returns as JSON.</summary>
    public static async Task<T> ReadAsync<T>(this IPage page, string function, object? argument = null) =>
        JsonSerializer.Deserialize<T>(await page.EvaluateAsync<string>($"async argument => JSON.stringify(await ({function})(argument))", argument), JsonSerializerOptions.Web)
        ?? throw new InvalidOperationException($"The page returned null for {function}");

    /// <summary>Runs a script function on an element and reads what it returns as JSON.</summary>
    public static async Task<T> ReadAsync<T>(this ILocator locator, string function) =>
        JsonSerializer.Deserialize<T>(await locator.EvaluateAsync<string>($"element => JSON.stringify(({function})(element))"), JsonSerializerOptions.Web)
        ?? throw new InvalidOperationException($"The element returned null for {function}");
}

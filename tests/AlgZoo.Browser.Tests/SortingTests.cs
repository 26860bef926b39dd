using System.Globalization;
using Microsoft.Playwright;

namespace AlgZoo.Browser.Tests;

public sealed class SortingTests : PageTests
{
    [TestCase("#headline-table", "efficiency")]
    [TestCase("#headline-table", "matchingHorizon")]
    [TestCase("#headline-table", "rank")]
    [TestCase("#headline-table", "budget-1000000")]
    [TestCase("#score-table", "mse")]
    [TestCase("#score-table", "efficiencyHigh")]
    [TestCase("#score-table", "bias")]
    public async Task Numbers_sort_both_ways_with_missing_ones_last(string table, string column)
    {
        var page = await OpenAsync(ReportPages.Small);
        await page.OpenDetailsAsync();
        double?[] before = Numbers(await page.ColumnAsync(table, column));
        var header = page.Locator($"{table} thead th[data-column={column}]");

        await header.Locator("button").ClickAsync();
        string? first = await header.GetAttributeAsync("aria-sort");
        double?[] once = Numbers(await page.ColumnAsync(table, column));
        await header.Locator("button").ClickAsync();
        string? second = await header.GetAttributeAsync("aria-sort");
        double?[] twice = Numbers(await page.ColumnAsync(table, column));

        double?[] ascending = [.. before.OrderBy(number => number is null).ThenBy(number => number)];
        double?[] descending = [.. before.OrderBy(number => number is null).ThenByDescending(number => number)];
        Assert.That(new[] { first, second }, Is.EquivalentTo(new[] { "ascending", "descending" }));
        Assert.That(once, Is.EqualTo(first == "ascending" ? ascending : descending));
        Assert.That(twice, Is.EqualTo(second == "ascending" ? ascending : descending));
        Assert.That(await page.Locator($"{table} thead th[aria-sort=ascending], {table} thead th[aria-sort=descending]").CountAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Texts_sort_by_the_alphabet_and_equal_ones_keep_their_order()
    {
        var page = await OpenAsync(ReportPages.Small);
        string[] byRank = await page.ShownRowsAsync("#headline-table");
        string[] kinds = await page.ColumnAsync("#headline-table", "kind");
        var header = page.Locator("#headline-table thead th[data-column=kind]");

        await header.Locator("button").ClickAsync();
        await Assertions.Expect(header).ToHaveAttributeAsync("aria-sort", "ascending");

        Assert.That(await page.ShownRowsAsync("#headline-table"), Is.EqualTo(byRank.Zip(kinds).OrderBy(row => row.Second, StringComparer.OrdinalIgnoreCase).Select(row => row.First)));
    }

    [Test]
    public async Task The_keyboard_sorts_too()
    {
        var page = await OpenAsync(ReportPages.Small);
        var header = page.Locator("#headline-table thead th[data-column=failureRate]");

        await header.Locator("button").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        string? first = await header.GetAttributeAsync("aria-sort");
        await page.Keyboard.PressAsync("Space");

        Assert.That(new[] { first, await header.GetAttributeAsync("aria-sort") }, Is.EquivalentTo(new[] { "ascending", "descending" }));
        Assert.That(await page.EvaluateAsync<bool>("() => document.activeElement.closest('th').dataset.column === 'failureRate'"), "the focus stays");
    }

    [Test]
    public async Task A_filter_still_holds_after_sorting()
    {
        var page = await OpenAsync(ReportPages.Small);
        await page.Locator("#filters button[data-kind=Deductive]").ClickAsync();
        string[] shown = await page.ShownRowsAsync("#headline-table");

        await page.Locator("#headline-table thead th[data-column=efficiency] button").ClickAsync();

        Assert.That(await page.ShownRowsAsync("#headline-table"), Is.EquivalentTo(shown));
    }

    private static double?[] Numbers(string[] texts) => [.. texts.Select(text => text.Length == 0 ? (double?)null : double.Parse(text, CultureInfo.InvariantCulture))];
}

using System.Globalization;
using Microsoft.Playwright;

namespace AlgZoo.Browser.Tests;

/// <summary>The parts of a report's page by the names that its markup gives them.</summary>
internal static class ReportDom
{
    /// <summary>The charts on the screen, in order: of every figure the one picture that fits the window.</summary>
    public static Task<ShownChart[]> ShownChartsAsync(this IPage page) => page.ReadAsync<ShownChart[]>(
        """
        () => [...document.querySelectorAll("figure.chart-figure svg.chart")].filter(svg => svg.checkVisibility()).map(svg => ({
            kind: svg.closest("figure").dataset.kind,
            model: svg.closest("figure").dataset.model,
            budget: svg.closest("figure").dataset.budget ?? null,
            series: [...svg.querySelectorAll(".series")].filter(series => getComputedStyle(series).display !== "none" && getComputedStyle(series).visibility === "visible").map(series => series.dataset.estimator),
        }))
        """);

    /// <summary>The estimators with a row on the screen, in the order of the rows.</summary>
    public static Task<string[]> ShownRowsAsync(this IPage page, string table) => page.ReadAsync<string[]>(
        "table => [...document.querySelectorAll(`${table} tbody tr`)].filter(row => row.checkVisibility()).map(row => row.dataset.estimator)", table);

    /// <summary>The full-precision texts in a column, in the order of the rows.</summary>
    public static Task<string[]> ColumnAsync(this IPage page, string table, string column) => page.ReadAsync<string[]>(
        "([table, column]) => [...document.querySelectorAll(`${table} tbody tr`)].map(row => row.querySelector(`[data-column=\"${column}\"]`)?.dataset.value ?? 'no cell')", new[] { table, column });

    /// <summary>The box of the legend that shows and hides an estimator.</summary>
    public static ILocator LegendBox(this IPage page, string estimator) => page.Locator($"#legend label[data-estimator={Quoted(estimator)}] input[type=checkbox]");

    /// <summary>The chart of a kind that is on the screen.</summary>
    public static ILocator Chart(this IPage page, string kind) => page.Locator($"figure.chart-figure[data-kind={kind}] svg.chart:visible");

    /// <summary>The figure of a kind that is on the screen.</summary>
    public static ILocator Figure(this IPage page, string kind) => page.Locator($"figure.chart-figure[data-kind={kind}]:visible");

    /// <summary>Unfolds whatever is folded.</summary>
    public static Task OpenDetailsAsync(this IPage page) => page.EvaluateAsync("() => document.querySelectorAll('details').forEach(details => details.open = true)");

    /// <summary>A string of CSS.</summary>
    public static string Quoted(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    /// <summary>A number as attributes have it.</summary>
    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A chart on the screen and the estimators whose series can be seen in it.</summary>
internal sealed record ShownChart(string Kind, string Model, string? Budget, string[] Series);

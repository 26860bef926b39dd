using System.Globalization;
using System.Text.Json;

namespace AlgZoo.Reporting;

/// <summary>Charts on the page: for a window and for a phone, with their numbers and their specification to download.</summary>
internal static class ChartFigures
{
    /// <summary>The figures of some charts; those that are not about the summary show up when the reader chooses their model.</summary>
    public static Html Of(IEnumerable<Chart> charts, string summary) => $"{charts.Select(chart => Figure(chart, summary))}";

    private static Html Figure(Chart chart, string summary) => $"""
        <figure class="chart-figure" data-kind="{chart.Kind.ToString()}" data-model="{chart.Model}"{(chart.Budget is { } budget ? Html.Attributes(("data-budget", budget.ToString(CultureInfo.InvariantCulture))) : Html.None)} data-name="{ChartNames.Slug(chart.Kind)}"{Html.Flag("hidden", !string.Equals(chart.Model, summary, StringComparison.Ordinal))}>
        <div class="wide">{Html.Raw(chart.Svg(ChartSize.Wide))}</div>
        <div class="narrow">{Html.Raw(chart.Svg(ChartSize.Narrow))}</div>
        <figcaption><b>{chart.Title}.</b> {chart.Description}</figcaption>
        <p class="actions"><button type="button" data-download="csv">Data (CSV)</button> <button type="button" data-download="vega-lite">Vega-Lite</button></p>
        <script type="text/csv">{ScriptText(chart.Csv())}</script>
        <script type="application/json">{ScriptText(chart.VegaLite())}</script>
        </figure>

        """;

    // A JSON string: its default encoder leaves no character that could end a script element.
    private static Html ScriptText(string text) => Html.Raw(JsonSerializer.Serialize(text));
}

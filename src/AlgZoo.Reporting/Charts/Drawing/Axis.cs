namespace AlgZoo.Reporting;

/// <summary>An axis of a chart.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Field">What that is called in a Vega-Lite specification.</param>
/// <param name="VegaExpression">How that is worked out there, from the columns of the chart's CSV.</param>
/// <param name="Scale">Its scale.</param>
internal sealed record Axis(string Title, string Field, string VegaExpression, IScale Scale);

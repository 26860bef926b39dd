using System.Text.Json.Nodes;

namespace AlgZoo.Reporting;

/// <summary>A chart of curves as a Vega-Lite specification: bands, lines, points, and lines to compare with.</summary>
internal static class CurveVega
{
    private const string X = "plottedX";
    private const string Y = "plottedY";
    private const string Low = "bandLow";
    private const string High = "bandHigh";

    /// <summary>The specification without data.</summary>
    public static JsonObject Of(CurveChart chart)
    {
        var x = VegaLite.Axis(X, chart.X);
        var y = VegaLite.Axis(Y, chart.Y);
        var series = new SeriesVega([.. chart.Curves.Select(curve => (curve.Estimator, curve.Style))]);
        var transform = new JsonArray(VegaLite.Calculate(chart.X.VegaExpression, X), VegaLite.Calculate(chart.Y.VegaExpression, Y));
        var layers = new JsonArray();
        if (chart.VegaBand is { } band)
        {
            transform.Add(VegaLite.Calculate(band.High, High));
            transform.Add(VegaLite.Calculate(band.Low, Low));
            layers.Add((JsonNode)new JsonObject
            {
                ["transform"] = new JsonArray(new JsonObject { ["filter"] = $"isValid(datum.{Low}) && isValid(datum.{High})" }),
                ["mark"] = new JsonObject { ["type"] = "area", ["opacity"] = 1, ["fillOpacity"] = 0.12, ["clip"] = true },
                ["encoding"] = new JsonObject { ["x"] = x.DeepClone(), ["y"] = VegaLite.Axis(Low, chart.Y), ["y2"] = new JsonObject { ["field"] = High }, ["color"] = series.Hue() },
            });
        }

        layers.Add((JsonNode)new JsonObject
        {
            ["mark"] = new JsonObject { ["type"] = "line" },
            ["encoding"] = new JsonObject { ["x"] = x.DeepClone(), ["y"] = y.DeepClone(), ["order"] = new JsonObject { ["field"] = "budget", ["type"] = "quantitative" }, ["color"] = series.Hue(), ["strokeDash"] = SeriesVega.Dash() },
        });
        layers.Add((JsonNode)new JsonObject
        {
            ["mark"] = new JsonObject { ["type"] = "point", ["filled"] = false, ["opacity"] = 1, ["size"] = 60 },
            ["encoding"] = new JsonObject
            {
                ["x"] = x.DeepClone(),
                ["y"] = y.DeepClone(),
                ["color"] = series.Hue(),
                ["fill"] = series.Fill(),
                ["shape"] = series.Shape(),
                ["tooltip"] = VegaLite.ToolTip("estimator", "budget", "flops", "mse", "resolvedMse", "efficiency", "efficiencyLow", "efficiencyHigh", "verdict", "bias", "cells", "failures"),
            },
        });
        return new JsonObject
        {
            ["layer"] = new JsonArray([new JsonObject { ["transform"] = transform, ["layer"] = layers }, .. chart.Guides.Select(guide => DrawGuide(guide, x, y))]),
        };
    }

    private static JsonObject DrawGuide(Guide guide, JsonObject x, JsonObject y) => new()
    {
        ["data"] = new JsonObject { ["values"] = new JsonArray([.. guide.Points.Select(point => new JsonObject { [X] = point.X, [Y] = point.Y })]) },
        ["description"] = guide.Label,
        ["mark"] = new JsonObject { ["type"] = "line", ["color"] = "black", ["strokeDash"] = new JsonArray(7, 4), ["clip"] = true },
        ["encoding"] = new JsonObject { ["x"] = x.DeepClone(), ["y"] = y.DeepClone() },
    };
}

/// <summary>How a Vega-Lite specification works bands out of the columns of the chart's CSV.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
internal sealed record VegaBand(string Low, string High);

using System.Text.Json.Nodes;

namespace AlgZoo.Reporting;

/// <summary>A scatter as a Vega-Lite specification.</summary>
internal static class ScatterVega
{
    /// <summary>The specification without data.</summary>
    public static JsonObject Of(ScatterChart chart)
    {
        var x = VegaLite.Axis(chart.X.Field, chart.X);
        var y = VegaLite.Axis(chart.Y.Field, chart.Y);
        var series = new SeriesVega([.. chart.Series.Select(scatter => (scatter.Estimator.Id, scatter.Style))]);
        return new JsonObject
        {
            ["layer"] = new JsonArray(
                new JsonObject
                {
                    ["data"] = new JsonObject { ["values"] = new JsonArray([.. chart.Diagonal.Select(value => new JsonObject { [chart.X.Field] = value, [chart.Y.Field] = value })]) },
                    ["mark"] = new JsonObject { ["type"] = "line", ["color"] = "gray", ["strokeDash"] = new JsonArray(2, 3) },
                    ["encoding"] = new JsonObject { ["x"] = x.DeepClone(), ["y"] = y.DeepClone() },
                },
                new JsonObject
                {
                    ["mark"] = new JsonObject { ["type"] = "circle", ["opacity"] = 0.65, ["size"] = 16 },
                    ["encoding"] = new JsonObject
                    {
                        ["x"] = x.DeepClone(),
                        ["y"] = y.DeepClone(),
                        ["color"] = series.Hue(),
                        ["tooltip"] = VegaLite.ToolTip("estimator", "model", "draw", "truth", "value"),
                    },
                }),
        };
    }
}

using System.Text.Json.Nodes;

namespace AlgZoo.Reporting;

/// <summary>Shares of compute as a Vega-Lite specification.</summary>
internal static class OperationsVega
{
    /// <summary>The specification without data.</summary>
    public static JsonObject Of(IReadOnlyList<EstimatorCompute> bars) => new()
    {
        ["mark"] = "bar",
        ["encoding"] = new JsonObject
        {
            ["y"] = new JsonObject { ["field"] = "estimator", ["type"] = "nominal", ["title"] = null, ["sort"] = new JsonArray([.. bars.Select(bar => JsonValue.Create(bar.Estimator.Id))]) },
            ["x"] = new JsonObject { ["field"] = "flopsPerCell", ["type"] = "quantitative", ["aggregate"] = "sum", ["stack"] = "normalize", ["title"] = "share of FLOPs" },
            ["color"] = new JsonObject
            {
                ["field"] = "group",
                ["type"] = "nominal",
                ["title"] = "class of operation",
                ["scale"] = new JsonObject
                {
                    ["domain"] = new JsonArray([.. OperationGroup.All.Select(group => JsonValue.Create(group.Name))]),
                    ["range"] = new JsonArray([.. Enumerable.Range(0, OperationGroup.All.Count).Select(hue => JsonValue.Create(SeriesVega.LightHue(hue)))]),
                },
            },
            ["tooltip"] = VegaLite.ToolTip("estimator", "group", "operation", "count", "price", "flopsPerCell", "share"),
        },
    };
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AlgZoo.Reporting;

/// <summary>The parts that Vega-Lite specifications of charts share.</summary>
internal static class VegaLite
{
    private const string Schema = "https://vega.github.io/schema/vega-lite/v5.json";
    private const int Width = 640;
    private const int Height = 420;

    // A page may hold the text inside a script element, which < would end.
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.Default };

    /// <summary>The text of a specification.</summary>
    /// <param name="specification">All but its title and size.</param>
    /// <param name="title">Heading.</param>
    /// <param name="description">Text alternative.</param>
    public static string Text(JsonObject specification, string title, string description)
    {
        var whole = new JsonObject { ["$schema"] = Schema, ["title"] = title, ["description"] = description, ["width"] = Width, ["height"] = Height };
        foreach (var (name, value) in specification)
        {
            whole[name] = value?.DeepClone();
        }

        return whole.ToJsonString(Compact);
    }

    /// <summary>Encodes a field along an axis.</summary>
    public static JsonObject Axis(string field, Axis axis) => new()
    {
        ["field"] = field,
        ["type"] = "quantitative",
        ["title"] = axis.Title,
        ["axis"] = axis.Scale.IsLogarithmic ? new JsonObject { ["format"] = "~e" } : new JsonObject(),
        ["scale"] = new JsonObject
        {
            ["type"] = axis.Scale.IsLogarithmic ? "log" : "linear",
            ["domain"] = new JsonArray(axis.Scale.Low, axis.Scale.High),
            ["nice"] = false,
            ["clamp"] = true,
        },
    };

    /// <summary>What is said about a point.</summary>
    public static JsonArray ToolTip(params IEnumerable<string> fields) => [.. fields.Select(field => new JsonObject { ["field"] = field })];

    /// <summary>Works a field out of others.</summary>
    public static JsonObject Calculate(string expression, string field) => new() { ["calculate"] = expression, ["as"] = field };
}

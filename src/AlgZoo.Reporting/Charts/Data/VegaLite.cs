using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AlgZoo.Reporting;

/// <summary>The parts that Vega-Lite specifications of charts share.</summary>
internal static class VegaLite
{
    private const string Schema = "https://vega.github.io/schema/vega-lite/v5.json";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of a specification.</summary>
    public static string Text(JsonObject specification, string title, string description)
    {
        var whole = new JsonObject { ["$schema"] = Schema, ["title"] = title, ["description"] = description, ["width"] = 640, ["height"] = 420 };
        foreach (var (name, value) in specification)
        {
            whole[name] = value?.DeepClone();
        }

        return whole.ToJsonString(Readable);
    }
}

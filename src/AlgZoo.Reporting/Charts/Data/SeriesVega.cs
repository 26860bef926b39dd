using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AlgZoo.Reporting;

/// <summary>How the estimators look in a Vega-Lite specification: as in the drawings, on a light surface.</summary>
internal sealed partial class SeriesVega(IReadOnlyList<(string Estimator, SeriesStyle Style)> series)
{
    private const string Surface = "#ffffff";

    private static readonly string[] Hues = [.. HueProperty().Matches(ChartStyle.LightProperties).Select(match => match.Groups["hue"].Value)];

    /// <summary>A hue on a light surface.</summary>
    public static string LightHue(int hue) => Hues[hue];

    /// <summary>Encodes the hue.</summary>
    public JsonObject Hue() => Encode(style => Hues[style.Hue]);

    /// <summary>Encodes the inside of markers.</summary>
    public JsonObject Fill() => Encode(style => style.IsHollow ? Surface : Hues[style.Hue]);

    /// <summary>Encodes the marker.</summary>
    public JsonObject Shape() => Encode(style => style.Marker.VegaShape);

    /// <summary>Encodes that estimators with advice have dashed lines.</summary>
    public static JsonObject Dash() => new()
    {
        ["condition"] = new JsonObject { ["test"] = "toString(datum.usesAdvice) === 'true'", ["value"] = new JsonArray(6, 3) },
        ["value"] = new JsonArray(1, 0),
    };

    [GeneratedRegex("--series-[0-9]+:(?<hue>#[0-9a-f]{6})", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HueProperty();

    private JsonObject Encode(Func<SeriesStyle, string> range) => new()
    {
        ["field"] = "estimator",
        ["type"] = "nominal",
        ["title"] = "estimator",
        ["scale"] = new JsonObject { ["domain"] = Strings(series.Select(entry => entry.Estimator)), ["range"] = Strings(series.Select(entry => range(entry.Style))) },
    };

    private static JsonArray Strings(IEnumerable<string> values) => [.. values.Select(value => JsonValue.Create(value))];
}

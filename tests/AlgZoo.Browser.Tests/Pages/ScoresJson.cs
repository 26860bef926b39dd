using System.Globalization;
using System.Text.Json;
using AlgZoo.Evaluation;
using AlgZoo.Reporting;

namespace AlgZoo.Browser.Tests;

/// <summary>scores.json as another program reads it: text in, nothing of the project's types.</summary>
internal sealed class ScoresJson
{
    private readonly JsonElement _root;

    public ScoresJson(RunReport report) => _root = JsonDocument.Parse(RunDirectory.ToJson(report.Scores)).RootElement;

    /// <summary>The rows of scores.</summary>
    public IEnumerable<JsonElement> Scores => _root.GetProperty("scores").EnumerateArray();

    /// <summary>The rows of the headline.</summary>
    public IEnumerable<JsonElement> Headline => _root.GetProperty("headline").EnumerateArray();

    /// <summary>The score of an estimator.</summary>
    public JsonElement Score(string estimator, string model, long budget) =>
        Scores.Single(score => score.GetProperty("estimator").ValueEquals(estimator) && score.GetProperty("model").ValueEquals(model) && score.GetProperty("budget").GetInt64() == budget);

    /// <summary>A value as the shortest text that reads back as the same; empty for null.</summary>
    public static string FullText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.Number => value.GetDouble().ToString("R", CultureInfo.InvariantCulture),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.GetString()!,
    };
}

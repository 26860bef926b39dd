using System.Globalization;
using System.Text.Json;

namespace AlgZoo.Reporting.Tests;

/// <summary>Holds the tables of a page against scores.json.</summary>
internal static class HtmlScores
{
    /// <summary>Asserts that every number of scores.json is in the page, digit for digit, and no score besides.</summary>
    /// <param name="page">The page.</param>
    /// <param name="scoresJson">The text of scores.json, UTF-8.</param>
    public static void AssertEqual(HtmlPage page, byte[] scoresJson)
    {
        using var json = JsonDocument.Parse(scoresJson);
        JsonElement[] scores = [.. json.RootElement.GetProperty("scores").EnumerateArray()];
        var rows = page.Rows("score-table").ToDictionary(row => (row["estimator"], row["model"], row["budget"]));
        var headlines = page.Rows("headline-table").ToDictionary(row => row["estimator"]);

        Assert.That(rows, Has.Count.EqualTo(scores.Length));
        foreach (var score in scores)
        {
            AssertSame(rows[(Text(score, "estimator"), Text(score, "model"), score.GetProperty("budget").GetRawText())], score, except: ["kind", "usesAdvice", "efficiencyIsLowerBound"]);
        }

        foreach (var headline in json.RootElement.GetProperty("headline").EnumerateArray())
        {
            var row = headlines[Text(headline, "estimator")];
            AssertSame(row, headline, except: ["usesAdvice", "efficiencyIsLowerBound", "horizonIsLowerBound"]);
            Assert.That(row["advice"], Is.EqualTo(headline.GetProperty("usesAdvice").GetRawText()));
        }

        string summary = scores.Any(score => Text(score, "model") == "*") ? "*" : Text(scores[0], "model");
        foreach (var score in scores.Where(score => Text(score, "model") == summary))
        {
            string cell = headlines[Text(score, "estimator")]["budget-" + score.GetProperty("budget").GetRawText()];
            Assert.That(double.Parse(cell, CultureInfo.InvariantCulture), Is.EqualTo(score.GetProperty("efficiency").GetDouble()));
        }
    }

    /// <summary>The properties of an entry; what is nested has a point in its name.</summary>
    public static IEnumerable<(string Name, JsonElement Value)> Flat(JsonElement entry, string prefix = "") => entry.EnumerateObject()
        .SelectMany(property => property.Value.ValueKind == JsonValueKind.Object ? Flat(property.Value, $"{prefix}{property.Name}.") : [(prefix + property.Name, property.Value)]);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static void AssertSame(IReadOnlyDictionary<string, string> row, JsonElement expected, string[] except)
    {
        foreach (var property in Flat(expected).Where(property => !except.Contains(property.Name)))
        {
            switch (property.Value.ValueKind)
            {
                case JsonValueKind.True or JsonValueKind.False:
                    Assert.That(row[property.Name], Is.EqualTo(property.Value.GetRawText()), property.Name);
                    break;
                case JsonValueKind.Number:
                    Assert.That(double.Parse(row[property.Name], CultureInfo.InvariantCulture), Is.EqualTo(property.Value.GetDouble()), property.Name);
                    break;
                case JsonValueKind.Null:
                    Assert.That(row[property.Name], Is.Empty, property.Name);
                    break;
                default:
                    Assert.That(row[property.Name], Is.EqualTo(property.Value.GetString()), property.Name);
                    break;
            }
        }
    }
}

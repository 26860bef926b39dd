using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AlgZoo.Evaluation;
using Microsoft.VisualBasic.FileIO;

namespace AlgZoo.Reporting.Tests;

/// <summary>Every number that a reader finds is that of scores.json.</summary>
public sealed class ReadBackTests
{
    private static readonly RunReport Report = RunReport.Of(SampleRuns.Small);
    private static readonly JsonElement Json = JsonElement.Parse(RunDirectory.ToJson(Report.Scores));

    [Test]
    [SetCulture("fr-FR")]
    public void Scores_csv_is_the_scores_of_scores_json()
    {
        string[][] rows = ReadCsv(ScoresCsv.Of(Report.Scores.Scores));
        JsonElement[] scores = [.. Json.GetProperty("scores").EnumerateArray()];

        Assert.That(rows, Has.Length.EqualTo(scores.Length + 1));
        Assert.That(rows[0], Is.EqualTo(HtmlScores.Flat(scores[0]).Select(property => property.Name)));
        foreach (var (row, score) in rows.Skip(1).Zip(scores))
        {
            Assert.That(row, Is.EqualTo(HtmlScores.Flat(score).Select(property => Text(property.Value))));
        }
    }

    [Test]
    [SetCulture("fr-FR")]
    public void Measurements_csv_is_measurements_jsonl()
    {
        string[][] rows = ReadCsv(MeasurementsCsv.Of(Report));
        JsonElement[] lines = MeasurementLines();

        Assert.That(rows, Has.Length.EqualTo(lines.Length + 1));
        foreach (var (row, line) in rows.Skip(1).Zip(lines))
        {
            var cells = rows[0].Zip(row).ToDictionary(cell => cell.First, cell => cell.Second);
            foreach (var property in line.EnumerateObject().Where(property => property.Value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object)))
            {
                Assert.That(cells[property.Name], Is.EqualTo(Text(property.Value)), property.Name);
            }

            var counts = line.GetProperty("operations").EnumerateObject().ToDictionary(count => "operations." + count.Name, count => count.Value.GetRawText());
            Assert.That(cells.Where(cell => cell.Key.StartsWith("operations.", StringComparison.Ordinal) && cell.Value != "0").ToDictionary(), Is.EqualTo(counts));
        }
    }

    [Test]
    public void Csv_ends_lines_as_rfc_4180_says_and_has_no_byte_order_mark()
    {
        byte[] csv = Encoding.UTF8.GetBytes(ScoresCsv.Of(Report.Scores.Scores));

        Assert.That(csv[0], Is.EqualTo((byte)'e'));
        Assert.That(csv[^2..], Is.EqualTo("\r\n"u8.ToArray()));
        Assert.That(csv.Count(c => c == '\n'), Is.EqualTo(csv.Count(c => c == '\r')).And.EqualTo(Report.Scores.Scores.Count + 1));
    }

    [TestCase("=1+1", "'=1+1")]
    [TestCase("@x", "'@x")]
    [TestCase("-x", "'-x")]
    [TestCase("a,\"b\"\nc", "a,\"b\"\nc")]
    [TestCase("a=b", "a=b")]
    public void A_spreadsheet_takes_no_message_for_a_formula_and_numbers_stay_numbers(string message, string expected)
    {
        var cell = SampleRuns.Small.Measurements[0] with { Message = message, Value = -0.5 };
        var report = RunReport.Of(SampleRuns.Small with { Measurements = [cell] });

        string[][] rows = ReadCsv(MeasurementsCsv.Of(report));

        Assert.That(rows[1][Array.IndexOf(rows[0], "message")], Is.EqualTo(expected));
        Assert.That(rows[1][Array.IndexOf(rows[0], "value")], Is.EqualTo("-0.5"));
    }

    [Test]
    [SetCulture("fr-FR")]
    public void The_tables_of_the_markdown_are_scores_json()
    {
        var tables = MarkdownTables(MarkdownReport.Render(Report, []));
        JsonElement[] headlines = [.. Json.GetProperty("headline").EnumerateArray()];
        var scores = SummaryScores();

        Assert.That(tables[0].Skip(1).Select(row => row["estimator"]), Is.EqualTo(headlines.Select(headline => headline.GetProperty("estimator").GetString())));
        foreach (var (row, headline) in tables[0].Skip(1).Zip(headlines))
        {
            AssertHeadline(headline, row["#"], row["overall"], row["matches to"]);
            Assert.That(row["budgets"], Is.EqualTo(headline.GetProperty("budgets").GetRawText()));
            Assert.That(row["models"], Is.EqualTo(headline.GetProperty("models").GetRawText()));
            Assert.That(row["metered"], Is.EqualTo(headline.GetProperty("metering").GetString()!.ToLowerInvariant()));
        }

        Assert.That(tables[1].Skip(1).Sum(row => row.Count(cell => cell.Value.Length > 0) - 1), Is.EqualTo(scores.Count));
        foreach (var row in tables[1].Skip(1))
        {
            foreach (var (budget, cell) in row.Skip(1).Where(cell => cell.Value.Length > 0))
            {
                var score = scores[(row["estimator"], budget)];
                var match = Regex.Match(cell, @"^(?<marks>[~!>]*)(?<efficiency>\S+) \[(?<low>\S+), (?<high>\S+)\](?<verdict> [+-])?$", RegexOptions.None, TimeSpan.FromSeconds(1));
                AssertEfficiency(score, match.Groups["marks"].Value, match.Groups["efficiency"].Value, match.Groups["verdict"].Value.Trim());
                Assert.That(match.Groups["low"].Value, Is.EqualTo(FlopFormat.Ratio(score.GetProperty("efficiencyLow").GetDouble())));
                Assert.That(match.Groups["high"].Value, Is.EqualTo(score.GetProperty("efficiencyHigh") is { ValueKind: JsonValueKind.Number } high ? FlopFormat.Ratio(high.GetDouble()) : "∞"));
            }
        }

        foreach (var row in tables[2].Skip(1))
        {
            foreach (var (budget, cell) in row.Skip(1).Where(cell => cell.Value.Length > 0))
            {
                var score = scores[(row["estimator"], budget)];
                Assert.That(cell, Is.EqualTo($"{NumberFormat.Error(score.GetProperty("mse").GetDouble())} ± {NumberFormat.Error(score.GetProperty("mseStandardError").GetDouble())}"));
            }
        }
    }

    [Test]
    [SetCulture("fr-FR")]
    public void The_bits_of_the_markdown_and_of_the_page_are_those_of_scores_json()
    {
        var table = MarkdownTables(MarkdownReport.Render(Report, [])).Single(rows => rows[0].ContainsKey("left, bits"));
        var ofPage = HtmlPage.Of(Report).Rows("surprise-table").ToDictionary(row => row["estimator"]);
        var scores = SummaryScores();

        Assert.That(table.Skip(1).Select(row => row["estimator"]), Is.EqualTo(ofPage.Keys).And.EqualTo(Json.GetProperty("headline").EnumerateArray().Select(headline => headline.GetProperty("estimator").GetString())));
        Assert.That(table.Skip(1).Where(row => row["total, bits"] == "-").Select(row => row["estimator"]), Is.EquivalentTo(new[] { "explicit-ranks", "mean-propagation" }));
        foreach (var row in table.Skip(1))
        {
            var surprise = scores[(row["estimator"], "1e6")].GetProperty("surprise");
            Assert.That(row["explanation, bits"], Is.EqualTo(Bits(surprise, "explanationBits", "explanationStandardError")));
            Assert.That(row["advice, bits"], Is.EqualTo(FlopFormat.Ratio(surprise.GetProperty("adviceBits").GetDouble())));
            Assert.That(row["left, bits"], Is.EqualTo(Bits(surprise, "bitsLeft", "bitsLeftStandardError")));
            Assert.That(row["total, bits"], Is.EqualTo(Bits(surprise, "totalBits", "totalStandardError")));
            Assert.That(row["sigma"], Is.EqualTo(surprise.GetProperty("sigmaIsStated").GetBoolean() ? "stated" : "RMS error"));
            foreach (string name in new[] { "explanationBits", "adviceBits", "bitsLeft", "totalBits" })
            {
                Assert.That(ofPage[row["estimator"]][name], Is.EqualTo(Text(surprise.GetProperty(name))), name);
            }
        }

        static string Bits(JsonElement surprise, string bits, string error) => surprise.GetProperty(bits) is not { ValueKind: JsonValueKind.Number } number ? "-"
            : FlopFormat.Ratio(number.GetDouble()) + (surprise.GetProperty(error).GetDouble() is > 0 and var known ? " ± " + FlopFormat.Ratio(known) : "");
    }

    [Test]
    [SetCulture("fr-FR")]
    public void The_table_in_the_console_is_scores_json()
    {
        string[] lines = ConsoleText.Render(Report, 200).Split('\n');
        // The bars have the smallest budget as the first line of their heading, and the column of that budget comes later.
        string[] headings = Columns(lines.Single(line => line.StartsWith("#  ", StringComparison.Ordinal)));
        var rows = lines.Where(line => line.Length > 1 && char.IsDigit(line[0]) && line[1] == ' ').Select(line => headings.Zip(Columns(line)).Reverse().DistinctBy(cell => cell.First).ToDictionary(cell => cell.First, cell => cell.Second)).ToArray();
        JsonElement[] headlines = [.. Json.GetProperty("headline").EnumerateArray()];
        var scores = SummaryScores();

        Assert.That(rows, Has.Length.EqualTo(headlines.Length));
        foreach (var row in rows)
        {
            string[] name = row["estimator"].Split(' ');
            var headline = headlines.Single(entry => entry.GetProperty("estimator").GetString() == name[0]);
            AssertHeadline(headline, row["#"], row["overall"], row["matches"]);
            Assert.That(name.Length == 1 ? "2/2" : name[1], Is.EqualTo(headline.GetProperty("models").GetRawText() + "/2"));
            var ofEstimator = scores.Where(score => score.Key.Estimator == name[0]).Select(score => score.Value).ToArray();
            int beats = ofEstimator.Count(score => score.GetProperty("verdict").GetString() == "beats");
            int loses = ofEstimator.Count(score => score.GetProperty("verdict").GetString() == "loses");
            Assert.That(row["verdict"], Is.EqualTo(beats > 0 ? $"beats {beats} of {ofEstimator.Length}" : loses > 0 ? $"loses {loses} of {ofEstimator.Length}" : "undecided"));
            foreach (string budget in headings[^3..])
            {
                string[] cell = row[budget].Split(' ');
                string marks = string.Concat(cell[0].TakeWhile(c => c is '~' or '!' or '>'));
                AssertEfficiency(scores[(name[0], budget)], marks, cell[0][marks.Length..], cell.Length > 1 ? cell[1] : "");
            }
        }
    }

    private static void AssertHeadline(JsonElement headline, string rank, string overall, string horizon)
    {
        Assert.That(rank, Is.EqualTo(headline.GetProperty("rank").GetRawText()));
        bool failed = headline.GetProperty("failureRate").GetDouble() > 0;
        string marks = (headline.GetProperty("metering").GetString() == "Full" ? "" : "~") + (failed ? "!" : "") + (headline.GetProperty("efficiencyIsLowerBound").GetBoolean() ? ">" : "");
        Assert.That(overall, Is.EqualTo(marks + FlopFormat.Ratio(headline.GetProperty("efficiency").GetDouble())));
        double flops = headline.GetProperty("matchingHorizon").GetDouble();
        Assert.That(horizon, Is.EqualTo(flops == 0 ? "nowhere" : (headline.GetProperty("horizonIsLowerBound").GetBoolean() ? ">" : "") + FlopFormat.Compute(flops)));
    }

    private static void AssertEfficiency(JsonElement score, string marks, string efficiency, string verdict)
    {
        Assert.That(efficiency, Is.EqualTo(FlopFormat.Ratio(score.GetProperty("efficiency").GetDouble())));
        Assert.That(marks.Contains('>', StringComparison.Ordinal), Is.EqualTo(score.GetProperty("efficiencyIsLowerBound").GetBoolean()));
        Assert.That(marks.Contains('!', StringComparison.Ordinal), Is.EqualTo(score.GetProperty("failures").GetInt32() > 0));
        Assert.That(marks.Contains('~', StringComparison.Ordinal), Is.EqualTo(score.GetProperty("metering").GetString() != "Full"));
        Assert.That(verdict, Is.EqualTo(score.GetProperty("verdict").GetString() switch { "beats" => "+", "loses" => "-", _ => "" }));
    }

    private static Dictionary<(string Estimator, string Budget), JsonElement> SummaryScores() => Json.GetProperty("scores").EnumerateArray()
        .Where(score => score.GetProperty("model").GetString() == "*")
        .ToDictionary(score => (score.GetProperty("estimator").GetString()!, FlopFormat.Compute(score.GetProperty("budget").GetDouble())));

    private static string[] Columns(string line) => Regex.Split(line.Trim(), " {2,}", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };

    private static JsonElement[] MeasurementLines()
    {
        string folder = Directory.CreateTempSubdirectory("algzoo-read-back-").FullName;
        try
        {
            using (var directory = RunDirectory.Create(folder))
            {
                foreach (var cell in Report.Measurements)
                {
                    directory.Append(cell);
                }
            }

            return [.. File.ReadAllLines(Path.Combine(folder, "measurements.jsonl")).Select(line => JsonElement.Parse(line))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string[][] ReadCsv(string csv)
    {
        using var parser = new TextFieldParser(new StringReader(csv)) { Delimiters = [","], HasFieldsEnclosedInQuotes = true, TrimWhiteSpace = false };
        var rows = new List<string[]>();
        while (parser.ReadFields() is { } fields)
        {
            rows.Add(fields);
        }

        return [.. rows];
    }

    // Each table as rows of cells by heading; the row of hyphens comes first.
    private static List<List<Dictionary<string, string>>> MarkdownTables(string markdown)
    {
        var tables = new List<List<Dictionary<string, string>>>();
        string[]? headings = null;
        foreach (string line in markdown.Split('\n'))
        {
            if (!line.StartsWith('|'))
            {
                headings = null;
                continue;
            }

            string[] cells = [.. Regex.Split(line, @"(?<!\\)\|", RegexOptions.None, TimeSpan.FromSeconds(1))[1..^1].Select(cell => Regex.Replace(cell.Trim(), @"\\(?<mark>.)", "${mark}", RegexOptions.None, TimeSpan.FromSeconds(1)))];
            if (headings is null)
            {
                headings = cells;
                tables.Add([]);
                continue;
            }

            Assert.That(cells, Has.Length.EqualTo(headings.Length), line);
            tables[^1].Add(headings.Zip(cells).ToDictionary(cell => cell.First, cell => cell.Second));
        }

        return tables;
    }
}

using System.Text;
using System.Text.Json;
using Microsoft.Playwright;

namespace AlgZoo.Browser.Tests;

public sealed class DownloadTests : PageTests
{
    private static readonly string[] Kinds = ["Mse", "Efficiency", "EstimateVersusTruth", "BiasVersusVariance", "Surprise", "Operations"];

    [TestCaseSource(nameof(Kinds))]
    public async Task A_chart_gives_its_numbers_and_its_specification(string kind)
    {
        var page = await OpenAsync(ReportPages.Small);

        var (csvName, csv) = await DownloadAsync(page, kind, "csv");
        var (specName, text) = await DownloadAsync(page, kind, "vega-lite");

        Assert.That(csvName, Does.EndWith(".csv"));
        Assert.That(specName, Does.EndWith(".json"));
        var rows = CsvText.Rows(csv);
        Assert.That(rows, Is.Not.Empty);
        Assert.That(rows.Select(row => row["estimator"]), Does.Contain("<b>&odd").And.Contains("sobol"));
        using var specification = JsonDocument.Parse(text);
        var root = specification.RootElement;
        Assert.That(root.GetProperty("$schema").GetString(), Does.Contain("vega-lite/v5"));
        Assert.That(root.GetProperty("data").GetProperty("values").GetString(), Is.EqualTo(csv));
        Assert.That(root.GetProperty("data").GetProperty("format").GetProperty("type").GetString(), Is.EqualTo("csv"));
        Assert.That(Fields(root).Except(rows[0].Keys.Append("*")), Is.Empty, "fields that the data do not have");
    }

    [Test]
    public async Task Downloads_are_those_of_the_chosen_model_and_budget()
    {
        var page = await OpenAsync(ReportPages.Small);
        await page.Locator("#model").SelectOptionAsync("handcrafted:3");
        await page.Locator("#budget").SelectOptionAsync("10000");

        var (name, csv) = await DownloadAsync(page, "EstimateVersusTruth", "csv");
        var (_, other) = await DownloadAsync(page, "Mse", "csv");

        var cells = ReportPages.Small.Report.MeasurementsOf("handcrafted:3").Where(cell => cell is { Budget: 10_000, Value: not null }).ToArray();
        Assert.That(CsvText.Rows(csv), Has.Count.EqualTo(cells.Length));
        Assert.That(CsvText.Rows(other), Has.Count.EqualTo(ReportPages.Small.Report.Scores.Scores.Count(score => score.Model == "handcrafted:3")));
        Assert.That(name.IndexOfAny([':', '/', '\\', ' ']), Is.EqualTo(-1), "a name for every file system");
    }

    internal static async Task<(string Name, string Text)> DownloadAsync(IPage page, string kind, string format)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.Figure(kind).Locator($"[data-download={format}]").ClickAsync());
        return (download.SuggestedFilename, await File.ReadAllTextAsync(await download.PathAsync(), Encoding.UTF8));
    }

    // Computed fields are named by "as"; the rest must be columns.
    private static IEnumerable<string> Fields(JsonElement specification)
    {
        var computed = new HashSet<string>(StringComparer.Ordinal);
        var used = new HashSet<string>(StringComparer.Ordinal);
        Walk(specification);
        return used.Except(computed);

        void Walk(JsonElement element)
        {
            if (element.ValueKind == JsonValueKind.Array)
            {
                foreach (var each in element.EnumerateArray())
                {
                    Walk(each);
                }
            }
            else if (element.ValueKind == JsonValueKind.Object)
            {
                foreach (var property in element.EnumerateObject())
                {
                    if (property.Name is "field" or "as" && property.Value.ValueKind == JsonValueKind.String)
                    {
                        (property.Name == "as" ? computed : used).Add(property.Value.GetString()!);
                    }
                    else
                    {
                        Walk(property.Value);
                    }
                }
            }
        }
    }
}

using AlgZoo.Tests.Support;

namespace AlgZoo.Cli.Tests;

/// <summary>The models that ship are what the command makes of their recipes, and what the page about them says.</summary>
public sealed class ShippedModelsTests
{
    private static readonly string Folder = Path.Combine(OriginalModels.RepositoryRoot, "src", "AlgZoo.Zoo", "Trained");

    private readonly Command _algzoo = new();

    [TearDown]
    public void CleanUp() => _algzoo.Dispose();

    // The smallest of each kind of loss and architecture; the others take minutes.
    [TestCase("2nd_argmax_2_3", "128")]
    [TestCase("median_2_2", "128")]
    [TestCase("longest_cycle_2_3", "32")]
    public void Training_again_gives_the_same_bytes(string size, string batchSize)
    {
        string file = Directory.GetFiles(Folder, size + "_*.safetensors").Single();
        string[] parts = Path.GetFileNameWithoutExtension(file)[(size.Length + 1)..].Split('_');
        string[] sizeParts = size.Split('_');
        string task = string.Join('_', sizeParts[..^2]);

        _algzoo.Run(
            "train", task, "--hidden-size", sizeParts[^2], "--seq-len", sizeParts[^1], "--sequences", parts[0], "--seed", parts[1], "--batch-size", batchSize, "--validation-sequences", "2^22").EndsWith(0);

        Assert.That(File.ReadAllBytes(Path.Combine(_algzoo.Below("trained"), Path.GetFileName(file))), Is.EqualTo(File.ReadAllBytes(file)));
    }

    // The page has 116 figures to a tenth of a per cent or a thousandth of error; a last digit may differ for the standard error of the few samples taken here.
    [Test]
    public void The_page_about_them_shows_what_the_command_measures()
    {
        var sizes = _algzoo.Run("zoo", "table", "--samples", "3e5", "--json").EndsWith(0).Json.Items("sizes");
        string page = File.ReadAllText(Path.Combine(OriginalModels.RepositoryRoot, "docs", "zoo.md"));
        var tables = page.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && char.IsAsciiDigit(line[2])).ToArray();
        double[] shown =
        [
            .. from line in tables
               from cell in line.Split('|', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(cell => cell.Trim().Trim('*'))
               where cell.Length > 0
               select double.Parse(cell.Split(' ')[0].Trim('*'), System.Globalization.CultureInfo.InvariantCulture),
        ];
        double[] measured = [.. sizes.Select(size => size.Number("value") * (size.Text("figure") == "accuracy" ? 100 : 1))];
        double[] tolerances = [.. sizes.Select(size => size.Text("figure") == "accuracy" ? 0.06 + (500 * size.Number("standardError")) : 6e-4 + (5 * size.Number("standardError")))];

        Assert.That(shown, Has.Length.EqualTo(116));
        Assert.That(measured, Has.Length.EqualTo(116));
        for (int i = 0; i < shown.Length; i++)
        {
            Assert.That(shown[i], Is.EqualTo(measured[i]).Within(tolerances[i]), sizes[i].Text("model"));
        }

        int comparable = sizes.Count(size => size.GetProperty("comparable").GetBoolean());
        Assert.That(comparable, Is.AtLeast(105));
    }
}

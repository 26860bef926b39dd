using System.Text.RegularExpressions;

namespace AlgZoo.Cli.Tests;

public sealed class ReportTests
{
    // One run for all tests, each of which works on a copy.
    private static readonly Command Original = new();

    private static CommandResult? s_run;

    private readonly Command _algzoo = new();

    private string Scores => _algzoo.Below("run/scores.json");

    [OneTimeSetUp]
    public static void RunOnce() => s_run = Original.Run(
        "run", "--model", "trained:2nd_argmax_4_3", "--draws", "3", "--truth-samples", "1e5", "--budget", "1e3,1e4", "--noise", "relative:0.05", "--out", "run",
        "--estimator", "monte-carlo", "--estimator", "*-accuracy").EndsWith(0);

    [OneTimeTearDown]
    public static void DeleteOriginal() => Original.Dispose();

    [TearDown]
    public void CleanUp() => _algzoo.Dispose();

    [Test]
    public void A_run_scored_again_has_the_same_scores_to_the_byte_and_the_same_table()
    {
        string table = Run().Output;
        byte[] scores = File.ReadAllBytes(Scores);
        File.Delete(Scores);

        var report = _algzoo.Run("report", "run").EndsWith(0);

        Assert.That(report.Output, Is.EqualTo(table));
        Assert.That(File.ReadAllBytes(Scores), Is.EqualTo(scores));
        Assert.That(_algzoo.Run("report", "run", "--price-table", "default-1", "--json").EndsWith(0).Output, Is.EqualTo(File.ReadAllText(Scores) + "\n"));
        Assert.That(File.ReadAllBytes(Scores), Is.EqualTo(scores));
    }

    [Test]
    public void Other_prices_are_named_and_written_beside_the_scores()
    {
        Run();
        byte[] own = File.ReadAllBytes(Scores);

        var report = _algzoo.Run("report", "run", "--price-table", "whest-0.12").EndsWith(0);

        // Three Gaussian draws at 16 come on top of the 111 FLOPs of a sample.
        Assert.That(report.Output, Does.StartWith("Priced by whest-0.12; ").And.Contains("one sample costs 159 FLOPs"));
        Assert.That(report.ErrorLines[^1], Is.EqualTo($"written to run{Path.DirectorySeparatorChar} (report.whest-0.12.html, report.whest-0.12.md, scores.whest-0.12.csv, measurements.whest-0.12.csv, scores.whest-0.12.json)"));
        Assert.That(report.Output, Does.Contain("\n  run/report.whest-0.12.html\n"));
        Assert.That(File.ReadAllBytes(Scores), Is.EqualTo(own));
        var priced = _algzoo.Run("report", "run", "--price-table", "whest-0.12", "--json").EndsWith(0);
        Assert.That(priced.Output, Is.EqualTo(File.ReadAllText(_algzoo.Below("run/scores.whest-0.12.json")) + "\n"));
        Assert.That(priced.Json.Text("priceTable"), Is.EqualTo("whest-0.12"));
        Assert.That(priced.Json.Items("scores").Select(score => score.Number("budget")).Distinct(), Is.EqualTo(new[] { 1000.0, 10_000.0 }), "as requested");
    }

    [TestCase("--html", "report.html")]
    [TestCase("--markdown", "report.md")]
    [TestCase("--csv", "measurements.csv scores.csv")]
    [TestCase("--html --csv", "measurements.csv report.html scores.csv")]
    [TestCase("", "measurements.csv report.html report.md scores.csv")]
    public void The_formats_that_are_asked_for_are_written(string options, string files)
    {
        Run();
        foreach (string file in Reports())
        {
            File.Delete(_algzoo.Below("run/" + file));
        }

        _algzoo.Run(["report", "run", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]).EndsWith(0);

        Assert.That(Reports().Where(file => !file.EndsWith(".svg", StringComparison.Ordinal)), Is.EqualTo(files.Split(' ')));
        Assert.That(Reports().Any(file => file.EndsWith(".svg", StringComparison.Ordinal)), Is.EqualTo(files.Contains("report.md", StringComparison.Ordinal) && PicturesOfMarkdown().Length > 0));
        Assert.That(PicturesOfMarkdown(), Is.SubsetOf(Reports()), "every picture is there");
    }

    [Test]
    public void A_run_ends_with_the_reports_that_the_verb_writes_again()
    {
        Run();
        var before = Reports().ToDictionary(file => file, file => File.ReadAllText(_algzoo.Below("run/" + file)));

        _algzoo.Run("report", "run").EndsWith(0);

        Assert.That(before.Keys, Is.SupersetOf(new[] { "report.html", "report.md", "scores.csv", "measurements.csv" }));
        Assert.That(Reports().ToDictionary(file => file, file => File.ReadAllText(_algzoo.Below("run/" + file))), Is.EqualTo(before));
    }

    [Test]
    public void A_report_that_cannot_be_written_is_one_line_and_the_scores_are_shown_all_the_same()
    {
        string table = Run().Output;
        File.Delete(_algzoo.Below("run/report.md"));
        // A folder of that name is in the way of the file, also for a superuser.
        Directory.CreateDirectory(_algzoo.Below("run/report.md/full"));

        var report = _algzoo.Run("report", "run").EndsWith(3);

        Assert.That(report.Output, Is.EqualTo(table));
        Assert.That(report.ErrorLines, Has.One.Items.And.One.StartsWith($"algzoo: the scores are written, the reports are not: {Path.Combine("run", "report.md")} cannot be written: ").And.One.EndsWith("Then: algzoo report run"));
        Assert.That(File.Exists(Scores));
    }

    [Test]
    public void A_run_that_was_killed_is_scored_without_its_torn_cell()
    {
        Run();
        string path = _algzoo.Below("run/measurements.jsonl");
        byte[] measurements = File.ReadAllBytes(path);
        File.WriteAllBytes(path, measurements[..^20]);

        var scores = _algzoo.Run("report", "run", "--json").EndsWith(0).Json;

        string output = _algzoo.Run("report", "run").EndsWith(0).Output;
        Assert.That(output.ReplaceLineEndings(" "), Does.Contain("The run is not complete, 17 of 18 cells are").And.Contains("next, to run 1 missing cell:   algzoo run --resume run "));
        Assert.That(scores.GetProperty("complete").GetBoolean(), Is.False);
        Assert.That(scores.Items("scores").Sum(score => score.Number("cells")), Is.EqualTo((3 * 3 * 2) - 1));
    }

    [Test]
    public void Damage_is_one_line_and_leaves_the_scores_alone()
    {
        Run();
        byte[] scores = File.ReadAllBytes(Scores);
        string path = _algzoo.Below("run/measurements.jsonl");
        string[] lines = File.ReadAllLines(path);
        File.WriteAllLines(path, [.. lines[..4], lines[4][..50], .. lines[5..]]);

        var refused = _algzoo.Run("report", "run").EndsWith(1);

        Assert.That(refused.ErrorLines, Has.One.Items.And.One.StartsWith($"algzoo: {Path.Combine("run", "measurements.jsonl")}, line 5: "));
        Assert.That(refused.Output, Is.Empty);
        Assert.That(File.ReadAllBytes(Scores), Is.EqualTo(scores));
    }

    private string[] Reports() => [.. Directory.GetFiles(_algzoo.Below("run")).Select(path => Path.GetFileName(path)).Where(file => file.StartsWith("report", StringComparison.Ordinal) || file.EndsWith(".csv", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private string[] PicturesOfMarkdown() => File.Exists(_algzoo.Below("run/report.md"))
        ? [.. Regex.Matches(File.ReadAllText(_algzoo.Below("run/report.md")), @"\]\((?<file>[^)]*\.svg)\)", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(match => match.Groups["file"].Value)]
        : [];

    // A copy of the run, and what was said when it was run.
    private CommandResult Run()
    {
        Directory.CreateDirectory(_algzoo.Below("run"));
        foreach (string file in Directory.GetFiles(Original.Below("run")))
        {
            File.Copy(file, _algzoo.Below("run/" + Path.GetFileName(file)));
        }

        return s_run!;
    }
}

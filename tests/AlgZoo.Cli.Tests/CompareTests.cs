using System.Text.Json.Nodes;

namespace AlgZoo.Cli.Tests;

public sealed class CompareTests
{
    // One run for all tests, and copies of it in which something is different.
    private static readonly Command Algzoo = new();

    [OneTimeSetUp]
    public static void RunOnce()
    {
        Algzoo.Run(
            "run", "--model", "trained:2nd_argmax_4_3", "--draws", "12", "--truth-samples", "1e5", "--budget", "1e3,1e4", "--noise", "relative:0.05", "--out", "before",
            "--estimator", "monte-carlo", "--estimator", "sobol", "--estimator", "chance").EndsWith(0);
        Change("worse", "monte-carlo", error => 3 * error);
        Change("theirs", "monte-carlo", error => error / 10);
        Change("unfaithful", "sobol", _ => 0, isSamePlugin: true);
        Change("other-seed", "none", error => error, seed: 2);
        Change("unfinished", "none", error => error);
        string measurements = Algzoo.Below("unfinished/measurements.jsonl");
        File.WriteAllLines(measurements, File.ReadAllLines(measurements)[..^1]);
    }

    [OneTimeTearDown]
    public static void CleanUp() => Algzoo.Dispose();

    [Test]
    public void A_run_is_the_same_as_itself()
    {
        var compared = Algzoo.Run("compare", "before", "before", "--fail-if-worse").EndsWith(0);

        Assert.That(compared.Output, Does.Contain("The manifests of the runs do not differ.").And.Contains("Paired on the same 12 noisy copies of trained:2nd_argmax_4_3."));
        Assert.That(compared.Output, Does.Match(@"(?m)^\s*sobol\s+all\s+same\s*$"));
        Assert.That(compared.Error, Is.Empty);
    }

    [Test]
    public void An_estimator_that_got_worse_is_an_exit_code_where_asked_for()
    {
        var compared = Algzoo.Run("compare", "before", "worse").EndsWith(0);
        var failed = Algzoo.Run("compare", "before", "worse", "--fail-if-worse", "--json").EndsWith(4);

        Assert.That(compared.Output, Does.Match(@"(?m)^\s*monte-carlo\s+1e3\s.*\s0\.11\s+worse\s*$").And.Contains("plugin of monte-carlo changed (SHA-256 was "));
        Assert.That(compared.Output, Does.Contain("Worse beyond chance (at most 1% false alarms for all estimators together): monte-carlo."));
        var json = failed.Json;
        Assert.That((json.Text("schema"), json.GetProperty("isWorse").GetBoolean()), Is.EqualTo(("algzoo-comparison/1", true)));
        Assert.That(json.Items("estimators").Select(estimator => (estimator.Text("estimator"), estimator.Text("change"), estimator.GetProperty("isWorse").GetBoolean())), Is.EqualTo(new[]
        {
            ("chance", "same", false), ("monte-carlo", "worse", true), ("sobol", "same", false),
        }));
        Assert.That(json.Items("scores").Where(score => score.Text("estimator") == "monte-carlo").Select(score => score.Number("efficiencyRatio")), Is.All.EqualTo(1 / 9.0).Within(0.01));
        Assert.That(json.Items("models").Single().Text("pairing"), Is.EqualTo("paired"));
        Algzoo.Run("compare", "worse", "before", "--fail-if-worse").EndsWith(0);
        Algzoo.Run("compare", "before", "worse", "--fail-if-worse", "--estimator", "sobol", "--estimator", "ch*").EndsWith(0);
    }

    [Test]
    public void Other_prices_can_be_asked_for() => Assert.That(
        Algzoo.Run("compare", "before", "before", "--price-table", "whest-0.12").EndsWith(0).Output, Does.Contain("Priced by whest-0.12; budgets as they were requested, in FLOPs of default-1."));

    [TestCase("compare before nowhere", "algzoo: 'nowhere' is no run directory: there is no such folder; check the path.")]
    [TestCase("compare before before --estimator sobl", "algzoo: --estimator: 'before' has no estimator 'sobl' (did you mean 'sobol'?); there are chance, monte-carlo, sobol.")]
    [TestCase("leaderboard before before", "algzoo: 'before' is named more than once; name it once.")]
    [TestCase("leaderboard before other-seed", "algzoo: The runs do not belong into one table; different from 'before': 'other-seed' (seed was 1, is 2). Run these again with the suite and options of the first.")]
    [TestCase("leaderboard before unfinished", "algzoo: A leaderboard is made of whole runs: 'unfinished' lacks 1 cells (`algzoo run --resume unfinished` finishes it).")]
    [TestCase("leaderboard before unfaithful", "algzoo: The same plugin of sobol measured different things at 1000 FLOPs on trained:2nd_argmax_4_3, draw 0: ")]
    [TestCase("leaderboard before --out before", "algzoo: 'before' already holds a run;", 3)]
    public void Mistakes_are_one_line(string line, string message, int exitCode = 1)
    {
        var refused = Algzoo.Run(line.Split(' ')).EndsWith(exitCode);

        Assert.That(refused.ErrorLines, Has.One.Items.And.One.StartsWith(message));
        Assert.That(refused.Output, Is.Empty);
    }

    [Test]
    public void A_leaderboard_ranks_both_versions_of_an_estimator()
    {
        var board = Algzoo.Run("leaderboard", "before", "theirs", "--out", "both").EndsWith(0);
        var json = Algzoo.Run("leaderboard", "before", "theirs", "--json").EndsWith(0).Json;

        Assert.That(board.Output, Does.Contain("monte-carlo@before").And.Contains("monte-carlo@theirs"));
        Assert.That(board.Output, Does.Match(@"(?m)^From theirs, version .*: chance, monte-carlo@theirs, sobol\.\s*$"));
        Assert.That(board.ErrorLines, Is.EqualTo(new[] { $"written to both{Path.DirectorySeparatorChar} (report.html, report.md, scores.csv, measurements.csv, scores.json, measurements.jsonl, manifest.json)" }));
        Assert.That(json.Items("sources").Select(source => source.Text("folder")), Is.EqualTo(new[] { "before", "theirs" }));
        var scores = json.GetProperty("scores");
        Assert.That(scores.Items("headline")[0].Text("estimator"), Is.EqualTo("monte-carlo@theirs"));
        Assert.That(scores.Items("headline"), Has.Length.EqualTo(4));
        Assert.That(scores.Items("scores")[0].Names(), Is.EqualTo(System.Text.Json.JsonElement.Parse(File.ReadAllText(Algzoo.Below("both/scores.json"))).Items("scores")[0].Names()));
        string written = File.ReadAllText(Algzoo.Below("both/scores.json"));
        Assert.That(Algzoo.Run("report", "both", "--json").EndsWith(0).Output, Is.EqualTo(written + "\n"));
    }

    [Test]
    public void A_leaderboard_of_one_run_is_its_table()
    {
        string report = Algzoo.Run("report", "before").EndsWith(0).Output;
        string board = Algzoo.Run("leaderboard", "before").EndsWith(0).Output;

        Assert.That(report, Does.Contain("\nnext, "));
        Assert.That(board, Does.StartWith(report.Split("\nnext, ")[0]).And.Contains("\nFrom before, version "));
    }

    // A copy of the run in which the errors of an estimator are others, those of another plugin if not said otherwise.
    private static void Change(string name, string estimator, Func<double, double> error, bool isSamePlugin = false, ulong? seed = null)
    {
        Directory.CreateDirectory(Algzoo.Below(name));
        JsonNode[] cells = [.. File.ReadAllLines(Algzoo.Below("before/measurements.jsonl")).Select(line => JsonNode.Parse(line)!)];
        foreach (var cell in cells.Where(cell => cell["estimator"]!.GetValue<string>() == estimator))
        {
            double truth = cell["truth"]!.GetValue<double>();
            cell["value"] = truth + error(cell["value"]!.GetValue<double>() - truth);
        }

        var manifest = JsonNode.Parse(File.ReadAllText(Algzoo.Below("before/manifest.json")))!;
        manifest["seed"] = seed ?? manifest["seed"]!.GetValue<ulong>();
        foreach (var plugin in manifest["estimators"]!.AsArray().Where(plugin => !isSamePlugin && plugin!["id"]!.GetValue<string>() == estimator))
        {
            plugin!["sha256"] = new string('f', 64);
        }

        File.WriteAllLines(Algzoo.Below($"{name}/measurements.jsonl"), cells.Select(cell => cell.ToJsonString()));
        File.WriteAllText(Algzoo.Below($"{name}/manifest.json"), manifest.ToJsonString());
    }
}

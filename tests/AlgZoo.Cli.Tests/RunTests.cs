using System.Globalization;
using System.Text.Json;
using AlgZoo.Tests.Support;

namespace AlgZoo.Cli.Tests;

public sealed class RunTests
{
    private static readonly string[] Small = ["--model", "trained:2nd_argmax_4_3", "--draws", "3", "--truth-samples", "1e5", "--budget", "1e3,1e4", "--noise", "relative:0.05"];

    private const string Refresh = "http-equiv=\"refresh\"";

    private static readonly string[] MeasurementFields =
    [
        "estimator", "model", "draw", "budget", "outcome", "value", "standardError", "flops", "declaredFlops", "operations", "metering", "seconds", "peakMemoryBytes", "truth", "truthStandardError", "message",
    ];

    private static readonly string[] ScoreFields =
    [
        "estimator", "kind", "usesAdvice", "model", "budget", "cells", "failures", "flops", "mse", "mseStandardError", "bias", "samplingMse", "efficiency", "efficiencyLow", "efficiencyHigh", "metering", "verdict",
    ];

    private readonly Command _algzoo = new();

    [TearDown]
    public void CleanUp() => _algzoo.Dispose();

    [Test]
    public void A_run_writes_its_folder_and_prints_the_same_scores()
    {
        var result = Run("--out", "first", "--json").EndsWith(0);

        Assert.That(result.Output, Is.EqualTo(File.ReadAllText(_algzoo.Below("first/scores.json")) + "\n"));
        var scores = result.Json;
        Assert.That(scores.Names(), Is.SupersetOf(new[] { "schema", "suite", "seed", "noise", "draws", "priceTable", "complete", "scores", "headline", "failures", "unmetered", "setUp" }));
        Assert.That(scores.GetProperty("complete").GetBoolean(), Is.True);
        Assert.That(scores.GetProperty("noise").Text("kind"), Is.EqualTo("relative"));
        Assert.That(scores.GetProperty("noise").Number("sigma"), Is.EqualTo(0.05));
        Assert.That(scores.Items("scores").Select(score => score.Names()), Has.All.SupersetOf(ScoreFields));
        Assert.That(scores.Items("scores").Select(score => score.Text("verdict")), Has.All.AnyOf("beats", "loses", "undecided"));
        Assert.That(scores.Items("headline").Select(headline => headline.Names()), Has.All.SupersetOf(new[] { "estimator", "efficiency", "matchingHorizon" }));

        var measurements = JsonAssertions.ReadLines(_algzoo.Below("first/measurements.jsonl"));
        Assert.That(measurements, Has.Length.EqualTo(9 * 3 * 2), "estimators, draws, budgets");
        Assert.That(measurements.Select(measurement => measurement.Names()), Has.All.SupersetOf(MeasurementFields));
        Assert.That(measurements.Select(measurement => (measurement.Text("estimator"), measurement.Number("draw"), measurement.Number("budget"))), Is.Unique);
        Assert.That(measurements.Where(measurement => measurement.Text("outcome") == "Completed").Select(measurement => measurement.Number("value")), Has.All.InRange(0, 1));
        Assert.That(measurements.Select(measurement => measurement.Number("flops") <= measurement.Number("budget")), Has.All.True);

        string[] progress = [.. result.ErrorLines.Where(line => line.Contains(" of 54 cells (", StringComparison.Ordinal))];
        Assert.That(progress.Select(line => int.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture)), Is.Ordered.And.Exactly(10).Items);

        var manifest = JsonElement.Parse(File.ReadAllText(_algzoo.Below("first/manifest.json")));
        Assert.That(manifest.Items("models").Single().Text("reference"), Is.EqualTo("trained:2nd_argmax_4_3"));
        Assert.That(manifest.Items("estimators"), Has.Length.EqualTo(9));
        Assert.That(manifest.Items("advice").Select(advice => advice.Text("estimator")), Is.EquivalentTo(new[] { "base-accuracy", "mean-accuracy" }));
    }

    [Test]
    public void The_loss_can_be_scored_and_sampling_matches_itself()
    {
        string[] call = ["run", "--model", "trained:argmedian_8_5", "--quantity", "cross-entropy", "--noise", "relative:0.05", "--draws", "32", "--budget", "1e5", "--truth-samples", "1e6", "--estimator", "monte-carlo", "--out"];
        var score = _algzoo.Run([.. call, "first", "--json"]).EndsWith(0).Json.Items("scores").Single();
        var manifest = JsonElement.Parse(File.ReadAllText(_algzoo.Below("first/manifest.json")));

        // 32 squared errors: 1 / efficiency is 1 with a standard deviation of 0.25 to 0.3, heavier to the right; [0.4, 3] leaves out less than 1 in 1,000. The seed is fixed.
        Assert.That(score.Number("efficiency"), Is.InRange(0.4, 3));
        Assert.That(manifest.Items("models").Single().Text("quantity"), Is.EqualTo("cross-entropy"));
        Assert.That(manifest.Items("models").Single().Number("trivialEstimate"), Is.EqualTo(Math.Log(5)));
        Assert.That(_algzoo.Run([.. call, "second"]).EndsWith(0).Output, Does.Contain("cross-entropy, one sample costs"));
    }

    [Test]
    public void A_run_never_overwrites_another()
    {
        Run("--out", "first", "--estimator", "chance").EndsWith(0);
        var before = Contents("first");

        var refused = Run("--out", "first", "--estimator", "chance", "--live").EndsWith(3);

        Assert.That(refused.ErrorLines[^1], Is.EqualTo("algzoo: 'first' already holds a run; choose another folder with --out, or continue it: algzoo run --resume first"));
        Assert.That(refused.Output, Is.Empty);
        Assert.That(Contents("first"), Is.EqualTo(before));
    }

    [Test]
    public void A_folder_that_cannot_be_made_is_named()
    {
        File.WriteAllText(_algzoo.Below("file"), "");

        var refused = Run("--out", "file/below", "--estimator", "chance").EndsWith(3);

        Assert.That(refused.ErrorLines[^1], Does.StartWith("algzoo: 'file/below' cannot hold a run; choose another folder with --out."));
        Assert.That(refused.Output, Is.Empty);
    }

    [Test]
    public void Neither_the_number_of_jobs_nor_the_run_changes_a_byte_and_the_seed_does()
    {
        Run("--out", "one", "--jobs", "1", "--seed", "5").EndsWith(0);
        Run("--out", "two", "--jobs", "2", "--seed", "5").EndsWith(0);
        Run("--out", "other", "--seed", "6").EndsWith(0);

        string Scores(string folder) => File.ReadAllText(_algzoo.Below(folder + "/scores.json"));
        Assert.That(Scores("two"), Is.EqualTo(Scores("one")));
        Assert.That(Truths("other"), Is.Not.EqualTo(Truths("one")));
    }

    [Test]
    public void People_get_a_table_and_the_folder_is_named_after_the_suite()
    {
        var result = Run("--estimator", "monte-carlo", "--estimator", "*-accuracy").EndsWith(0);

        Assert.That(result.Output, Does.Contain("trained:2nd_argmax_4_3  2nd_argmax, hidden size 4, length 3, 32 parameters; relative noise 0.05; accuracy, one sample costs 111 FLOPs"));
        foreach (string estimator in new[] { "monte-carlo", "base-accuracy", "mean-accuracy" })
        {
            Assert.That(result.Output, Does.Match($@"(?m)^\d +{estimator} +\w"));
        }

        Assert.That(result.Output, Does.Not.Match(@"\d,\d\d?\b(?!\d)"), "decimal points");
        Assert.That(Directory.GetDirectories(_algzoo.Below("runs")).Select(Path.GetFileName), Has.One.Items.And.All.StartsWith("quick-"));
    }

    [Test]
    public void Nothing_could_run_where_every_cell_is_declined()
    {
        var result = Run("--estimator", "antithetic", "--budget", "10").EndsWith(3);

        Assert.That(result.Output, Does.Contain("Declined at 1e1: antithetic."));
        Assert.That(result.ErrorLines[^1], Is.EqualTo("algzoo: no estimator gave an estimate."));
    }

    [Test]
    public void The_sample_suite_runs()
    {
        string suite = Path.Combine(OriginalModels.RepositoryRoot, "samples", "suites", "own-suite.yaml");

        var scores = _algzoo.Run("run", suite, "--draws", "2", "--truth-samples", "1e5", "--json").EndsWith(0).Json;

        Assert.That(scores.Text("suite"), Is.EqualTo("own-suite"));
        Assert.That(scores.Items("headline").Select(headline => headline.Text("estimator")), Is.EquivalentTo(new[] { "monte-carlo", "antithetic", "whitened-antithetic", "chance" }));
    }

    [Test]
    public void The_challenge_falls_back_to_the_shipped_model_and_says_what_is_missing()
    {
        var result = _algzoo.Run("run", "challenge", "--draws", "2", "--truth-samples", "1e5", "--budget", "1e4", "--estimator", "chance", "--estimator", "monte-carlo", "--json", "--out", "run").EndsWith(0);

        Assert.That(result.ErrorLines[0], Does.StartWith("downloading one_layer"));
        Assert.That(result.ErrorLines[1], Does.Contain("the server cannot be reached").And.Contains("one_layer_16_hidden_94_acc_2nd_argmax.pth").And.EndsWith("Taking trained:2nd_argmax_16_10 instead."));
        Assert.That(result.Json.Items("scores").Select(score => score.Text("model")), Has.All.EqualTo("trained:2nd_argmax_16_10"));
    }

    [Test]
    public void The_challenge_takes_the_original_model_where_it_is_cached()
    {
        string original = OriginalModels.Path("algzoo_rnn_blog.pth");
        Directory.CreateDirectory(Path.Combine(_algzoo.CacheFolder, "zoo"));
        File.Copy(original, Path.Combine(_algzoo.CacheFolder, "zoo", "one_layer_16_hidden_94_acc_2nd_argmax.pth"));

        var scores = _algzoo.Run("run", "challenge", "--draws", "2", "--truth-samples", "1e5", "--budget", "1e4", "--estimator", "monte-carlo", "--json").EndsWith(0).Json;

        Assert.That(scores.Items("scores").Single().Text("model"), Is.EqualTo("zoo:example_2nd_argmax"));
    }

    [Test]
    public void A_model_file_runs_under_additive_noise()
    {
        string file = OriginalModels.Path("algzoo_rnn_blog.pth");

        var scores = _algzoo.Run("run", "--model", file, "--noise", "additive:0.01", "--draws", "2", "--truth-samples", "1e5", "--budget", "1e5", "--estimator", "monte-carlo", "--estimator", "antithetic", "--json").EndsWith(0).Json;

        Assert.That(scores.Items("scores").Select(score => score.Text("model")), Has.All.EqualTo(file));
        Assert.That(scores.Items("scores").Select(score => score.Text("estimator")), Has.Member("monte-carlo").And.Member("antithetic"));
    }

    [Test]
    public void Median_and_argmedian_models_run_together()
    {
        var scores = _algzoo.Run(
            "run", "--model", "trained:median_8_5", "--model", "trained:argmedian_8_5", "--noise", "relative:0.01", "--draws", "2", "--truth-samples", "1e5", "--budget", "1e4", "--no-advice", "--json").EndsWith(0).Json;

        var sampling = scores.Items("scores").Where(score => score.Text("estimator") == "monte-carlo");
        Assert.That(sampling.Select(score => score.Text("model")), Is.EquivalentTo(new[] { "trained:median_8_5", "trained:argmedian_8_5", "*" }));
    }

    [Test]
    public void The_original_transformer_runs_against_exact_truths()
    {
        var result = _algzoo.Run(
            "run", "--model", OriginalModels.Path("algzoo_transformer_small.pth"), "--noise", "relative:0.2", "--draws", "3", "--budget", "1e4", "--out", "run",
            "--estimator", "monte-carlo", "--estimator", "sobol", "--estimator", "chance", "--json").EndsWith(0);

        Assert.That(result.Json.Items("headline"), Has.Length.EqualTo(3));
        var measurements = JsonAssertions.ReadLines(_algzoo.Below("run/measurements.jsonl"));
        Assert.That(measurements.Select(measurement => measurement.Number("truthStandardError")), Has.All.Zero);
        Assert.That(measurements.Select(measurement => measurement.Number("truth") * 27), Has.All.Matches<double>(count => Math.Abs(count - Math.Round(count)) < 1e-9), "27 inputs");
    }

    [Test]
    public void A_live_report_is_there_while_the_run_goes_on_and_loads_itself_again_until_its_end()
    {
        string page = _algzoo.Below("run/report.html");
        using var running = _algzoo.Start(["run", "--model", "trained:2nd_argmax_4_3", "--noise", "relative:0.05", "--draws", "4", "--truth-samples", "1e4", "--budget", "1e3,1e8", "--out", "run", "--live", .. Command.NineEstimators]);
        running.WaitFor(() => File.Exists(page), "the page");
        Assert.That(File.ReadAllText(page), Does.Contain(Refresh));

        var result = running.Result().EndsWith(0);

        Assert.That(result.ErrorLines, Has.One.EqualTo($"live report: {Path.Combine("run", "report.html")} loads itself again while the run goes on"));
        Assert.That(result.Error, Does.Not.Contain("not always up to date"));
        Assert.That(File.ReadAllText(page), Does.Not.Contain(Refresh));
        Assert.That(Directory.GetFiles(_algzoo.Below("run"), "*.tmp"), Is.Empty);
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Sends SIGINT.")]
    public void An_interrupted_run_keeps_and_scores_what_was_measured()
    {
        using var running = _algzoo.Start(["run", "--model", "trained:2nd_argmax_4_3", "--noise", "relative:0.05", "--draws", "100000", "--truth-samples", "1e4", "--budget", "1e3,1e5", "--out", "run", "--json", .. Command.NineEstimators]);
        string measurements = _algzoo.Below("run/measurements.jsonl");
        running.WaitFor(() => File.Exists(measurements) && new FileInfo(measurements).Length > 20_000, "measurements");
        running.Interrupt();
        var result = running.ResultSoon().EndsWith(130);

        int cells = JsonAssertions.ReadLines(measurements).Length;
        Assert.That(result.Json.GetProperty("complete").GetBoolean(), Is.False);
        Assert.That(result.Output, Is.EqualTo(File.ReadAllText(_algzoo.Below("run/scores.json")) + "\n"));
        Assert.That(result.Json.Items("scores"), Is.Not.Empty);
        Assert.That(result.ErrorLines[^1], Is.EqualTo(FormattableString.Invariant($"interrupted: {cells} of 1800000 cells were measured and kept. Continue with: algzoo run --resume run")));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Sends SIGINT.")]
    public void A_run_that_is_interrupted_before_its_first_cell_has_no_scores()
    {
        using var running = _algzoo.Start(["run", "--model", "trained:argmedian_8_5", "--noise", "relative:0.05", "--draws", "2", "--truth-samples", "1e12", "--budget", "1e3", "--out", "run", .. Command.NineEstimators]);
        running.WaitForError("preparing the advice of mean-accuracy");
        Thread.Sleep(500);
        running.Interrupt();
        var result = running.ResultSoon().EndsWith(130);

        var scores = JsonElement.Parse(File.ReadAllText(_algzoo.Below("run/scores.json")));
        Assert.That(scores.GetProperty("complete").GetBoolean(), Is.False);
        Assert.That(scores.Items("scores"), Is.Empty);
        Assert.That(File.ReadAllText(_algzoo.Below("run/measurements.jsonl")), Is.Empty);
        Assert.That(result.Output, Does.Contain("No estimator has a score yet.").And.Contains("not complete"));
    }

    private CommandResult Run(params string[] more) => _algzoo.Run(
        ["run", .. more.Contains("--budget") ? Small.Except(["--budget", "1e3,1e4"]) : Small, .. more.Contains("--estimator") ? [] : Command.NineEstimators, .. more]);

    private double[] Truths(string folder) => [.. JsonAssertions.ReadLines(_algzoo.Below(folder + "/measurements.jsonl")).Select(measurement => measurement.Number("truth")).Distinct().Order()];

    private Dictionary<string, string> Contents(string folder) => Directory.GetFiles(_algzoo.Below(folder)).ToDictionary(path => Path.GetFileName(path), File.ReadAllText);
}

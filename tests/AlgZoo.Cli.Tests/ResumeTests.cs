using System.Text.Json;
using System.Text.Json.Nodes;

namespace AlgZoo.Cli.Tests;

[Platform(Exclude = "Win", Reason = "Sends signals.")]
public sealed class ResumeTests
{
    // Long enough to be interrupted many times: ground truths and cells take about a millisecond each.
    private static readonly string[] Options = ["--model", "trained:2nd_argmax_4_3", "--truth-samples", "1e5", "--budget", "1e3,1e5", "--noise", "relative:0.05", "--estimator", "chance", "--estimator", "monte-carlo", "--estimator", "base-accuracy"];

    private static readonly string[] Long = [.. Options, "--draws", "800"];

    private static readonly string[] Short = ["--model", "trained:2nd_argmax_4_3", "--draws", "3", "--truth-samples", "1e5", "--budget", "1e3,1e4", "--noise", "relative:0.05", "--estimator", "chance", "--estimator", "monte-carlo"];

    private readonly Command _algzoo = new();

    private string Measurements => _algzoo.Below("run/measurements.jsonl");

    [TearDown]
    public void CleanUp() => _algzoo.Dispose();

    // The moments are drawn once and for all. Most kills come while cells are measured, some while the command starts; half of them with plugins in worker processes.
    [Test]
    public void A_run_that_is_killed_at_twenty_moments_ends_with_the_scores_of_one_that_was_not()
    {
        byte[] expected = Uninterrupted(Long);
        var random = new Random(20);
        int inProgress = 0;
        int lines = 0;
        for (int kill = 0; kill < 20; kill++)
        {
            bool whileStarting = kill % 5 == 4;
            string isolation = kill % 2 == 0 ? "process" : "none";
            int delay = random.Next(whileStarting ? 800 : isolation is "none" ? 100 : 400);
            using var running = _algzoo.Start(["run", "--isolation", isolation, .. File.Exists(_algzoo.Below("run/manifest.json")) ? ["--resume", "run"] : (string[])[.. Long, "--out", "run"]]);
            long before = File.Exists(Measurements) ? new FileInfo(Measurements).Length : 0;
            if (!whileStarting)
            {
                running.WaitFor(() => File.Exists(Measurements) && new FileInfo(Measurements).Length > before, "a further measurement");
            }

            Thread.Sleep(delay);
            running.Signal("KILL");
            int exitCode = running.ResultSoon().ExitCode;
            int left = WholeLines();
            inProgress += exitCode != 0 && left > lines ? 1 : 0;
            Assert.That(left, Is.GreaterThanOrEqualTo(lines), "nothing measured is lost");
            lines = left;
        }

        Assert.That(inProgress, Is.GreaterThanOrEqualTo(12), "kills that hit a run between two cells");
        var result = _algzoo.Run("run", "--resume", "run", "--json").EndsWith(0);
        Assert.That(File.ReadAllBytes(_algzoo.Below("run/scores.json")), Is.EqualTo(expected));
        TestContext.Out.WriteLine(FormattableString.Invariant($"{lines} lines after 20 kills, {inProgress} of them between two cells"));
        Assert.That(result.Error, Does.Match(@"continuing after [\d,]+ of 4,800 cells"));
        Assert.That(JsonAssertions.ReadLines(Measurements).Select(cell => (cell.Text("estimator"), cell.Number("draw"), cell.Number("budget"))), Is.Unique.And.Exactly(4800).Items);
    }

    [TestCase("INT")]
    [TestCase("TERM")]
    public void A_run_that_was_stopped_is_continued(string signal)
    {
        string[] options = [.. Options, "--draws", "400"];
        byte[] expected = Uninterrupted(options);
        using (var running = _algzoo.Start(["run", .. options, "--out", "run"]))
        {
            running.WaitFor(() => File.Exists(Measurements) && new FileInfo(Measurements).Length > 50_000, "measurements");
            running.Signal(signal);
            var stopped = running.ResultSoon().EndsWith(130);
            Assert.That(stopped.ErrorLines[^1], Does.Match(@"^interrupted: \d+ of 2400 cells were measured and kept\. Continue with: algzoo run --resume run$"));
            Assert.That(JsonElement.Parse(File.ReadAllText(_algzoo.Below("run/scores.json"))).GetProperty("complete").GetBoolean(), Is.False);
        }

        _algzoo.Run("run", "--resume", "run").EndsWith(0);
        Assert.That(File.ReadAllBytes(_algzoo.Below("run/scores.json")), Is.EqualTo(expected));
    }

    [Test]
    public void A_second_host_is_refused_while_the_first_runs()
    {
        using var running = _algzoo.Start(["run", .. Options, "--draws", "100000", "--out", "run"]);
        running.WaitFor(() => File.Exists(Measurements) && new FileInfo(Measurements).Length > 0, "measurements");

        var refused = _algzoo.Run("run", "--resume", "run").EndsWith(1);

        Assert.That(refused.ErrorLines[^1], Does.Match(FormattableString.Invariant($@"^algzoo: '.*run' is being written by process {running.Id} on \S+, since [-0-9]+ [:0-9]+ UTC; wait for its end or stop it, or choose another folder with --out\.$")));
        Assert.That(refused.Output, Is.Empty);
        Assert.That(_algzoo.Run("report", "run", "--json").EndsWith(0).Json.GetProperty("complete").GetBoolean(), Is.False, "it can be read");
        Assert.That(running.HasEnded, Is.False);
    }

    [Test]
    public void A_finished_run_that_is_continued_does_nothing_and_says_so()
    {
        var first = _algzoo.Run(["run", .. Short, "--out", "run"]).EndsWith(0);
        var before = Contents();

        var again = _algzoo.Run("run", "--resume", "run").EndsWith(0);

        Assert.That(again.Output, Is.EqualTo(first.Output));
        Assert.That(again.ErrorLines, Has.Member("nothing was left to do: all 12 cells had been measured."));
        Assert.That(Contents(), Is.EqualTo(before));
    }

    [Test]
    public void A_changed_plugin_is_refused_and_then_accepted()
    {
        _algzoo.Run(["run", .. Short, "--out", "run"]).EndsWith(0);
        string[] lines = File.ReadAllLines(Measurements);
        File.WriteAllLines(Measurements, lines[..5]);
        string changed = Directory.CreateDirectory(_algzoo.Below("changed/Chance")).FullName;
        foreach (string file in Directory.GetFiles(Path.Combine(Command.BuildFolder, "plugins", "Chance")))
        {
            File.Copy(file, Path.Combine(changed, Path.GetFileName(file)));
        }

        // A byte after the end of an assembly changes its hash and nothing else.
        using (var stream = new FileStream(Path.Combine(changed, "Chance.dll"), FileMode.Append))
        {
            stream.WriteByte(0);
        }

        var refused = _algzoo.Run("run", "--resume", "run", "--plugins", "changed").EndsWith(1);
        Assert.That(refused.ErrorLines[^1], Does.Match(@"^algzoo: '.*run' was run otherwise: plugin of chance changed \(SHA-256 was [0-9a-f]{12}, is [0-9a-f]{12}\)\. Restore what the run had, or continue with the changes: --accept-changes\. What was measured is kept as it is\.$"));
        Assert.That(File.ReadAllLines(Measurements), Is.EqualTo(lines[..5]));

        _algzoo.Run("run", "--resume", "run", "--plugins", "changed", "--accept-changes").EndsWith(0);
        Assert.That(File.ReadAllLines(Measurements), Has.Length.EqualTo(12));
        var resumes = JsonElement.Parse(File.ReadAllText(_algzoo.Below("run/manifest.json"))).Items("resumes");
        Assert.That(resumes.Single().Items("acceptedChanges").Single().GetString(), Does.StartWith("plugin of chance changed"));
    }

    [Test]
    public void More_draws_continue_a_run_when_they_are_accepted_and_another_seed_never_does()
    {
        _algzoo.Run(["run", .. Short, "--out", "run"]).EndsWith(0);
        _algzoo.Run(["run", .. Short[..2], "--draws", "5", .. Short[4..], "--out", "five"]).EndsWith(0);

        Assert.That(_algzoo.Run("run", "--resume", "run", "--draws", "5").EndsWith(1).ErrorLines[^1], Does.Contain("was run otherwise: draws was 3, is 5. "));
        Assert.That(_algzoo.Run("run", "--resume", "run", "--seed", "2", "--accept-changes").EndsWith(1).ErrorLines[^1], Does.Contain("cannot be continued, because what it holds would lose its meaning: seed was 1, is 2. "));
        _algzoo.Run("run", "--resume", "run", "--draws", "5", "--accept-changes").EndsWith(0);
        Assert.That(File.ReadAllText(_algzoo.Below("run/scores.json")), Is.EqualTo(File.ReadAllText(_algzoo.Below("five/scores.json"))));
    }

    [Test]
    public void Options_that_contradict_resuming_are_refused()
    {
        _algzoo.Run(["run", .. Short, "--out", "run"]).EndsWith(0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_algzoo.Run("run", "--resume", "run", "--out", "other").EndsWith(1).ErrorLines[^1], Is.EqualTo("algzoo: --resume names the run directory; leave --out out."));
            Assert.That(_algzoo.Run("run", "--accept-changes").EndsWith(1).ErrorLines[^1], Is.EqualTo("algzoo: --accept-changes needs --resume; leave it out."));
            Assert.That(_algzoo.Run("run", "--resume", "nowhere").EndsWith(1).ErrorLines[^1], Is.EqualTo("algzoo: 'nowhere' is no run directory: there is no such folder; check the path."));
        }
    }

    [Test]
    public void A_plugin_that_has_gone_is_named()
    {
        _algzoo.Run(["run", .. Short, "--out", "run"]).EndsWith(0);
        string path = _algzoo.Below("run/manifest.json");
        var manifest = JsonNode.Parse(File.ReadAllText(path))!;
        manifest["estimators"]![0]!["id"] = "gone";
        manifest["estimators"]![0]!["path"] = _algzoo.Below("gone.dll");
        File.WriteAllText(path, manifest.ToJsonString());
        File.WriteAllText(Measurements, "");

        Assert.That(_algzoo.Run("run", "--resume", "run").EndsWith(1).ErrorLines[^1], Does.StartWith("algzoo: No estimator matches 'gone'"));
    }

    private byte[] Uninterrupted(string[] options)
    {
        _algzoo.Run(["run", .. options, "--out", "uninterrupted"]).EndsWith(0);
        return File.ReadAllBytes(_algzoo.Below("uninterrupted/scores.json"));
    }

    private int WholeLines() => File.Exists(Measurements) ? File.ReadAllBytes(Measurements).Count(letter => letter == (byte)'\n') : 0;

    private Dictionary<string, string> Contents() => Directory.GetFiles(_algzoo.Below("run")).ToDictionary(path => Path.GetFileName(path), File.ReadAllText);
}

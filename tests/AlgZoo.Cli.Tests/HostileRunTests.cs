using System.Globalization;
using System.Text.Json;
using AlgZoo.Tests.Support;

namespace AlgZoo.Cli.Tests;

/// <summary>Runs with plugins that do the worst they can.</summary>
[Platform("Linux")]
public sealed class HostileRunTests
{
    private static readonly string Fixtures = Path.Combine(OriginalModels.RepositoryRoot, "artifacts", "fixtures");

    private static readonly string[] Problem = ["--model", "handcrafted:3", "--truth-samples", "1e5", "--noise", "relative:0.05"];

    private static readonly (string Estimator, string Outcome)[] Expected =
    [
        ("hostile-advice", "Crashed"), ("hostile-background-exception", "Crashed"), ("hostile-bad-call", "Crashed"), ("hostile-child", "Completed"), ("hostile-circular-exception", "Faulted"), ("hostile-closes-handles", "Crashed|ProtocolError"),
        ("hostile-closes-its-pipe", "ProtocolError"), ("hostile-constructor", "Faulted"), ("hostile-culture-and-directory", "Completed"), ("hostile-curious", "Completed"), ("hostile-declines", "NotSupported"),
        ("hostile-dispose", "Faulted"), ("hostile-environment", "Completed"), ("hostile-exit", "Crashed"), ("hostile-exit-zero", "Crashed"), ("hostile-fail-fast", "Crashed"), ("hostile-finalizer", "Crashed"), ("hostile-floods-log", "Completed"), ("hostile-sends-a-child-away", "Completed"),
        ("hostile-infinite-loop", "TimedOut"), ("hostile-kills-itself", "Crashed"), ("hostile-managed-memory", "OutOfMemory"), ("hostile-nan", "InvalidEstimate"), ("hostile-native-memory", "OutOfMemory"),
        ("hostile-null", "InvalidEstimate"), ("hostile-over-budget", "OverBudget"), ("hostile-recursion", "Crashed"), ("hostile-set-up", "Crashed"), ("hostile-slow-message", "TimedOut"),
        ("hostile-spins-after-cancellation", "TimedOut"), ("hostile-stops-itself", "TimedOut"), ("hostile-supports", "Faulted"), ("hostile-threads", "OutOfMemory"), ("hostile-two", "InvalidEstimate"), ("hostile-unreadable-stack", "Faulted"), ("hostile-unserialisable-exception", "Faulted"), ("hostile-waits-for-child", "TimedOut"),
        ("hostile-writes-garbage", "Completed"), ("hostile-writes-to-its-pipe", "ProtocolError"),
    ];

    private readonly Command _algzoo = new();

    [TearDown]
    public void CleanUp() => _algzoo.Dispose();

    // All but the one that kills its process some time later, and with it whichever cell of its own plugin runs then.
    // What has to run into its time limit gets a short one; nothing else may, however slow the machine.
    [Test]
    public void Runs_with_every_hostile_plugin_name_each_outcome_and_score_the_honest_as_without_them()
    {
        string[] hostile = ["--plugins", Path.Combine(Fixtures, "Hostile", "Hostile.dll"), "--plugins", Path.Combine(Fixtures, "HostileSetUp", "HostileSetUp.dll"), "--memory-limit", "512"];
        string[] honest = ["chance", "covariance-propagation", "mean-accuracy", "monte-carlo", "sobol"];
        var late = Expected.Where(entry => string.Equals(entry.Outcome, "TimedOut", StringComparison.Ordinal)).ToArray();
        var without = Run("without", "600", honest).EndsWith(0).Json;
        var with = Run("with", "600", [.. honest, .. Expected.Except(late).Select(entry => entry.Estimator)], hostile);
        var tooLate = Run("late", "1.5", [.. late.Select(entry => entry.Estimator)], hostile);

        Assert.That((with.ExitCode, tooLate.ExitCode), Is.EqualTo((2, 3)), with.Error + tooLate.Error);
        var cells = Cells("with").Concat(Cells("late")).ToLookup(cell => cell.Text("estimator"), cell => cell.Text("outcome"), StringComparer.Ordinal);
        using (Assert.EnterMultipleScope())
        {
            foreach (var (estimator, outcome) in Expected)
            {
                Assert.That(cells[estimator], Has.Exactly(2).Items.And.All.Matches<string>(each => outcome.Split('|').Contains(each, StringComparer.Ordinal)), estimator);
            }

            Assert.That(Scores(with.Json), Is.EqualTo(Scores(without)));
            Assert.That(with.Json.GetProperty("complete").GetBoolean(), Is.True);
            Assert.That(with.Error, Does.Match(@"failed: Hostile \d+ \(Faulted \d+, OutOfMemory \d+, "), "the progress names the plugin");
            Assert.That(tooLate.Error, Does.Contain($"failed: Hostile {2 * late.Length} (TimedOut {2 * late.Length})"));
            Assert.That(File.ReadAllText(_algzoo.Below("with/logs/Hostile.log")), Does.Contain("== hostile-fail-fast at 10000 on handcrafted:3, draw 0\nerr: Process terminated.\nerr: No further.\n"));
            Assert.That(Directory.Exists(_algzoo.Below("without/logs")), Is.False, "nobody said anything");
        }

        CommandResult Run(string folder, string timeLimit, string[] estimators, params string[] options) => _algzoo.Run(
            ["run", .. Problem, "--draws", "2", "--budget", "1e4", "--time-limit", timeLimit, "--jobs", "2", "--isolation", "process", .. options, .. estimators.SelectMany(id => new[] { "--estimator", id }), "--out", folder, "--json"]);

        JsonElement[] Cells(string folder) => [.. JsonAssertions.ReadLines(_algzoo.Below(folder + "/measurements.jsonl"))];

        string[] Scores(JsonElement scores) => [.. scores.Items("scores").Where(score => honest.Contains(score.Text("estimator"), StringComparer.Ordinal)).Select(score => score.GetRawText())];
    }

    [Test]
    public void An_estimator_that_ends_its_process_every_time_is_given_up_after_three_and_that_is_said_once()
    {
        var result = _algzoo.Run(["run", .. Problem, "--draws", "6", "--budget", "1e3,1e4", "--plugins", Path.Combine(Fixtures, "Hostile", "Hostile.dll"), "--estimator", "hostile-fail-fast", "--estimator", "chance", "--out", "run"]).EndsWith(2);

        var cells = JsonAssertions.ReadLines(_algzoo.Below("run/measurements.jsonl")).Where(cell => string.Equals(cell.Text("estimator"), "hostile-fail-fast", StringComparison.Ordinal)).ToArray();
        string[] ran = [.. File.ReadAllLines(_algzoo.Below("run/logs/Hostile.log")).Where(line => line.StartsWith("==", StringComparison.Ordinal))];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(cells.Select(cell => cell.Text("outcome")), Has.Exactly(12).EqualTo("Crashed"));
            // With one job it is three; a second job may have begun a fourth before the third was known.
            Assert.That(ran, Has.Length.InRange(3, 3 + Environment.ProcessorCount));
            Assert.That(result.ErrorLines, Has.Exactly(1).EqualTo("hostile-fail-fast is given up: the estimator ended its process in three cells in a row, the last with: The process of the estimator was ended by SIGABRT: Process terminated. No further."));
        }
    }

    [Test]
    public void Verbose_shows_what_a_plugin_writes()
    {
        string[] run = ["run", .. Problem, "--draws", "1", "--budget", "1e3", "--plugins", Path.Combine(Fixtures, "Hostile", "Hostile.dll"), "--estimator", "hostile-writes-garbage"];

        Assert.That(_algzoo.Run([.. run, "--verbose"]).EndsWith(0).Error, Does.Contain("""out: {"outcome":"Completed","value":1}"""));
        Assert.That(_algzoo.Run(run).EndsWith(0).Error, Does.Not.Contain("out: "));
    }

    [TestCase("KILL")]
    [TestCase("INT")]
    public void Workers_do_not_outlive_their_host(string signal)
    {
        string child = _algzoo.Below("child");
        using var running = _algzoo.Start(
            new Dictionary<string, string> { ["ALGZOO_TEST_CHILD"] = child },
            ["run", .. Problem, "--draws", "1", "--budget", "1e3", "--time-limit", "600", "--jobs", "2", "--plugins", Path.Combine(Fixtures, "Hostile", "Hostile.dll"), "--estimator", "hostile-waits-for-child", "--estimator", "hostile-infinite-loop"]);
        running.WaitFor(() => File.Exists(child) && File.ReadAllText(child).Length > 0, "a plugin's child");
        running.WaitFor(() => Workers().Length == 2, "two workers");

        running.Signal(signal);
        running.ResultSoon();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Workers, Is.Empty.After(30_000, 50));
            Assert.That(() => Directory.Exists("/proc/" + File.ReadAllText(child)), Is.False.After(30_000, 50), "the child of a plugin");
        }
    }

    // The workers of this test's command: they have its cache.
    private int[] Workers() =>
    [
        .. Directory.GetDirectories("/proc").Select(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : 0).Where(id =>
        {
            try
            {
                return File.ReadAllText($"/proc/{id}/cmdline").Contains("AlgZoo.Hosting.dll", StringComparison.Ordinal) && File.ReadAllText($"/proc/{id}/environ").Contains(_algzoo.CacheFolder, StringComparison.Ordinal);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }),
    ];
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace AlgZoo.Cli.Tests;

/// <summary><c>run --watch</c>.</summary>
[Platform(Exclude = "Win", Reason = "Sends SIGINT.")]
public sealed class WatchTests
{
    private static readonly string[] Tiny = ["--model", "handcrafted:3", "--draws", "2", "--budget", "1e3", "--truth-samples", "1e4", "--noise", "relative:0.05"];
    private static readonly string[] Watched = ["run", "--watch", .. Tiny, "--plugins", "own", "--out", "run", "--estimator", "watched"];

    private readonly Command _algzoo = new();

    [TearDown]
    public void CleanUp() => _algzoo.Dispose();

    [Test]
    [Platform("Linux")]
    public void Fifty_rebuilds_in_a_row_leave_the_host_as_it_was()
    {
        const int Rebuilds = 50;
        const int Settled = 10;
        // Each of the five ways to rebuild comes eight times from then on: what one of them leaves behind is there eight times.
        const int Passing = 4;
        var plugin = new WatchedPlugin(_algzoo.Below("own"));
        plugin.Replace(0.1);
        using var running = _algzoo.Start([.. Watched, "--json"]);
        WaitForGeneration(running, 1);
        Footprint? early = null;

        for (int i = 1; i <= Rebuilds; i++)
        {
            byte[] dll = plugin.Build(0.1 + (0.01 * i));
            Rebuild(plugin, dll, i);
            WaitForGeneration(running, i + 1);
            var generation = JsonElement.Parse(running.OutputLines[i]);
            Assert.That(generation.Items("changed").Select(id => id.GetString()), Is.EqualTo(new[] { "watched" }), string.Create(CultureInfo.InvariantCulture, $"rebuild {i}"));
            Assert.That(PluginHash("run"), Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(dll))), string.Create(CultureInfo.InvariantCulture, $"rebuild {i}"));
            if (i == Settled)
            {
                early = Footprint.Of(running.Id, _algzoo.WorkingFolder);
            }
        }

        var late = Footprint.Of(running.Id, _algzoo.WorkingFolder);
        TestContext.Out.WriteLine($"{early} {late}");
        running.Interrupt();
        running.ResultSoon().EndsWith(0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(running.OutputLines, Has.Length.EqualTo(Rebuilds + 1));
            Assert.That(late.Megabytes, Is.LessThan(early!.Megabytes + 40));
            Assert.That(late.OpenFiles, Is.LessThanOrEqualTo(early.OpenFiles + Passing));
            Assert.That(late.Processes, Is.LessThanOrEqualTo(early.Processes));
        }
    }

    [Test]
    public void A_changed_plugin_is_run_again_and_compared_and_nothing_else_is()
    {
        var plugin = new WatchedPlugin(_algzoo.Below("own"));
        plugin.Replace(0.5);
        using var running = _algzoo.Start([.. Watched, "--estimator", "sobol"]);
        running.WaitForError("watching the plugins");
        string[] before = Lines("sobol");
        string? hashBefore = PluginHash("run");

        plugin.Replace(0.9);
        running.WaitFor(() => running.OutputLines.Contains("after:  run"), "the comparison");
        string[] after = Lines("sobol");
        var result = End(running);
        _algzoo.Run(["run", .. Tiny, "--plugins", "own", "--estimator", "watched", "--estimator", "sobol", "--out", "anew"]).EndsWith(0);

        string comparison = result.Output[result.Output.IndexOf("before: run-previous", StringComparison.Ordinal)..];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(before, Has.Length.EqualTo(2));
            Assert.That(after, Is.EqualTo(before), "with their seconds");
            Assert.That(comparison, Does.Match(@"(?m)^ watched +1e3 +\S+ +\S+ +\S+").And.Contains("plugin of watched changed").And.Not.Contains("sobol"));
            Assert.That(result.Output.Split("overall: ", StringSplitOptions.None), Has.Length.EqualTo(2), "the whole table once");
            Assert.That(result.ErrorLines, Has.Member("changed: watched; running 2 of 4 cells").And.Member("the watch is over; the run is in run."));
            Assert.That(PluginHash("run-previous"), Is.EqualTo(hashBefore).And.Not.EqualTo(PluginHash("run")));
            Assert.That(File.ReadAllText(_algzoo.Below("run/scores.json")), Is.EqualTo(File.ReadAllText(_algzoo.Below("anew/scores.json"))), "as if it had been run anew");
            Assert.That(_algzoo.Run("compare", "run-previous", "run").EndsWith(0).Output, Does.Contain("watched").And.Contains("sobol"));
            Assert.That(Directory.GetDirectories(_algzoo.WorkingFolder).Select(Path.GetFileName), Is.EquivalentTo(new[] { "own", "run", "run-previous", "anew" }));
        }
    }

    [Test]
    public void A_broken_DLL_is_named_once_and_its_results_stay()
    {
        var plugin = new WatchedPlugin(_algzoo.Below("own"));
        plugin.Replace(0.5);
        using var running = _algzoo.Start([.. Watched, "--estimator", "chance"]);
        running.WaitForError("watching the plugins");
        string manifest = File.ReadAllText(_algzoo.Below("run/manifest.json"));

        File.WriteAllBytes(plugin.Dll, plugin.Build(0.6)[..1000]);
        running.WaitForError("is truncated (1000 of ");
        File.SetLastWriteTimeUtc(plugin.Dll, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Thread.Sleep(3000);
        Assert.That(File.ReadAllText(_algzoo.Below("run/manifest.json")), Is.EqualTo(manifest));
        plugin.Replace(0.6);
        running.WaitForError("changed: watched; running 2 of 4 cells");
        running.WaitFor(() => running.OutputLines.Contains("after:  run"), "the comparison");

        Assert.That(End(running).ErrorLines, Has.Exactly(1).StartsWith("plugin not loaded: ").And.Exactly(1).EndsWith("build it again and copy the whole DLL; its results stay as far as they are complete"));
    }

    [Test]
    public void A_change_during_the_run_stops_the_old_version_and_keeps_what_others_have()
    {
        var plugin = new WatchedPlugin(_algzoo.Below("own"));
        plugin.Replace(0.5, milliseconds: 60_000);
        using var running = _algzoo.Start([.. Watched, "--estimator", "chance", "--jobs", "2"]);
        running.WaitFor(() => Lines("chance").Length == 1, "a cell of chance");
        string[] before = Lines("chance");

        plugin.Replace(0.25);
        running.WaitFor(() => running.OutputLines.Any(line => line.StartsWith("overall: ", StringComparison.Ordinal)), "the table");
        string[] after = Lines("chance");

        var result = End(running);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(after, Has.Length.EqualTo(2).And.Member(before[0]), "with its seconds");
            Assert.That(Lines("watched").Select(line => JsonElement.Parse(line).Number("value")), Is.EqualTo(new[] { 0.25, 0.25 }));
            Assert.That(result.ErrorLines, Has.Member("changed: watched; running 3 of 4 cells"));
            Assert.That(result.Output, Does.Not.Contain("before: "), "nothing was complete before");
            Assert.That(Directory.Exists(_algzoo.Below("run-previous")), Is.False);
        }
    }

    [Test]
    public void A_watch_that_was_killed_in_a_later_generation_can_be_resumed()
    {
        var plugin = new WatchedPlugin(_algzoo.Below("own"));
        plugin.Replace(0.5);
        using (var running = _algzoo.Start([.. Watched, "--estimator", "chance", "--jobs", "1"]))
        {
            running.WaitForError("watching the plugins");
            plugin.Replace(0.75, milliseconds: 1500);
            running.WaitFor(() => Lines("watched").Any(line => JsonElement.Parse(line).Number("value") == 0.75), "a cell of the second generation");
            running.Signal("KILL");
            running.ResultSoon();
        }

        Assert.That(Lines("watched"), Has.Exactly(1).Items);
        _algzoo.Run("run", "--resume", "run").EndsWith(0);
        _algzoo.Run(["run", .. Tiny, "--plugins", "own", "--estimator", "watched", "--estimator", "chance", "--out", "anew"]).EndsWith(0);
        Assert.That(File.ReadAllText(_algzoo.Below("run/scores.json")), Is.EqualTo(File.ReadAllText(_algzoo.Below("anew/scores.json"))));
    }

    [Test]
    public void A_new_plugin_joins_and_leaves()
    {
        var first = new WatchedPlugin(_algzoo.Below("own"));
        first.Replace(0.5);
        using var running = _algzoo.Start([.. Watched[..^1], "watched*", "--json"]);
        WaitForGeneration(running, 1);

        var second = new WatchedPlugin(_algzoo.Below("own"), "watched-two");
        second.Replace(0.6);
        WaitForGeneration(running, 2);
        Directory.Delete(Path.GetDirectoryName(second.Dll)!, recursive: true);
        WaitForGeneration(running, 3);
        second = new WatchedPlugin(_algzoo.Below("own"), "watched-two");
        second.Replace(0.7);
        WaitForGeneration(running, 4);

        var result = End(running);
        var generations = running.OutputLines.Select(line => JsonElement.Parse(line)).ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(generations.Select(Ids("joined")), Is.EqualTo(new[] { "", "watched-two", "", "" }));
            Assert.That(generations.Select(Ids("left")), Is.EqualTo(new[] { "", "", "watched-two", "" }));
            Assert.That(generations.Select(Ids("changed")), Is.EqualTo(new[] { "", "", "", "watched-two" }), "what comes again is compared with what it was");
            Assert.That(generations.Select(generation => generation.Number("measured")), Is.EqualTo(new[] { 2, 2, 0, 2 }));
            Assert.That(generations.Select(generation => generation.Number("kept")), Is.EqualTo(new[] { 0, 2, 2, 2 }));
            Assert.That(generations.Select(generation => generation.GetProperty("comparison").ValueKind), Is.EqualTo(new[] { JsonValueKind.Null, JsonValueKind.Null, JsonValueKind.Null, JsonValueKind.Object }));
            Assert.That(generations[^1].GetProperty("scores").GetProperty("complete").GetBoolean(), Is.True);
            Assert.That(result.ErrorLines, Has.Member("new: watched-two; running 2 of 4 cells").And.Member("gone: watched-two; nothing to run"));
        }

        static Func<JsonElement, string> Ids(string name) => generation => string.Join(' ', generation.Items(name).Select(id => id.GetString()));
    }

    [TestCase("process")]
    [TestCase("none")]
    public void Data_beside_a_plugin_is_part_of_it_and_the_times_of_files_are_not(string isolation)
    {
        var plugin = new WatchedPlugin(_algzoo.Below("own"));
        plugin.Replace(0.5);
        using var running = _algzoo.Start([.. Watched, "--isolation", isolation, "--json"]);
        WaitForGeneration(running, 1);

        File.SetLastWriteTimeUtc(plugin.Dll, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Thread.Sleep(1000);
        Assert.That(running.OutputLines, Has.Length.EqualTo(1), "only its time has changed");
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(plugin.Dll)!, "table.txt"), "0.25");
        WaitForGeneration(running, 2);
        plugin.Replace(0.75);
        WaitForGeneration(running, 3);

        End(running);
        Assert.That(running.OutputLines.Select(line => JsonElement.Parse(line).Number("measured")), Is.EqualTo(new[] { 2, 2, 2 }));
        Assert.That(Lines("watched").Select(line => JsonElement.Parse(line).Number("value")), Is.EqualTo(new[] { 0.75, 0.75 }));
    }

    [Test]
    public void A_live_report_loads_itself_again_until_the_watch_is_over()
    {
        var plugin = new WatchedPlugin(_algzoo.Below("own"));
        plugin.Replace(0.5);
        using var running = _algzoo.Start([.. Watched, "--live", "--json"]);
        WaitForGeneration(running, 1);
        plugin.Replace(0.75);
        WaitForGeneration(running, 2);
        string page = _algzoo.Below("run/report.html");
        string hash = PluginHash("run")![..12];
        running.WaitFor(() => File.ReadAllText(page).Contains(hash, StringComparison.Ordinal), "the page of the second generation");
        Assert.That(File.ReadAllText(page), Does.Contain("http-equiv=\"refresh\""));

        var result = End(running);
        Assert.That(File.ReadAllText(page), Does.Contain(hash).And.Not.Contains("http-equiv=\"refresh\""));
        Assert.That(result.ErrorLines, Has.Exactly(1).StartsWith("live report: "));
    }

    [Test]
    public void An_interrupted_first_generation_is_kept()
    {
        new WatchedPlugin(_algzoo.Below("own")).Replace(0.5, milliseconds: 60_000);
        using var running = _algzoo.Start([.. Watched, "--estimator", "chance", "--jobs", "2"]);
        running.WaitFor(() => Lines("chance").Length == 1, "a cell of chance");

        Assert.That(End(running).ErrorLines, Has.Member("interrupted: 1 of 4 cells were measured and kept. Continue with: algzoo run --resume run"));
    }

    [Test]
    public void Folders_that_hold_something_are_refused()
    {
        new WatchedPlugin(_algzoo.Below("own")).Replace(0.5);
        Directory.CreateDirectory(_algzoo.Below("run-previous"));
        Assert.That(_algzoo.Run(Watched).EndsWith(1).ErrorLines, Is.EqualTo(new[] { "algzoo: 'run-previous' exists, where --watch would keep the run before the last change; remove it, or choose another folder with --out." }));

        Directory.Delete(_algzoo.Below("run-previous"));
        _algzoo.Run(["run", .. Tiny, "--estimator", "chance", "--out", "run"]).EndsWith(0);
        Assert.That(_algzoo.Run(Watched).EndsWith(3).ErrorLines[^1], Does.StartWith("algzoo: 'run' already holds a run; choose another folder with --out"));
    }

    private static void Rebuild(WatchedPlugin plugin, byte[] dll, int number)
    {
        var pause = TimeSpan.FromMilliseconds(40);
        switch (number % 5)
        {
            case 0:
                plugin.Replace(dll);
                break;
            case 1:
                plugin.Overwrite(dll, pieces: 6, pause);
                break;
            case 2:
                File.WriteAllBytes(plugin.Dll, dll[..(dll.Length / 2)]);
                Thread.Sleep(number % 20 == 2 ? 2500 : 350);
                plugin.Overwrite(dll, pieces: 1, pause);
                break;
            case 3:
                File.WriteAllBytes(plugin.Dll, [.. Enumerable.Repeat((byte)number, 5000)]);
                Thread.Sleep(pause);
                plugin.Replace(dll);
                break;
            default:
                File.Delete(plugin.Dll);
                Thread.Sleep(350);
                plugin.Replace(dll);
                break;
        }
    }

    private static void WaitForGeneration(RunningCommand running, int number) =>
        running.WaitFor(() => running.OutputLines.Length >= number, string.Create(CultureInfo.InvariantCulture, $"generation {number}"));

    private static CommandResult End(RunningCommand running)
    {
        running.Interrupt();
        return running.ResultSoon().EndsWith(0);
    }

    // What has been measured of an estimator, a line each.
    private string[] Lines(string estimator)
    {
        string path = _algzoo.Below("run/measurements.jsonl");
        return File.Exists(path) ? [.. File.ReadAllLines(path).Where(line => line.StartsWith($"{{\"estimator\":\"{estimator}\"", StringComparison.Ordinal) && line.EndsWith('}'))] : [];
    }

    private string? PluginHash(string folder) => JsonElement.Parse(File.ReadAllText(_algzoo.Below(folder + "/manifest.json"))).Items("estimators").Single(estimator => estimator.Text("id") == "watched").Text("sha256");

    /// <summary>What a process takes; assemblies of its own, which it opens when first needed and never closes, are not counted.</summary>
    private sealed record Footprint(double Megabytes, int OpenFiles, int Processes)
    {
        public static Footprint Of(int process, string workingFolder) => new(
            double.Parse(File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024,
            Directory.GetFiles($"/proc/{process}/fd").Select(file => new FileInfo(file).LinkTarget).Count(target => target is not null && (!target.EndsWith(".dll", StringComparison.Ordinal) || target.StartsWith(workingFolder, StringComparison.Ordinal))),
            Directory.GetDirectories($"/proc/{process}/task").Sum(Children));

        private static int Children(string thread)
        {
            try
            {
                return File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
            }
            catch (IOException)
            {
                // The thread has ended.
                return 0;
            }
        }
    }
}

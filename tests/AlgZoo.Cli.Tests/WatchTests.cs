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
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Command _algzoo = new();

    [TearDown]
    public void CleanUp() => _algzoo.Dispose();

    [Test]
    [Platform("Linux")]
    public void Fifty_rebuilds_in_a_row_leave_the_host_as_it_was()
    {
        const int Rebuilds = 50;
        const int Settled = 10;
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
                early = Footprint.Of(running.Id);
            }
        }

        var late = Footprint.Of(running.Id);
        TestContext.Out.WriteLine($"{early} {late}");
        running.Interrupt();
        running.Result(Patience).EndsWith(0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(running.OutputLines, Has.Length.EqualTo(Rebuilds + 1));
            Assert.That(late.Megabytes, Is.LessThan(early!.Megabytes + 40));
            Assert.That(late.OpenFiles, Is.LessThanOrEqualTo(early.OpenFiles + 2));
            Assert.That(late.Processes, Is.LessThanOrEqualTo(early.Processes));
        }
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
                Thread.Sleep(number % 20 == 2 ? 1500 : 350);
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

    private string? PluginHash(string folder) => JsonElement.Parse(File.ReadAllText(_algzoo.Below(folder + "/manifest.json"))).Items("estimators").Single(estimator => estimator.Text("id") == "watched").Text("sha256");

    /// <summary>What a process takes.</summary>
    private sealed record Footprint(double Megabytes, int OpenFiles, int Processes)
    {
        public static Footprint Of(int process) => new(
            double.Parse(File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024,
            Directory.GetFiles($"/proc/{process}/fd").Length,
            Directory.GetDirectories($"/proc/{process}/task").Sum(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries).Length));
    }
}

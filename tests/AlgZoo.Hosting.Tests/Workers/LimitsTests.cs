using AlgZoo.Evaluation;

namespace AlgZoo.Hosting.Tests.Workers;

[Platform("Linux")]
public sealed class LimitsTests
{
    private PluginFolder _folder = null!;

    [OneTimeSetUp]
    public void CopyPlugins() => _folder = PluginFolder.With("Hostile");

    [OneTimeTearDown]
    public void DeletePlugins() => _folder.Dispose();

    [Test]
    public void A_worker_sees_its_limits()
    {
        using var bench = Bench.WithWorkers(_folder);
        var notes = bench.Executor.Execute(bench.Request("hostile-curious", timeLimit: 10) with { MemoryLimit = 300 }, CancellationToken.None).Estimate!.Notes;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Limit(notes, "Max data size"), Is.EqualTo(new[] { "314572800", "381681664" }), "with a reserve for the report that it is used up");
            Assert.That(Limit(notes, "Max core file size"), Is.EqualTo(new[] { "0", "0" }));
            Assert.That(Limit(notes, "Max open files"), Is.EqualTo(new[] { "512", "512" }));
            Assert.That(int.Parse(Limit(notes, "Max cpu time")[0], System.Globalization.CultureInfo.InvariantCulture), Is.InRange(10 * Environment.ProcessorCount, 30 * Environment.ProcessorCount));
            Assert.That(notes[^1].Split(' ') is ["group", var group, "process", var process] && string.Equals(group, process, StringComparison.Ordinal), Is.True, "a process group of its own");
        }
    }

    [Test]
    public void A_worker_has_no_network_where_the_executor_says_so()
    {
        using var bench = Bench.WithWorkers(_folder);
        if (!((WorkerCellExecutor)bench.Executor).ClosesNetwork)
        {
            Assert.Ignore("This user may not make network namespaces.");
        }

        Assert.That(bench.Run("hostile-curious").Estimate!.Notes, Has.Some.EqualTo("networks"));
    }

    [Test]
    public void The_kernel_ends_what_uses_up_its_processor_time()
    {
        using var bench = Bench.WithWorkers(_folder, processorTime: TimeSpan.FromSeconds(1));
        var result = bench.Run("hostile-infinite-loop", timeLimit: 60);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((result.Outcome, result.Message), Is.EqualTo((Outcome.TimedOut, "The process of the estimator used up its processor time.")));
            Assert.That(result.EndedWorker, Is.True);
        }
    }

    [Test]
    public void The_peak_of_memory_is_that_of_the_cell()
    {
        using var bench = Bench.WithWorkers(_folder);
        const long Megabyte = 1 << 20;

        long before = Peak("hostile-nan");
        var hog = bench.Executor.Execute(bench.Request("hostile-native-memory") with { MemoryLimit = 800 }, CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(before, Is.InRange(20 * Megabyte, 200 * Megabyte));
            Assert.That(hog.PeakMemoryBytes, Is.InRange(400 * Megabyte, 900 * Megabyte));
            Assert.That(Peak("hostile-nan"), Is.LessThan(200 * Megabyte));
        }

        long Peak(string id) => bench.Run(id).PeakMemoryBytes ?? throw new AssertionException("no peak");
    }

    private static string[] Limit(IReadOnlyList<string> lines, string name) =>
        lines.Single(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[..2];
}

using AlgZoo.Evaluation;

namespace AlgZoo.Hosting.Tests;

public sealed class PluginWatchTests
{
    [Test]
    public void Of_loose_plugins_a_file_belongs_to_the_one_of_its_name_and_to_those_that_refer_to_it()
    {
        using var folder = new PluginFolder();
        foreach (string fixture in (string[])["Sound", "WithServices", "EstimatorLibrary", "BaseInDependency"])
        {
            folder.AddLoose(fixture);
        }

        var before = Stamps(folder.Root);
        Assert.That(Changed(before, folder.File("Sound.dll")), Is.EqualTo(new[] { "Sound" }));
        Assert.That(Changed(before, folder.File("WithServices.pdb")), Is.EqualTo(new[] { "WithServices" }));
        Assert.That(Changed(before, folder.File("EstimatorLibrary.dll")), Is.EqualTo(new[] { "BaseInDependency" }));
        Assert.That(Changed(before, folder.File("libunknown.so")), Has.Length.EqualTo(before.Count), "anybody may call it");
        Assert.That(Changed(before, folder.File("notes.txt")), Is.Empty, "nobody's");

        // What changes with one file; the file is what it was afterwards.
        string[] Changed(IReadOnlyDictionary<string, string> was, string file)
        {
            byte[]? content = File.Exists(file) ? File.ReadAllBytes(file) : null;
            File.AppendAllText(file, "\0");
            string[] changed = [.. Stamps(folder.Root).Where(entry => was[entry.Key] != entry.Value).Select(entry => entry.Key)];
            if (content is null)
            {
                File.Delete(file);
            }
            else
            {
                File.WriteAllBytes(file, content);
            }

            Assert.That(Stamps(folder.Root), Is.EqualTo(was));
            return changed;
        }
    }

    [Test]
    public void A_folder_of_its_own_is_all_the_plugin_but_for_run_directories()
    {
        using var folder = PluginFolder.With("Sound", "WithServices");
        var watch = new PluginWatch(() => [folder.Root], [folder.File("Sound", "runs")]);
        using var before = watch.Take(CancellationToken.None);

        Directory.CreateDirectory(folder.File("Sound", "runs"));
        File.WriteAllText(folder.File("Sound", "runs", "manifest.json"), "{}");
        using (var same = watch.Take(CancellationToken.None))
        {
            Assert.That(Stamp(same, "Sound"), Is.EqualTo(Stamp(before, "Sound")));
        }

        Directory.CreateDirectory(folder.File("Sound", "data", "deep"));
        File.WriteAllText(folder.File("Sound", "data", "deep", "table.txt"), "1");
        using var after = watch.Take(CancellationToken.None);
        Assert.That(Stamp(after, "Sound"), Is.Not.EqualTo(Stamp(before, "Sound")));
        Assert.That(Stamp(after, "WithServices"), Is.EqualTo(Stamp(before, "WithServices")));
    }

    [Test]
    public void A_file_that_a_link_leads_to_is_looked_at()
    {
        using var elsewhere = PluginFolder.With("Sound");
        using var folder = new PluginFolder();
        Directory.CreateDirectory(folder.File("Sound"));
        File.CreateSymbolicLink(folder.Dll("Sound"), elsewhere.Dll("Sound"));
        var watch = new PluginWatch(() => [folder.Root], []);
        using var before = watch.Take(CancellationToken.None);

        File.AppendAllText(elsewhere.Dll("Sound"), "\0");
        using var after = watch.Next(before, CancellationToken.None);

        Assert.That(Stamp(after, "Sound"), Is.Not.EqualTo(Stamp(before, "Sound")));
    }

    [Test]
    public void What_is_deleted_and_written_again_in_time_never_went()
    {
        using var folder = PluginFolder.With("Sound");
        var watch = new PluginWatch(() => [folder.Root], []);
        using var before = watch.Take(CancellationToken.None);
        byte[] dll = File.ReadAllBytes(folder.Dll("Sound"));

        File.Delete(folder.Dll("Sound"));
        var next = Task.Run(() => watch.Next(before, CancellationToken.None));
        Thread.Sleep(500);
        File.WriteAllBytes(folder.Dll("Sound"), [.. dll, 0]);

        using var after = next.GetAwaiter().GetResult();
        Assert.That(after.Catalog.Estimators, Is.Not.Empty);
    }

    [Test]
    public void A_call_during_which_the_code_changed_counts_as_cancelled_even_if_it_is_back()
    {
        using var folder = PluginFolder.With("Sound");
        using var snapshot = new PluginWatch(() => [folder.Root], []).Take(CancellationToken.None);
        Assert.That(snapshot.Catalog.TryFind("sound-constant", out var estimator), Is.True);
        byte[] dll = File.ReadAllBytes(folder.Dll("Sound"));
        var inner = new SwitchingExecutor();
        using var executor = new SnapshotCellExecutor(inner, snapshot);
        var request = new CellRequest(estimator!, Bench.Model, SequenceTask.SecondArgmax, Quantity.Accuracy, 1000, RandomAddress.Root(1), Advice: null, TimeLimit: null);

        Assert.That(executor.Execute(request, CancellationToken.None).Outcome, Is.EqualTo(Outcome.NotSupported));
        inner.Meanwhile = () =>
        {
            File.WriteAllBytes(folder.Dll("Sound"), [.. dll, 0]);
            File.WriteAllBytes(folder.Dll("Sound"), dll);
        };
        Assert.That(() => executor.Execute(request, CancellationToken.None), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(snapshot.Outdated.IsCancellationRequested, Is.True);
    }

    [Test]
    public void A_snapshot_is_outdated_as_soon_as_code_is_seen_to_change()
    {
        using var folder = PluginFolder.With("Sound");
        var watch = new PluginWatch(() => [folder.Root], []);
        using var snapshot = watch.Take(CancellationToken.None);
        using (watch.Guard(snapshot))
        {
            File.WriteAllText(folder.File("Sound", "own.txt"), "a plugin may write beside itself");
            Assert.That(snapshot.Outdated.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(600)), Is.False);
            File.AppendAllText(folder.Dll("Sound"), "\0");
            Assert.That(snapshot.Outdated.WaitHandle.WaitOne(TimeSpan.FromSeconds(20)), Is.True);
        }
    }

    private static Dictionary<string, string> Stamps(string folder)
    {
        using var snapshot = new PluginWatch(() => [folder], []).Take(CancellationToken.None);
        return snapshot.Catalog.Estimators.DistinctBy(estimator => estimator.Plugin).ToDictionary(estimator => estimator.Plugin, snapshot.Stamp, StringComparer.Ordinal);
    }

    private static string Stamp(PluginSnapshot snapshot, string plugin) => snapshot.Stamp(snapshot.Catalog.Estimators.First(estimator => string.Equals(estimator.Plugin, plugin, StringComparison.Ordinal)));

    private sealed class SwitchingExecutor : ICellExecutor
    {
        public Action Meanwhile { get; set; } = () => { };

        public string Isolation => "none";

        public CellResult Execute(CellRequest request, CancellationToken cancellationToken)
        {
            Meanwhile();
            return new CellResult(Outcome.NotSupported, null, ComputeReport.Nothing, 0, null, [], []);
        }

        public AdviceResult Prepare(AdviceJob request, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using AlgZoo.Evaluation;

namespace AlgZoo.Hosting.Tests;

public sealed class LoadingTests
{
    [Test]
    public void Two_plugins_use_two_versions_of_one_library_side_by_side()
    {
        using var folder = PluginFolder.With("NewtonsoftOld", "NewtonsoftNew");
        using var bench = new Bench(folder);

        var older = bench.Run("newtonsoft-old");
        var newer = bench.Run("newtonsoft-new");
        var olderAgain = bench.Run("newtonsoft-old");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(older.Estimate?.Value, Is.EqualTo(0.12), older.Message);
            Assert.That(newer.Estimate?.Value, Is.EqualTo(0.13), newer.Message);
            Assert.That(olderAgain.Estimate?.Value, Is.EqualTo(0.12), olderAgain.Message);
            Assert.That(older.Estimate?.Notes, Is.EqualTo(new[] { "[1,2,3]" }));
        }
    }

    [Test]
    public void Loose_plugins_find_their_dependency_beside_them()
    {
        using var folder = new PluginFolder();
        folder.AddLooseDll("NewtonsoftNew", "NewtonsoftNew.dll");
        folder.AddLooseDll("NewtonsoftNew", "Newtonsoft.Json.dll");
        folder.AddLooseDll("Sound", "Sound.dll");
        using var bench = new Bench(folder);

        Assert.That(bench.Run("newtonsoft-new").Estimate?.Value, Is.EqualTo(0.13));
        Assert.That(bench.Run("sound-constant").Estimate?.Value, Is.EqualTo(0.5));
    }

    [Test]
    public void The_hosts_MathNet_is_not_shared()
    {
        using var folder = PluginFolder.With("PrivateMathNet");
        using var bench = new Bench(folder);
        int hostSetting = MathNet.Numerics.Control.MaxDegreeOfParallelism;

        var result = bench.Run("private-mathnet");

        Assert.That(result.Estimate?.Value, Is.EqualTo(1), result.Message);
        Assert.That(MathNet.Numerics.Control.MaxDegreeOfParallelism, Is.EqualTo(hostSetting));
    }

    [Test]
    public void A_dependency_that_vanished_since_discovery_is_not_replaced_by_the_hosts()
    {
        using var folder = PluginFolder.With("PrivateMathNet");
        using var bench = new Bench(folder);
        File.Delete(folder.File("PrivateMathNet", "MathNet.Numerics.dll"));

        var result = bench.Run("private-mathnet");

        Assert.That(result.Outcome, Is.EqualTo(Outcome.Faulted));
        Assert.That(result.Message, Does.Contain("MathNet.Numerics 5.0.0.0 is not in the plugin's folder"));
    }

    [Test]
    public void The_contract_is_shared_and_everything_else_is_the_plugins_own()
    {
        using var folder = PluginFolder.With("BaseInDependency");
        using var loader = PluginLoader.CreateFromAssemblyFile(folder.Dll("BaseInDependency"), SharedAssemblies.Types);

        var assembly = loader.LoadDefaultAssembly();

        var estimator = assembly.GetType("AlgZoo.Fixtures.Derived", throwOnError: true)!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(typeof(IMechanisticEstimator).IsAssignableFrom(estimator), Is.True);
            Assert.That(AssemblyLoadContext.GetLoadContext(assembly)!.Name, Is.EqualTo("plugin:BaseInDependency"));
            Assert.That(AssemblyLoadContext.GetLoadContext(estimator.BaseType!.BaseType!.Assembly), Is.SameAs(AssemblyLoadContext.GetLoadContext(assembly)));
            Assert.That(loader.LoadDefaultAssembly(), Is.SameAs(assembly));
            Assert.That(loader.IsUnloadable, Is.True);
        }
    }

    [Test]
    public void A_loader_that_was_disposed_says_so()
    {
        using var folder = PluginFolder.With("Sound");
        var loader = PluginLoader.CreateFromAssemblyFile(folder.Dll("Sound"), SharedAssemblies.Types);
        loader.Dispose();

        Assert.That(loader.LoadDefaultAssembly, Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void A_dll_that_is_truncated_or_overwritten_after_loading_keeps_working()
    {
        using var folder = PluginFolder.With("Sound", "NewtonsoftNew");
        using var bench = new Bench(folder);
        Assert.That(bench.Run("sound-constant").Outcome, Is.EqualTo(Outcome.Completed));
        Assert.That(bench.Run("newtonsoft-new").Outcome, Is.EqualTo(Outcome.Completed));

        // In place, as cp does it: a mapped file would change under the running code.
        Truncate(folder.Dll("Sound"));
        Truncate(folder.File("NewtonsoftNew", "Newtonsoft.Json.dll"));
        File.WriteAllBytes(folder.Dll("NewtonsoftNew"), new byte[20_000]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(bench.Run("sound-first-number").Outcome, Is.EqualTo(Outcome.Completed), "code that had not been compiled before");
            Assert.That(bench.Run("newtonsoft-new").Estimate?.Value, Is.EqualTo(0.13));
        }
    }

    [Test]
    public void A_dll_that_changed_between_discovery_and_loading_is_refused()
    {
        using var folder = PluginFolder.With("Sound", "DuplicateId");
        using var bench = new Bench(folder);
        File.Copy(folder.Dll("DuplicateId"), folder.Dll("Sound"), overwrite: true);

        var result = bench.Run("sound-first-number");

        Assert.That(result.Outcome, Is.EqualTo(Outcome.Faulted));
        Assert.That(result.Message, Does.Contain(folder.Dll("Sound")).And.Contain("was changed after it was found"));
    }

    [Test]
    public void Concurrent_first_calls_load_a_plugin_once()
    {
        using var folder = PluginFolder.With("NewtonsoftNew");
        using var bench = new Bench(folder);
        var results = new CellResult[8];

        var before = AssemblyLoadContext.All.ToHashSet();
        Parallel.For(0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = results.Length }, i => results[i] = bench.Run("newtonsoft-new"));

        Assert.That(results.Select(result => result.Estimate?.Value), Is.All.EqualTo(0.13));
        Assert.That(AssemblyLoadContext.All.Count(context => context.Name is "plugin:NewtonsoftNew" && !before.Contains(context)), Is.EqualTo(1));
    }

    [Test]
    public void A_plugin_is_unloaded_after_the_executor_was_disposed()
    {
        using var folder = PluginFolder.With("Sound");
        var context = RunAndDispose(folder);

        for (int i = 0; context.IsAlive && i < 20; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.That(context.IsAlive, Is.False);
    }

    // Not inlined: a temporary of the caller would keep the context alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference RunAndDispose(PluginFolder folder)
    {
        var before = AssemblyLoadContext.All.ToHashSet();
        using var bench = new Bench(folder);
        Assert.That(bench.Run("sound-constant").Outcome, Is.EqualTo(Outcome.Completed));
        return new WeakReference(AssemblyLoadContext.All.Single(context => context.Name is "plugin:Sound" && !before.Contains(context)));
    }

    private static void Truncate(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Write);
        stream.SetLength(0);
    }
}

using AlgZoo.Evaluation;
using AlgZoo.Hosting;
using AlgZoo.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace AlgZoo.Tests.Plugins;

/// <summary>Shipped plugins as `algzoo run` runs them: rewritten, so that everything they execute is metered.</summary>
internal sealed class MeteredBench : IDisposable
{
    private static readonly string Configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
    private static readonly string Builds = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", ".."));

    private readonly PluginCatalog _catalog;
    private readonly InProcessCellExecutor _executor;

    /// <summary>Takes a plugin.</summary>
    /// <param name="name">Its name, which is that of its DLL.</param>
    public MeteredBench(string name)
    {
        _catalog = PluginCatalog.Discover([Path.Combine(Builds, name, Configuration, name + ".dll")]);
        Assert.That(_catalog.Problems, Is.Empty);
        _executor = new InProcessCellExecutor(_catalog, MeteredPlugins.Folder, NullLoggerFactory.Instance, TimeProvider.System);
    }

    public CellResult Run(string estimator, Model model, SequenceTask task, long budget = ComputeMeter.Unlimited, ulong seed = 1)
    {
        Assert.That(_catalog.TryFind(estimator, out var info), Is.True);
        return _executor.Execute(new CellRequest(info!, model, task, task.DefaultQuantity, budget, RandomAddress.Root(seed).Child("cell"), Advice: null, TimeLimit: null), CancellationToken.None);
    }

    public void Dispose() => _executor.Dispose();
}

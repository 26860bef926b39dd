using AlgZoo.Evaluation;
using AlgZoo.Tests.Support;
using Microsoft.Extensions.Logging;

namespace AlgZoo.Hosting.Tests;

/// <summary>An executor over a plugin folder, with requests about one small model.</summary>
internal sealed class Bench : IDisposable
{
    // Nothing that heeds its token is too slow for it, however busy the machine.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly string CacheFolder = MeteredPlugins.Folder;

    private Bench(PluginCatalog catalog, ICellExecutor executor)
    {
        Catalog = catalog;
        Executor = executor;
    }

    public Bench(PluginFolder folder, params ILoggerProvider[] logs)
        : this(folder, Patience, logs)
    {
    }

    /// <summary>A bench that gives a call which is to stop as long for it as is said, and abandons it then.</summary>
    public Bench(PluginFolder folder, TimeSpan gracePeriod, params ILoggerProvider[] logs)
    {
        Catalog = folder.Discover();
        Executor = new InProcessCellExecutor(Catalog, CacheFolder, new LoggerFactory(logs), TimeProvider.System, gracePeriod);
    }

    /// <summary>A bench whose plugins run in worker processes.</summary>
    public static Bench WithWorkers(PluginFolder folder, params ILoggerProvider[] logs)
    {
        var catalog = folder.Discover();
        return new Bench(catalog, new WorkerCellExecutor(catalog, CacheFolder, new LoggerFactory(logs)));
    }

    /// <summary>A bench whose workers may use little processor time for a cell, whatever its time limit.</summary>
    public static Bench WithWorkers(PluginFolder folder, TimeSpan processorTime)
    {
        var catalog = folder.Discover();
        return new Bench(catalog, new WorkerCellExecutor(catalog, CacheFolder, new LoggerFactory(), _ => processorTime));
    }

    public static ReluRnn Model { get; } = ReluRnn.Create(2, [1, -1], [0.5f, -0.5f, 0.25f, 1], [1, 0, 0, 1]);

    public PluginCatalog Catalog { get; }

    public ICellExecutor Executor { get; }

    public EstimatorInfo Estimator(string id) =>
        Catalog.Estimators.Any(estimator => string.Equals(estimator.Id, id.Split(':')[0], StringComparison.Ordinal)) ? RunPlan.Choose([id], Catalog.Estimators)[0] : throw new AssertionException($"No estimator '{id}'. Problems: {string.Join("; ", Catalog.Problems)}");

    public CellRequest Request(string id, long budget = 1000, double? timeLimit = null, byte[]? advice = null) =>
        new(Estimator(id), Model, SequenceTask.SecondArgmax, Quantity.Accuracy, budget, RandomAddress.Root(1), advice is null ? null : (ReadOnlyMemory<byte>?)advice, Limit(timeLimit));

    public CellResult Run(string id, long budget = 1000, double? timeLimit = null, byte[]? advice = null) => Executor.Execute(Request(id, budget, timeLimit, advice), CancellationToken.None);

    public AdviceResult Prepare(string id, SequenceTask? task = null) =>
        Executor.Prepare(
            new AdviceJob(Estimator(id), Model, task ?? SequenceTask.SecondArgmax, Quantity.Accuracy, new WeightNoise(WeightNoiseKind.Relative, 0.01), RandomAddress.Root(2), TimeLimit: null),
            CancellationToken.None);

    public void Dispose() => ((IDisposable)Executor).Dispose();

    private static TimeSpan? Limit(double? seconds) => seconds is { } value ? TimeSpan.FromSeconds(value) : null;
}

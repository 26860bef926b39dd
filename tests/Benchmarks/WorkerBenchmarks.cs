using AlgZoo.Evaluation;
using AlgZoo.Hosting;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;

namespace AlgZoo.Benchmarks;

/// <summary>A cell of an estimator that does next to nothing, of M16,10's size: in this process, and in a worker. The difference is what a worker costs each cell.</summary>
public class WorkerCellBenchmarks
{
    private readonly BenchmarkPlugin _plugin = new();
    private InProcessCellExecutor _own = null!;
    private WorkerCellExecutor _workers = null!;
    private CellRequest _cell = null!;

    [GlobalSetup]
    public void Prepare()
    {
        _own = new InProcessCellExecutor(_plugin.Catalog, _plugin.CacheFolder, NullLoggerFactory.Instance, TimeProvider.System);
        _workers = new WorkerCellExecutor(_plugin.Catalog, _plugin.CacheFolder, NullLoggerFactory.Instance);
        _cell = new CellRequest(_plugin.Estimator, BenchmarkModels.Rnn(16, 10), SequenceTask.SecondArgmax, Quantity.Accuracy, 10_000, RandomAddress.Root(1), Advice: null, TimeSpan.FromMinutes(10)) { MemoryLimit = 4096 };
    }

    [GlobalCleanup]
    public void Close()
    {
        _own.Dispose();
        _workers.Dispose();
        _plugin.Dispose();
    }

    [Benchmark(Baseline = true)]
    public CellResult InProcess() => _own.Execute(_cell, CancellationToken.None);

    [Benchmark]
    public CellResult InWorker() => _workers.Execute(_cell, CancellationToken.None);
}

/// <summary>From the wish for a worker to one that is ready, with the plugin's metered code in the cache.</summary>
public class WorkerStartBenchmarks
{
    private readonly BenchmarkPlugin _plugin = new();
    private readonly WorkerCommand _command = WorkerCommand.Find();
    private readonly WorkerLimits _limits = new(4L << 30, WorkerLimits.UsualOpenFiles);
    private WorkerProcess? _worker;

    [GlobalSetup]
    public void FillCache()
    {
        StartToReady();
        EndWorker();
    }

    [IterationCleanup]
    public void EndWorker()
    {
        _worker?.Dispose();
        _worker = null;
    }

    [GlobalCleanup]
    public void Close() => _plugin.Dispose();

    [Benchmark]
    [InvocationCount(1)]
    public void StartToReady()
    {
        _worker = WorkerProcess.Start(_command, _limits, new PluginOutput(_plugin.Plugin.Name, NullLoggerFactory.Instance));
        if (_worker.Greet(new Hello(_plugin.Plugin, _plugin.CacheFolder, Microsoft.Extensions.Logging.LogLevel.Warning, _limits), TimeSpan.FromMinutes(1), CancellationToken.None) is { } death)
        {
            throw new InvalidOperationException(death.Message);
        }
    }
}

/// <summary>The fixture with sound estimators.</summary>
internal sealed class BenchmarkPlugin : IDisposable
{
    private const string EstimatorId = "sound-constant";

    // Up from artifacts/bin/Benchmarks/release.
    private static readonly string Dll = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "fixtures", "Sound", "Sound.dll"));

    public PluginCatalog Catalog { get; } = PluginCatalog.Discover([Dll]);

    public string CacheFolder { get; } = Directory.CreateTempSubdirectory("algzoo-worker-benchmark-").FullName;

    public EstimatorInfo Estimator => Catalog.TryFind(EstimatorId, out var estimator) ? estimator : throw new InvalidOperationException($"{Dll} is missing; build the solution first.");

    public Plugin Plugin => Catalog.Entry(Estimator).Plugin;

    public void Dispose() => Directory.Delete(CacheFolder, recursive: true);
}

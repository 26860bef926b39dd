using System.Collections.Concurrent;
using AlgZoo.Evaluation;
using Microsoft.Extensions.Logging;

namespace AlgZoo.Hosting;

/// <summary>
/// Runs estimators in worker processes: a worker serves one plugin, one cell after the other; where several cells of a plugin run at the same time, it has several workers. Whatever a plugin does, the host goes on: a worker that dies, or
/// that must be killed, fails its cell and is replaced for the next. Gives the same estimates and the same counts as <see cref="InProcessCellExecutor"/>.
/// </summary>
/// <remarks>
/// A call that passes its time limit is asked to stop by its cancellation token, abandoned 2 seconds later, and killed with all processes that it started. It is crash isolation and no security boundary: a worker has the rights of
/// its user, except the network where the system lets it be closed. See docs/reliability.md.
/// </remarks>
public sealed class WorkerCellExecutor : ICellExecutor, IDisposable
{
    // Reading and rewriting a plugin is bounded by itself; this is for what hangs all the same.
    private static readonly TimeSpan PreparationTime = TimeSpan.FromMinutes(4);

    // The worker notices first that a time limit has passed, and says so in better words.
    private static readonly TimeSpan Margin = InProcessCellExecutor.DefaultGracePeriod + TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, PluginOutput> _outputs = new(Paths.Comparer);
    private readonly WorkerPool _pool = new();
    private readonly PluginCatalog _catalog;
    private readonly string _cacheFolder;
    private readonly ILoggerFactory _loggerFactory;
    private readonly ILogger _logger;
    private readonly WorkerCommand _command;
    private readonly LogLevel _minimumLogLevel;
    private readonly Func<TimeSpan, TimeSpan> _processorTime;
    private long _lastRequest;
    private volatile bool _isDisposed;

    /// <summary>Creates an executor; workers are started when they are needed.</summary>
    /// <param name="catalog">The plugins that can be run.</param>
    /// <param name="cacheFolder">Where the metered form of plugins is remembered; created when needed.</param>
    /// <param name="loggerFactory">Receives what plugins log and write, the latter as debug messages, and the host's own remarks about them.</param>
    /// <exception cref="PlatformNotSupportedException">The program that uses this is not one that can start workers, such as one that carries its own runtime.</exception>
    public WorkerCellExecutor(PluginCatalog catalog, string cacheFolder, ILoggerFactory loggerFactory)
        : this(catalog, cacheFolder, loggerFactory, timeLimit => (timeLimit + Margin) * Environment.ProcessorCount)
    {
    }

    internal WorkerCellExecutor(PluginCatalog catalog, string cacheFolder, ILoggerFactory loggerFactory, Func<TimeSpan, TimeSpan> processorTime)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(cacheFolder);
        ArgumentNullException.ThrowIfNull(loggerFactory);
        _catalog = catalog;
        _cacheFolder = Path.GetFullPath(cacheFolder);
        _loggerFactory = loggerFactory;
        _logger = loggerFactory.CreateLogger<WorkerCellExecutor>();
        _processorTime = processorTime;
        _minimumLogLevel = _logger.IsEnabled(LogLevel.Debug) ? LogLevel.Debug : LogLevel.Information;
        _command = WorkerCommand.Find();
    }

    /// <inheritdoc/>
    public string Isolation => $"process; network {(ClosesNetwork ? "closed" : "open")}; {(LimitsResources ? "memory, processor time and files limited" : "nothing but time limited")}";

    /// <summary>Whether plugins are kept from the network, which takes a Linux with network namespaces that this user may make.</summary>
    public bool ClosesNetwork => _command.ClosesNetwork;

    /// <summary>Whether memory, processor time and open files of workers are limited, which takes Linux.</summary>
    public static bool LimitsResources => Posix.IsAvailable;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The estimator is not in the catalogue, the model does not fit the task or the quantity, or the current directory that is asked for cannot be entered.</exception>
    /// <exception cref="IOException">The system cannot start a process.</exception>
    /// <exception cref="ObjectDisposedException">The executor was disposed.</exception>
    public CellResult Execute(CellRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (result, death) = Call(
            new Job(request.Estimator, request.TimeLimit, request.MemoryLimit, request.PluginLog),
            FrameKind.Executed,
            request.ToFrame,
            answer => ResultFormat.CellResult(answer, request.Quantity),
            result => result.EndedWorker || result.Outcome == Outcome.OutOfMemory,
            cancellationToken);
        return result ?? new CellResult(death!.Outcome, null, ComputeReport.Nothing, 0, death.Message, [], []) { EndedWorker = true };
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The estimator is not in the catalogue or uses no advice, or the model does not fit the task or the quantity.</exception>
    /// <exception cref="IOException">The system cannot start a process.</exception>
    /// <exception cref="ObjectDisposedException">The executor was disposed.</exception>
    public AdviceResult Prepare(AdviceJob request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (result, death) = Call(
            new Job(request.Estimator, request.TimeLimit, request.MemoryLimit, request.PluginLog),
            FrameKind.Prepared,
            request.ToFrame,
            ResultFormat.AdviceResult,
            result => result.Outcome is Outcome.TimedOut or Outcome.OutOfMemory,
            cancellationToken);
        return result ?? new AdviceResult(death!.Outcome, null, ComputeReport.Nothing, 0, death.Message);
    }

    /// <summary>Ends the workers.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _pool.Dispose();
    }

    // What came of a call, or how the worker ended.
    private (T? Result, WorkerDeath? Death) Call<T>(
        Job job, FrameKind expected, Func<long, TimeSpan?, Frame> request, Func<Frame, T> decode, Func<T, bool> endsWorker, CancellationToken cancellationToken)
        where T : class
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var (plugin, _) = _catalog.Entry(job.Estimator);
        cancellationToken.ThrowIfCancellationRequested();
        var limits = new WorkerLimits((long?)job.MemoryLimit << 20, WorkerLimits.UsualOpenFiles);
        var output = _outputs.GetOrAdd(plugin.Path, _ => new PluginOutput(plugin.Name, _loggerFactory));
        var worker = _pool.Rent(plugin, limits);
        bool isKept = false;
        try
        {
            bool isNew = worker is null;
            worker ??= WorkerProcess.Start(_command, limits, output);
            worker.LogTo(job.PluginLog);
            if (isNew && worker.Greet(new Hello(plugin, _cacheFolder, _minimumLogLevel, limits), PreparationTime, cancellationToken) is { } stillborn)
            {
                return (null, stillborn);
            }

            var frame = request(Interlocked.Increment(ref _lastRequest), job.TimeLimit is { } time ? _processorTime(time) : null);
            var (answer, death) = worker.Ask(frame, expected, job.TimeLimit + Margin, Overdue(job.TimeLimit), cancellationToken);
            if (answer is null)
            {
                return (null, death);
            }

            if (answer.Kind == FrameKind.Refused)
            {
                isKept = true;
                throw new ArgumentException(answer.Decode(reader => reader.ReadText()), nameof(job));
            }

            (var result, death) = worker.Understand(answer, decode);
            isKept = result is not null && !endsWorker(result);
            return (result, death);
        }
        finally
        {
            if (isKept)
            {
                _pool.Return(worker!, plugin, limits);
            }
            else
            {
                worker?.Kill();
                worker?.Dispose();
            }
        }
    }

    private static string Overdue(TimeSpan? timeLimit) => FormattableString.Invariant($"The time limit of {timeLimit?.TotalSeconds} s passed, and the process of the estimator did not answer for {Margin.TotalSeconds} s more; it was killed.");

    private sealed record Job(EstimatorInfo Estimator, TimeSpan? TimeLimit, int? MemoryLimit, Action<string>? PluginLog);
}

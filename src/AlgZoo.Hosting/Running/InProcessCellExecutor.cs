using System.Collections.Concurrent;
using System.Globalization;
using AlgZoo.Evaluation;
using AlgZoo.Numerics;
using Microsoft.Extensions.Logging;

namespace AlgZoo.Hosting;

/// <summary>
/// Runs estimators in this process: each call on a thread of its own, each plugin in its own load context with its own services. Plugins are loaded when first used.
/// </summary>
/// <remarks>
/// The limits of one process: an estimator that ignores its cancellation token gets the outcome <see cref="Outcome.TimedOut"/>, but its thread goes on in the background until it returns or
/// the process ends; a stack overflow, <see cref="Environment.FailFast(string)"/>, a bad native call or an exception on a thread that the plugin started ends the process.
/// </remarks>
public sealed class InProcessCellExecutor : ICellExecutor, IDisposable
{
    private const int MaximumNotes = 100;

    internal static readonly TimeSpan DefaultGracePeriod = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, RunnablePlugin> _plugins = new(Paths.Comparer);
    private readonly PluginCatalog _catalog;
    private readonly MeteredCache _cache;
    private readonly ILoggerFactory _loggerFactory;
    private readonly ILogger _logger;
    private readonly TimeProvider _timeProvider;
    private readonly TimeSpan _gracePeriod;
    private volatile bool _isDisposed;

    /// <summary>Creates an executor. An estimator that ignores its cancellation token is given up on 2 seconds after the token was signalled.</summary>
    /// <param name="catalog">The plugins that can be run.</param>
    /// <param name="cacheFolder">Where the metered form of plugins is remembered; created when needed.</param>
    /// <param name="loggerFactory">Receives what plugins log, and the host's own remarks about them.</param>
    /// <param name="timeProvider">Measures the seconds inside estimators, and is offered to plugins. Time limits always follow the system's clock.</param>
    public InProcessCellExecutor(PluginCatalog catalog, string cacheFolder, ILoggerFactory loggerFactory, TimeProvider timeProvider)
        : this(catalog, cacheFolder, loggerFactory, timeProvider, DefaultGracePeriod)
    {
    }

    internal InProcessCellExecutor(PluginCatalog catalog, string cacheFolder, ILoggerFactory loggerFactory, TimeProvider timeProvider, TimeSpan gracePeriod)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(cacheFolder);
        ArgumentNullException.ThrowIfNull(loggerFactory);
        ArgumentNullException.ThrowIfNull(timeProvider);
        _catalog = catalog;
        _cache = new MeteredCache(cacheFolder, timeProvider);
        _loggerFactory = loggerFactory;
        _logger = loggerFactory.CreateLogger(typeof(InProcessCellExecutor).FullName!);
        _timeProvider = timeProvider;
        _gracePeriod = gracePeriod;
    }

    /// <inheritdoc/>
    public string Isolation => "none";

    /// <summary>Whether the process is ended after a call that had to be abandoned.</summary>
    internal bool IsInWorker { get; init; }

    /// <summary>Is called as soon as a plugin has run out of memory, before anything is made of that; null for nothing.</summary>
    internal Action? OutOfMemory { get; init; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The estimator is not in the catalogue, the model does not fit the task or the quantity, or the current directory that is asked for cannot be entered.</exception>
    /// <exception cref="ObjectDisposedException">The executor was disposed.</exception>
    public CellResult Execute(CellRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (runnable, failure) = Prepare<Estimate>(request.Estimator, cancellationToken);
        if (failure is not null)
        {
            return new CellResult(failure.Outcome, null, ComputeReport.Nothing, 0, failure.Message, failure.Details, []);
        }

        var metering = new CallMetering(runnable!, request.Budget, request.Surroundings?.ClockShift ?? TimeSpan.Zero);
        var clock = new CallClock(_timeProvider);
        var problem = new EstimationProblem(
            request.Model, request.Task, request.Quantity, ForwardPass.Create(request.Model), metering.Meter, new RandomStream(request.Random), request.Advice);
        SupportsReport? supports = null;
        var (ending, report) = Call(request.Estimator, runnable!, metering, request.TimeLimit, request.Surroundings, Ask, cancellationToken);
        // A ledger that an abandoned thread may still write to cannot be read.
        IReadOnlyList<ExplanationCheck> explanation = ending == CallEnding.Abandoned ? [] : [.. problem.Explanation.Checks.Select(check => check with { Step = OneLine.Of(check.Step), Description = OneLine.Of(check.Description) })];
        return new CellResult(report.Outcome, report.Value, metering.Report(), clock.Seconds, report.Message, report.Details, explanation)
        {
            EndedWorker = ending == CallEnding.Abandoned,
            Supports = supports,
        };

        CallReport<Estimate> Ask(IMechanisticEstimator estimator, CancellationToken token)
        {
            var asking = new CallClock(_timeProvider);
            bool answer = asking.Measure(() => estimator.Supports(problem));
            supports = new SupportsReport(answer, asking.Seconds, metering.Meter.Operations());
            if (!answer)
            {
                return Declined<Estimate>(request.Estimator);
            }

            var estimate = clock.Measure(() => estimator.Estimate(problem, token));
            if (EstimateCheck.Defect(estimate, request.Quantity) is { } defect)
            {
                return CallReport<Estimate>.Failed(Outcome.InvalidEstimate, defect);
            }

            // A list of the plugin's own type would run its code later and keep it from being unloaded.
            return CallReport<Estimate>.Completed(estimate with { Notes = [.. (estimate.Notes ?? []).Take(MaximumNotes).Select(OneLine.Of)] });
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The estimator is not in the catalogue or uses no advice, or the model does not fit the task or the quantity.</exception>
    /// <exception cref="ObjectDisposedException">The executor was disposed.</exception>
    public AdviceResult Prepare(AdviceJob request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!request.Estimator.UsesAdvice)
        {
            throw new ArgumentException($"The estimator '{request.Estimator.Id}' uses no advice.", nameof(request));
        }

        var (runnable, failure) = Prepare<byte[]>(request.Estimator, cancellationToken);
        if (failure is not null)
        {
            return new AdviceResult(failure.Outcome, null, ComputeReport.Nothing, 0, failure.Message);
        }

        var metering = new CallMetering(runnable!, ComputeMeter.Unlimited, clockShift: TimeSpan.Zero);
        var clock = new CallClock(_timeProvider);
        var advised = new AdviceRequest(request.BaseModel, request.Task, request.Quantity, request.Noise, ForwardPass.Create, metering.Meter, new RandomStream(request.Random));
        var (_, report) = Call(request.Estimator, runnable!, metering, request.TimeLimit, surroundings: null, Ask, cancellationToken);
        return new AdviceResult(report.Outcome, report.Value, metering.Report(), clock.Seconds, report.Message);

        CallReport<byte[]> Ask(IMechanisticEstimator estimator, CancellationToken token)
        {
            byte[]? advice = clock.Measure(() => ((IAdvisedEstimator)estimator).Prepare(advised, token));
            return advice is null
                ? CallReport<byte[]>.Failed(Outcome.Faulted, $"{nameof(IAdvisedEstimator.Prepare)} returned null where an array of bytes, possibly empty, is needed.")
                : CallReport<byte[]>.Completed([.. advice]);
        }
    }

    /// <summary>Unloads the plugins, as far as their code lets go.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        foreach (var (path, plugin) in _plugins)
        {
            try
            {
                plugin.Dispose();
            }
            catch (Exception e)
            {
                _logger.DisposalFailed(path, PluginFailure.Describe(e));
            }
        }

        _plugins.Clear();
    }

    /// <summary>Reads and meters a plugin ahead of its first call, which tells what is wrong with it.</summary>
    internal void PrepareCode(Plugin plugin)
    {
        foreach (var estimator in plugin.Estimators.Take(1))
        {
            _ = Prepare<Estimate>(estimator.Info, CancellationToken.None);
        }
    }

    private static CallReport<T> Declined<T>(EstimatorInfo estimator)
        where T : class => CallReport<T>.Failed(Outcome.NotSupported, $"The estimator '{estimator.Id}' does not support this problem.");

    // Reads the plugin and meters it: the host's own work, which neither the plugin's time limit nor its compute includes.
    private (RunnablePlugin? Plugin, CallReport<T>? Failure) Prepare<T>(EstimatorInfo info, CancellationToken cancellationToken)
        where T : class
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var (plugin, _) = _catalog.Entry(info);
        cancellationToken.ThrowIfCancellationRequested();
        var runnable = _plugins.GetOrAdd(plugin.Path, _ => new RunnablePlugin(plugin, _cache, reason => _logger.NotMetered(plugin.Path, reason), _loggerFactory, _timeProvider));
        try
        {
            _ = runnable.Code;
            return (runnable, null);
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return (null, CallReport<T>.Failed(Outcome.Faulted, PluginFailure.Describe(e)));
        }
    }

    private (CallEnding Ending, CallReport<T> Report) Call<T>(
        EstimatorInfo info, RunnablePlugin plugin, CallMetering metering, TimeSpan? timeLimit, CellSurroundings? surroundings, Func<IMechanisticEstimator, CancellationToken, CallReport<T>> ask,
        CancellationToken cancellationToken)
        where T : class
    {
        string typeName = _catalog.Entry(info).Estimator.TypeName;
        CallReport<T>? report = null;
        using var directory = CurrentDirectory.Change(surroundings?.WorkingDirectory);
        var ending = PluginThread.Run(token => report = Guarded(token), timeLimit, _gracePeriod, cancellationToken);
        if (ending == CallEnding.InTime)
        {
            return (ending, report!);
        }

        string message = string.Create(CultureInfo.InvariantCulture, $"The time limit of {timeLimit!.Value.TotalSeconds} s passed");
        if (ending == CallEnding.Abandoned)
        {
            if (!IsInWorker)
            {
                _logger.Abandoned(info.Id, info.Path);
            }

            message += string.Create(CultureInfo.InvariantCulture, $" and the cancellation token was ignored for {_gracePeriod.TotalSeconds} s more");
        }

        return (ending, CallReport<T>.Failed(Outcome.TimedOut, message + "."));

        CallReport<T> Guarded(CancellationToken token)
        {
            try
            {
                if (surroundings is not null)
                {
                    // The thread is the call's own, and what it starts inherits its culture.
                    CultureInfo.CurrentCulture = surroundings.HasForeignCulture ? DecimalCommaCulture.Instance : CultureInfo.InvariantCulture;
                }

                using var setUp = metering.OpenSetUp();
                var answer = plugin.Loaded.Use(typeName, info.Options, instance => InWindow(instance, token));
                return CallReport<T>.Defect(metering.Meter) ?? answer;
            }
            catch (Exception e)
            {
                if (PluginFailure.IsCausedBy<OutOfMemoryException>(e))
                {
                    OutOfMemory?.Invoke();
                }

                return CallReport<T>.Defect(metering.Meter) ?? CallReport<T>.Threw(e);
            }
        }

        CallReport<T> InWindow(IMechanisticEstimator instance, CancellationToken token)
        {
            using var window = metering.Open();
            return ask(instance, token);
        }
    }
}

namespace AlgZoo.Evaluation;

/// <summary>
/// Runs estimators: the seam between what is measured and how a plugin is executed (in this process or in a worker). Implementations are safe for concurrent use and turn
/// every failure of a plugin into an <see cref="Outcome"/>.
/// </summary>
public interface ICellExecutor
{
    /// <summary>How estimators are kept apart from the host, and what they are kept from, for the manifest; one line.</summary>
    string Isolation { get; }

    /// <summary>Runs one estimator on one problem.</summary>
    /// <param name="request">The problem.</param>
    /// <param name="cancellationToken">The user's wish to stop.</param>
    /// <returns>What came of it; never an exception of the plugin's.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signalled: the cell was not measured.</exception>
    CellResult Execute(CellRequest request, CancellationToken cancellationToken);

    /// <summary>Lets an estimator that uses advice prepare it.</summary>
    /// <param name="request">The base model and the noise law.</param>
    /// <param name="cancellationToken">The user's wish to stop.</param>
    /// <returns>The advice, or why there is none; never an exception of the plugin's.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signalled.</exception>
    AdviceResult Prepare(AdviceJob request, CancellationToken cancellationToken);
}

/// <summary>One problem for one estimator.</summary>
/// <param name="Estimator">Which estimator.</param>
/// <param name="Model">The (noisy) weights.</param>
/// <param name="Task">The task.</param>
/// <param name="Quantity">The expectation to estimate.</param>
/// <param name="Budget">FLOPs that may be spent; <see cref="ComputeMeter.Unlimited"/> for no limit.</param>
/// <param name="Random">Address of the cell's random stream.</param>
/// <param name="Advice">The prepared advice; null for an estimator that uses none.</param>
/// <param name="TimeLimit">Wall-clock limit; null for none.</param>
public sealed record CellRequest(
    EstimatorInfo Estimator, Model Model, SequenceTask Task, Quantity Quantity, long Budget, RandomAddress Random, ReadOnlyMemory<byte>? Advice, TimeSpan? TimeLimit)
{
    /// <summary>Memory limit in megabytes of 2^20 bytes for the process that runs the estimator; null, the default, for none. Without effect where estimators share the host's process.</summary>
    public int? MemoryLimit { get; init; }

    /// <summary>Receives, line by line, what the plugin logs and writes to its standard output and error; null, the default, for nobody. Without effect where estimators share the host's process.</summary>
    public Action<string>? PluginLog { get; init; }

    /// <summary>What surrounds the call that should not matter; null, the default, for the usual. Conformance checks change it.</summary>
    public CellSurroundings? Surroundings { get; init; }
}

/// <summary>What surrounds a call into an estimator and must not change its estimate.</summary>
/// <param name="HasForeignCulture">Whether the current culture writes numbers with a decimal comma, and groups of digits with full stops, instead of being the invariant one.</param>
/// <param name="WorkingDirectory">Absolute path of the current directory, an existing folder; null for the usual one.</param>
/// <param name="ClockShift">How far every clock that metered code reads is moved; zero for not at all. A clock that is moved also runs a million times as fast.</param>
public sealed record CellSurroundings(bool HasForeignCulture, string? WorkingDirectory, TimeSpan ClockShift);

/// <summary>What came of a <see cref="CellRequest"/>.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Estimate">The estimate: finite and in the range of its quantity, which the executor has checked; null unless the outcome is <see cref="Outcome.Completed"/>.</param>
/// <param name="Compute">What it cost.</param>
/// <param name="Seconds">Wall-clock seconds inside the estimator.</param>
/// <param name="Message">For a failure, one line with its reason; for an exception its type and message.</param>
/// <param name="Details">For an exception, the first frames of its stack, a line each; otherwise empty.</param>
/// <param name="Explanation">The ledger of surprise accounting as the estimator left it.</param>
public sealed record CellResult(
    Outcome Outcome, Estimate? Estimate, ComputeReport Compute, double Seconds, string? Message, IReadOnlyList<string> Details, IReadOnlyList<ExplanationCheck> Explanation)
{
    /// <summary>Peak memory of the process that ran the estimator, in bytes; null where estimators share the host's process, and where the process died.</summary>
    public long? PeakMemoryBytes { get; init; }

    /// <summary>Whether the process or the thread that ran the estimator died, or had to be given up.</summary>
    public bool EndedWorker { get; init; }

    /// <summary>What the estimator answered when it was asked whether it supports the problem, and what that took; null where it did not come to an answer.</summary>
    public SupportsReport? Supports { get; init; }
}

/// <summary>What came of <see cref="IMechanisticEstimator.Supports"/>.</summary>
/// <param name="Answer">What it returned.</param>
/// <param name="Seconds">Wall-clock seconds inside it.</param>
/// <param name="Compute">What was counted in it; all zero for an estimator that keeps to the contract.</param>
public sealed record SupportsReport(bool Answer, double Seconds, OperationCounts Compute);

/// <summary>A request for advice.</summary>
/// <param name="Estimator">Which estimator.</param>
/// <param name="BaseModel">The model without noise.</param>
/// <param name="Task">The task.</param>
/// <param name="Quantity">The expectation that will be asked for.</param>
/// <param name="Noise">The noise law.</param>
/// <param name="Random">Address of the advice's random stream, disjoint from the suite's draws.</param>
/// <param name="TimeLimit">Wall-clock limit; null for none.</param>
public sealed record AdviceJob(EstimatorInfo Estimator, Model BaseModel, SequenceTask Task, Quantity Quantity, WeightNoise Noise, RandomAddress Random, TimeSpan? TimeLimit)
{
    /// <summary>Memory limit as in <see cref="CellRequest.MemoryLimit"/>.</summary>
    public int? MemoryLimit { get; init; }

    /// <summary>Receives the plugin's output as in <see cref="CellRequest.PluginLog"/>.</summary>
    public Action<string>? PluginLog { get; init; }
}

/// <summary>What came of an <see cref="AdviceJob"/>.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Advice">The advice; null unless the outcome is <see cref="Outcome.Completed"/>.</param>
/// <param name="Compute">What it cost.</param>
/// <param name="Seconds">Wall-clock seconds inside the estimator.</param>
/// <param name="Message">For a failure, one line with its reason.</param>
public sealed record AdviceResult(Outcome Outcome, byte[]? Advice, ComputeReport Compute, double Seconds, string? Message);

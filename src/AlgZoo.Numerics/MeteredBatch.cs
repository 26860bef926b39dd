namespace AlgZoo.Numerics;

/// <summary>
/// Buffers for a sampling estimator that runs its problem's model on one batch of inputs after another: fill <see cref="Inputs"/>, then call <see
/// cref="Evaluate"/>. Allocates once and costs <see cref="Model.SamplingOperations"/> per sequence.
/// </summary>
public sealed class MeteredBatch
{
    /// <summary>How many samples a sampling estimator takes where the budget is <see cref="ComputeMeter.Unlimited"/>: 2^20.</summary>
    public const long SamplesWithoutLimit = 1 << 20;

    private readonly EstimationProblem _problem;
    private readonly OperationCounts _operations;
    private readonly float[] _inputs;
    private readonly float[] _outputs;
    private readonly double[] _losses;

    /// <summary>Makes the buffers.</summary>
    /// <param name="problem">The problem whose model is run and whose meter is charged.</param>
    /// <param name="capacity">Largest batch, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is below 1.</exception>
    public MeteredBatch(EstimationProblem problem, int capacity)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _problem = problem;
        _operations = problem.Model.SamplingOperations(problem.Quantity);
        _inputs = new float[checked(capacity * problem.Model.SequenceLength)];
        _outputs = new float[checked(capacity * problem.Model.OutputSize)];
        _losses = new double[capacity];
    }

    /// <summary>Largest batch.</summary>
    public int Capacity => _losses.Length;

    /// <summary>How many samples the rest of a budget buys.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="flopsPerSample">All that one sample costs, at least 1: <see cref="Model.SamplingFlops"/> and what the estimator does with it.</param>
    /// <param name="flopsBesides">What the estimate costs besides, not negative.</param>
    /// <returns>The whole number of samples, 0 if there is not enough for one; <see cref="SamplesWithoutLimit"/> where there is no limit.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="flopsPerSample"/> is below 1, or <paramref name="flopsBesides"/> negative.</exception>
    public static long AffordableSamples(EstimationProblem problem, long flopsPerSample, long flopsBesides)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentOutOfRangeException.ThrowIfLessThan(flopsPerSample, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(flopsBesides);
        return problem.Budget == ComputeMeter.Unlimited ? SamplesWithoutLimit : Math.Max(0, problem.Meter.Remaining - flopsBesides) / flopsPerSample;
    }

    /// <summary>The inputs of the first sequences of the batch, to be filled.</summary>
    /// <param name="count">How many sequences, at most <see cref="Capacity"/>.</param>
    /// <returns>Shape [count, n], row-major.</returns>
    public Span<float> Inputs(int count) => _inputs.AsSpan(0, count * _problem.Model.SequenceLength);

    /// <summary>Runs the model on the first sequences of the batch and scores its outputs.</summary>
    /// <param name="count">How many sequences, at most <see cref="Capacity"/>.</param>
    /// <returns>Shape [count]: the quantity's value for each sequence, as <see cref="Losses"/> defines it; valid until the next call.</returns>
    /// <exception cref="BudgetExceededException">The batch costs more than remains.</exception>
    public ReadOnlySpan<double> Evaluate(int count)
    {
        var model = _problem.Model;
        var inputs = Inputs(count);
        var outputs = _outputs.AsSpan(0, count * model.OutputSize);
        var losses = _losses.AsSpan(0, count);
        _problem.Meter.Charge(_operations, count);
        _problem.ForwardUncharged(inputs, outputs);
        Losses.EvaluateUncharged(_problem.Task, _problem.Quantity, inputs, outputs, losses, SimdPaths.Fastest);
        return losses;
    }
}

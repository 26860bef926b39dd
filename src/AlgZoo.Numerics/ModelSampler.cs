using System.Runtime.ExceptionServices;

namespace AlgZoo.Numerics;

/// <summary>Estimates a quantity by plain Monte Carlo at full speed: generation, forward pass, labels and scoring fused, on all cores.</summary>
/// <remarks>
/// Inputs come from xoshiro256++ generators keyed by block. Gaussians are made by Box-Muller from a 31-bit radius and a 32-bit angle, hence are at most 6.66 in absolute value, and the two numbers of a
/// pair go to different sequences. Tokens come from 64 bits each.
/// </remarks>
public static class ModelSampler
{
    /// <summary>Version of the sampling method: raised whenever the same address would give other bits, so that cached results are not mixed.</summary>
    public const int MethodVersion = 1;

    /// <summary>Number of sequences that share a random stream; the unit of work of a thread.</summary>
    internal const int BlockSize = 4096;

    /// <summary>
    /// Samples a model. The same address and number of samples give the same bits on any number of threads and on any processor. Costs <see cref="Model.SamplingOperations"/> and <see
    /// cref="SequenceTask.DrawOperations"/> for each sequence, all charged at the start.
    /// </summary>
    /// <param name="model">The weights.</param>
    /// <param name="task">The task, which fixes the input law.</param>
    /// <param name="quantity">The expectation to estimate.</param>
    /// <param name="samples">How many sequences, at least 1.</param>
    /// <param name="address">Address of the random streams; block b of 4096 sequences uses its child b.</param>
    /// <param name="threads">How many threads; 0 for one per processor.</param>
    /// <param name="progress">Receives the number of sequences done so far, from any thread; null for none.</param>
    /// <param name="cancellationToken">Stops the sampling between blocks.</param>
    /// <returns>Mean and variance over the sequences.</returns>
    /// <exception cref="ArgumentException">The model does not fit the task, or the task has no such quantity.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="samples"/> is below 1 or <paramref name="threads"/> is negative.</exception>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    /// <exception cref="BudgetExceededException">A plugin's budget does not allow so many samples; none was taken.</exception>
    public static SampleStatistics Sample(
        Model model, SequenceTask task, Quantity quantity, long samples, RandomAddress address, int threads = 0, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        Sample(model, task, quantity, samples, address, threads, progress, SimdPaths.Fastest, cancellationToken);

    internal static SampleStatistics Sample(
        Model model, SequenceTask task, Quantity quantity, long samples, RandomAddress address, int threads, IProgress<long>? progress, SimdPath path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(task);
        task.EnsureFits(model);
        task.EnsureHas(quantity);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        ComputeMeter.ChargeWindow(model.SamplingOperations(quantity) + task.DrawOperations(model.SequenceLength), samples);
        var kernels = TileKernels.For(path);
        var forward = TileForward.Create(model, kernels);
        var run = new SamplingRun(samples, progress, cancellationToken);
        long blocks = ((samples - 1) / BlockSize) + 1;
        int workers = (int)Math.Min(threads == 0 ? Environment.ProcessorCount : threads, blocks);
        try
        {
            Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, _ => run.Work(new BlockSampler(forward, kernels, task, quantity, address)));
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }

        return run.Result(quantity);
    }
}

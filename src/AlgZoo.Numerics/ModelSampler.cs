namespace AlgZoo.Numerics;

/// <summary>Estimates a quantity by plain Monte Carlo at full speed: generation, forward pass, labels and scoring fused, on all cores.</summary>
public static class ModelSampler
{
    /// <summary>Version of the sampling method: raised whenever the same address would give other bits, so that cached results are not mixed.</summary>
    public const int MethodVersion = 1;

    /// <summary>Samples a model. The same address and number of samples give the same bits on any number of threads.</summary>
    /// <param name="model">The weights.</param>
    /// <param name="task">The task, which fixes the input law.</param>
    /// <param name="quantity">The expectation to estimate.</param>
    /// <param name="samples">How many sequences, at least 1.</param>
    /// <param name="address">Address of the random streams; block b of sequences uses its child b.</param>
    /// <param name="threads">How many threads; 0 for one per processor.</param>
    /// <param name="progress">Receives the number of sequences done so far, from any thread; null for none.</param>
    /// <param name="cancellationToken">Stops the sampling between blocks.</param>
    /// <returns>Mean and variance over the sequences.</returns>
    /// <exception cref="ArgumentException">The model does not fit the task, or the task has no such quantity.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="samples"/> is below 1 or <paramref name="threads"/> is negative.</exception>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public static SampleStatistics Sample(
        Model model, SequenceTask task, Quantity quantity, long samples, RandomAddress address, int threads = 0, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(task);
        task.EnsureFits(model);
        task.EnsureHas(quantity);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        const int blockSize = 4096;
        var forward = ForwardPass.Create(model);
        float[] inputs = new float[blockSize * model.SequenceLength];
        float[] outputs = new float[blockSize * model.OutputSize];
        double[] values = new double[blockSize];
        double mean = 0;
        double squares = 0;
        long done = 0;
        for (ulong block = 0; done < samples; block++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = (int)Math.Min(blockSize, samples - done);
            var random = new RandomStream(address.Child(block));
            foreach (ref float input in inputs.AsSpan(0, count * model.SequenceLength))
            {
                input = task.Inputs == InputLaw.StandardGaussian ? (float)random.NextGaussian() : random.NextInt32(model.SequenceLength);
            }

            forward.Evaluate(inputs.AsSpan(0, count * model.SequenceLength), outputs.AsSpan(0, count * model.OutputSize));
            Losses.Evaluate(task, quantity, inputs.AsSpan(0, count * model.SequenceLength), outputs.AsSpan(0, count * model.OutputSize), values.AsSpan(0, count));
            foreach (double value in values.AsSpan(0, count))
            {
                done++;
                double delta = value - mean;
                mean += delta / done;
                squares += delta * (value - mean);
            }

            progress?.Report(done);
        }

        return new(samples, mean, quantity == Quantity.Accuracy ? mean * (1 - mean) : squares / Math.Max(1, samples - 1));
    }
}

/// <summary>Mean and variance of a quantity over sampled sequences.</summary>
/// <param name="Samples">Number of sequences.</param>
/// <param name="Mean">Sample mean.</param>
/// <param name="Variance">Variance of one sequence's value: p (1 - p) for accuracy, the unbiased sample variance otherwise.</param>
public sealed record SampleStatistics(long Samples, double Mean, double Variance)
{
    /// <summary>Standard error of <see cref="Mean"/>.</summary>
    public double StandardError => Math.Sqrt(Variance / Samples);
}

using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>
/// Random sampling without replacement from the n^n token sequences: unbiased, with variance S^2 / k (1 - k / N) after k of N sequences, S^2 the variance over all sequences with divisor N - 1; exact once it has
/// seen them all.
/// </summary>
/// <remarks>
/// A sequence costs <see cref="Model.SamplingFlops"/> and one addition, or three operations where the loss is not its own square; an estimate ten more. Without a budget every sequence is evaluated.
/// </remarks>
[Estimator(
    "cycle-sampling",
    Kind = EstimatorKind.Sampling,
    Summary = "Sampling without replacement, for token tasks with sequences of at most 8.",
    Reference = "Cochran (1977), Sampling Techniques, chapter 2.")]
public sealed class CycleSampling : IMechanisticEstimator
{
    private const int BatchSize = 1024;
    // 8^8 = 2^24.
    private const int LongestSequence = 8;

    // A sum for the mean; a product and a sum for the squares.
    private const int SumFlops = 1;
    private const int SquaresFlops = 2;

    // The mean, 1; its standard error, 9.
    private const int EstimateFlops = 10;

    /// <inheritdoc/>
    public bool Supports(EstimationProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Task.Inputs == InputLaw.UniformTokens && problem.Model.SequenceLength <= LongestSequence && Affordable(problem) > 0;
    }

    /// <inheritdoc/>
    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        int n = problem.Model.SequenceLength;
        var sequences = new ShuffledSequences(n, problem.Random);
        int samples = (int)Math.Min(sequences.Count, Affordable(problem));
        bool isOwnSquare = problem.Quantity == Quantity.Accuracy;
        var batch = new MeteredBatch(problem, Math.Min(BatchSize, samples));
        double sum = 0;
        double squares = 0;
        for (int done = 0; done < samples; done += batch.Capacity)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(batch.Capacity, samples - done);
            var inputs = batch.Inputs(count);
            for (int i = 0; i < count; i++)
            {
                sequences.Next(inputs.Slice(i * n, n));
            }

            foreach (double loss in batch.Evaluate(count))
            {
                sum += loss;
                if (!isOwnSquare)
                {
                    squares += loss * loss;
                }
            }
        }

        if (isOwnSquare)
        {
            problem.Explanation.Observe($"{samples} of {sequences.Count} token sequences, drawn without replacement", sum, samples, problem.Model.OutputSize);
        }

        double mean = sum / samples;
        double notSeen = Math.Sqrt((double)(sequences.Count - samples) / sequences.Count);
        return new Estimate(mean)
        {
            StandardError = samples == sequences.Count ? 0 : notSeen * (isOwnSquare ? SampleMean.StandardError(samples, mean, sum, range: 1) : SampleMean.StandardError(samples, mean, squares, range: 0)),
        };
    }

    private static long Affordable(EstimationProblem problem)
    {
        long flopsPerSample = problem.Model.SamplingFlops(problem.Quantity) + SumFlops + (problem.Quantity == Quantity.Accuracy ? 0 : SquaresFlops);
        return problem.Budget == ComputeMeter.Unlimited ? int.MaxValue : MeteredBatch.AffordableSamples(problem, flopsPerSample, EstimateFlops);
    }
}

using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>
/// Plain random sampling, the baseline of the bench: the mean loss over as many independent sequences as the budget buys (2^20 without a budget).
/// Its variance is that of one sequence's loss over their number.
/// </summary>
/// <remarks>A sequence costs <see cref="Model.SamplingFlops"/> and one addition, or three operations where the loss is not its own square; an estimate seven more.</remarks>
[Estimator(
    "monte-carlo",
    Kind = EstimatorKind.Sampling,
    Summary = "Plain random sampling: the baseline that every score is relative to.")]
public sealed class MonteCarlo : IMechanisticEstimator
{
    private const int BatchSize = 1024;

    // A sum for the mean; a product and a sum for the squares.
    private const int SumFlops = 1;
    private const int SquaresFlops = 2;

    // The mean, 1; its standard error, 6.
    private const int EstimateFlops = 7;

    /// <inheritdoc/>
    public bool Supports(EstimationProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return Samples(problem) > 0;
    }

    /// <inheritdoc/>
    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        long samples = Samples(problem);
        bool isOwnSquare = problem.Quantity == Quantity.Accuracy;
        var batch = new MeteredBatch(problem, (int)Math.Min(BatchSize, samples));
        double sum = 0;
        double squares = 0;
        for (long done = 0; done < samples; done += batch.Capacity)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = (int)Math.Min(batch.Capacity, samples - done);
            Draw(problem, batch.Inputs(count));
            var losses = batch.Evaluate(count);
            foreach (double loss in losses)
            {
                sum += loss;
            }

            if (!isOwnSquare)
            {
                foreach (double loss in losses)
                {
                    squares += loss * loss;
                }
            }
        }

        if (isOwnSquare)
        {
            problem.Explanation.Observe($"{samples} random inputs", sum, samples, problem.Model.OutputSize);
        }

        double mean = sum / samples;
        return new Estimate(mean) { StandardError = isOwnSquare ? SampleMean.StandardError(samples, mean, sum, range: 1) : SampleMean.StandardError(samples, mean, squares, range: 0) };
    }

    private static long Samples(EstimationProblem problem)
    {
        long flopsPerSample = problem.Model.SamplingFlops(problem.Quantity) + SumFlops + (problem.Quantity == Quantity.Accuracy ? 0 : SquaresFlops);
        return MeteredBatch.AffordableSamples(problem, flopsPerSample, EstimateFlops);
    }

    private static void Draw(EstimationProblem problem, Span<float> inputs)
    {
        if (problem.Task.Inputs == InputLaw.StandardGaussian)
        {
            problem.Random.FillGaussian(inputs);
            return;
        }

        foreach (ref float token in inputs)
        {
            token = problem.Random.NextInt32(problem.Model.SequenceLength);
        }
    }
}

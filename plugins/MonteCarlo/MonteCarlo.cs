using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>
/// Plain random sampling, the baseline of the bench: the mean loss over as many independent sequences as the budget buys (2^20 without a budget).
/// Its variance is that of one sequence's loss over their number, and it charges exactly <see cref="Model.SamplingFlops"/> for each.
/// </summary>
[Estimator(
    "monte-carlo",
    Kind = EstimatorKind.Sampling,
    Summary = "Plain random sampling: the baseline that every score is relative to.")]
public sealed class MonteCarlo : IMechanisticEstimator
{
    private const int BatchSize = 1024;

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
        var batch = new MeteredBatch(problem, (int)Math.Min(BatchSize, samples));
        var mean = new RunningMean();
        while (mean.Count < samples)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = (int)Math.Min(batch.Capacity, samples - mean.Count);
            Draw(problem, batch.Inputs(count));
            foreach (double loss in batch.Evaluate(count))
            {
                mean.Add(loss);
            }
        }

        return new Estimate(mean.Mean) { StandardError = mean.StandardError };
    }

    private static long Samples(EstimationProblem problem) => MeteredBatch.AffordableSamples(problem, problem.Model.SamplingFlops(problem.Quantity));

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

using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>
/// Sampling in pairs x, -x of Gaussian sequences: unbiased, and exact for the part of the loss that is odd in x. Takes as many pairs as the budget
/// buys (2^20 samples without a budget); a pair costs two samples and n negations.
/// </summary>
[Estimator(
    "antithetic",
    Kind = EstimatorKind.Sampling,
    Summary = "Random sampling in pairs x, -x; for tasks with Gaussian inputs.",
    Reference = "Hammersley and Morton (1956), A new Monte Carlo technique: antithetic variates.")]
public sealed class Antithetic : IMechanisticEstimator
{
    private const int PairsPerBatch = 512;

    /// <inheritdoc/>
    public bool Supports(EstimationProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Task.Inputs == InputLaw.StandardGaussian && Pairs(problem) > 0;
    }

    /// <inheritdoc/>
    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        long pairs = Pairs(problem);
        int n = problem.Model.SequenceLength;
        var batch = new MeteredBatch(problem, 2 * (int)Math.Min(PairsPerBatch, pairs));
        var mean = new RunningMean();
        while (mean.Count < pairs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = (int)Math.Min(batch.Capacity / 2, pairs - mean.Count);
            var inputs = batch.Inputs(2 * count);
            problem.Random.FillGaussian(inputs[..(count * n)]);
            problem.Meter.Charge((long)count * n);
            Mirror(inputs);
            var losses = batch.Evaluate(2 * count);
            for (int i = 0; i < count; i++)
            {
                mean.Add(0.5 * (losses[i] + losses[count + i]));
            }
        }

        return new Estimate(mean.Mean) { StandardError = mean.StandardError };
    }

    private static long Pairs(EstimationProblem problem)
    {
        long flops = (2 * problem.Model.SamplingFlops(problem.Quantity)) + problem.Model.SequenceLength;
        return problem.Budget == ComputeMeter.Unlimited ? MeteredBatch.SamplesWithoutLimit / 2 : MeteredBatch.AffordableSamples(problem, flops);
    }

    // The second half becomes the negative of the first.
    private static void Mirror(Span<float> inputs)
    {
        int half = inputs.Length / 2;
        for (int i = 0; i < half; i++)
        {
            inputs[half + i] = -inputs[i];
        }
    }
}

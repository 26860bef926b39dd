using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>
/// Sampling in pairs x, -x of Gaussian sequences: unbiased, and exact for the part of the loss that is odd in x. Takes as many pairs as the budget
/// buys (2^20 samples without a budget).
/// </summary>
/// <remarks>A pair costs two samples, n negations, and four operations for the sums of the pairs' losses and of their squares; an estimate nine more.</remarks>
[Estimator(
    "antithetic",
    Kind = EstimatorKind.Sampling,
    Summary = "Random sampling in pairs x, -x; for tasks with Gaussian inputs.",
    Reference = "Hammersley and Morton (1956), A new Monte Carlo technique: antithetic variates.")]
public sealed class Antithetic : IMechanisticEstimator
{
    private const int PairsPerBatch = 512;

    // The sum of two losses, added; its square, added.
    private const int SumsFlops = 4;

    // The mean, 2; its standard error, 7.
    private const int EstimateFlops = 9;

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
        double sum = 0;
        double squares = 0;
        for (long done = 0; done < pairs; done += batch.Capacity / 2)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = (int)Math.Min(batch.Capacity / 2, pairs - done);
            var inputs = batch.Inputs(2 * count);
            problem.Random.FillGaussian(inputs[..(count * n)]);
            Mirror(inputs);
            var losses = batch.Evaluate(2 * count);
            for (int i = 0; i < count; i++)
            {
                double ofPair = losses[i] + losses[count + i];
                sum += ofPair;
                squares += ofPair * ofPair;
            }
        }

        if (problem.Quantity == Quantity.Accuracy)
        {
            problem.Explanation.Observe($"{2 * pairs} random inputs in pairs x, -x", sum, 2 * pairs, problem.Model.OutputSize);
        }

        double mean = sum / pairs;
        return new Estimate(0.5 * mean) { StandardError = 0.5 * SampleMean.StandardError(pairs, mean, squares, problem.Quantity == Quantity.Accuracy ? 2 : 0) };
    }

    private static long Pairs(EstimationProblem problem)
    {
        long flopsPerPair = (2 * problem.Model.SamplingFlops(problem.Quantity)) + problem.Model.SequenceLength + SumsFlops;
        return problem.Budget == ComputeMeter.Unlimited ? MeteredBatch.SamplesWithoutLimit / 2 : MeteredBatch.AffordableSamples(problem, flopsPerPair, EstimateFlops);
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

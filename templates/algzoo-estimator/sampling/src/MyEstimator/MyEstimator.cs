using AlgZoo;
using AlgZoo.Numerics;

namespace Estimators;

/// <summary>Random inputs in pairs x, -x: what changes sign with the input cancels within a pair, and the mean over the pairs has no bias.</summary>
[Estimator("my-estimator", Kind = EstimatorKind.Sampling, Summary = "Random inputs in pairs x, -x.")]
public sealed class MyEstimator : IMechanisticEstimator
{
    private const int PairsPerBatch = 512;

    // The host counts every floating-point operation. With the loops below a pair costs, besides its two samples and the negations, the sum of its losses, its square and two additions;
    // the mean costs two and its standard error seven.
    private const int SumsFlops = 4;
    private const int EstimateFlops = 9;

    private readonly MyEstimatorOptions _options;

    /// <summary>The host makes a fresh instance for every problem and hands it what stands behind the id: <c>my-estimator:percent=50</c>.</summary>
    public MyEstimator(EstimatorOptions options) => _options = new MyEstimatorOptions(options);

    /// <summary>Asked before every estimate, for free: decline what the method does not cover, and budgets that are too small for it.</summary>
    public bool Supports(EstimationProblem problem) => problem.Task.Inputs == InputLaw.StandardGaussian && Pairs(problem) > 0;

    /// <summary>Takes as many pairs as the budget buys.</summary>
    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        long pairs = Pairs(problem);
        var batch = new MeteredBatch(problem, capacity: 2 * (int)Math.Min(PairsPerBatch, pairs));
        double sum = 0;
        double squares = 0;
        for (long done = 0; done < pairs; done += batch.Capacity / 2)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = (int)Math.Min(batch.Capacity / 2, pairs - done);
            FillPairs(batch.Inputs(2 * count), problem.Random);

            // Runs the model with the host's kernel and scores its answers: 1 where it is right, 0 where it is wrong.
            var losses = batch.Evaluate(2 * count);
            for (int i = 0; i < count; i++)
            {
                double ofPair = losses[i] + losses[count + i];
                sum += ofPair;
                squares += ofPair * ofPair;
            }
        }

        double mean = sum / pairs;
        return new Estimate(0.5 * mean) { StandardError = 0.5 * SampleMean.StandardError(pairs, mean, squares, range: 2) };
    }

    // The first half of the inputs is random (seeded, and free); the second half is its negative.
    private static void FillPairs(Span<float> inputs, RandomStream random)
    {
        int half = inputs.Length / 2;
        random.FillGaussian(inputs[..half]);
        for (int i = 0; i < half; i++)
        {
            inputs[half + i] = -inputs[i];
        }
    }

    private long Pairs(EstimationProblem problem)
    {
        if (problem.Budget == ComputeMeter.Unlimited)
        {
            return MeteredBatch.SamplesWithoutLimit / 2;
        }

        long flopsPerPair = (2 * problem.Model.SamplingFlops(problem.Quantity)) + problem.Model.SequenceLength + SumsFlops;
        return ((problem.Budget / 100 * _options.Percent) - EstimateFlops) / flopsPerPair;
    }
}

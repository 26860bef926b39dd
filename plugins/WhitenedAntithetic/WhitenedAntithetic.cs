using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>
/// Sampling in pairs x, -x whose batches are whitened: every batch of Gaussian sequences is transformed linearly so that its second moment is
/// exactly the identity, and the pairs make its mean exactly zero. Exact for the part of the loss that is odd or quadratic in x.
/// </summary>
/// <remarks>
/// A whitened batch is a Gaussian matrix without its triangular factor: its columns are a uniformly distributed orthonormal frame (Haar measure),
/// so each sequence still has a uniform direction and mean square length n. The estimate of any loss that is homogeneous of degree 0 or 2 in x, as
/// accuracy and squared error of a ReLU RNN are, is therefore unbiased; that of the cross-entropy has a bias of order 1 over the batch size. The
/// budget pays for the whitening, so that a few samples fewer are taken; 2^20 samples without a budget.
/// </remarks>
[Estimator(
    "whitened-antithetic",
    Kind = EstimatorKind.Sampling,
    Summary = "Random sampling in pairs x, -x with the batch's covariance made exact; for tasks with Gaussian inputs.",
    Reference = "Moment matching: Barraquand (1995), Numerical valuation of high dimensional multivariate European securities.")]
public sealed class WhitenedAntithetic : IMechanisticEstimator
{
    private const int PairsPerBatch = 1024;

    // The sum of a pair's losses.
    private const int SumFlops = 2;

    // The sum over the batches, 1; the mean of the batch, 1; its place among the means, 6.
    private const int FlopsPerMean = 8;

    // The mean, 1; its standard error, 3.
    private const int EstimateFlops = 4;

    // Fewer batches than this say too little about the spread of their means.
    private const int BatchesForStandardError = 8;

    /// <inheritdoc/>
    public bool Supports(EstimationProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Task.Inputs == InputLaw.StandardGaussian && Pairs(problem) >= SmallestBatch(problem.Model.SequenceLength);
    }

    /// <inheritdoc/>
    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        int n = problem.Model.SequenceLength;
        long pairs = Pairs(problem);
        long batches = Batches(pairs, n);
        var batch = new MeteredBatch(problem, 2 * (int)((pairs + batches - 1) / batches));
        var whitening = new Whitening(n);
        double sum = 0;
        var means = new RunningMean();
        for (long b = 0; b < batches; b++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = (int)((pairs * (b + 1) / batches) - (pairs * b / batches));
            double batchSum = Sum(problem, batch, whitening, count);
            sum += batchSum;
            means.Add(batchSum / (2 * count));
        }

        if (problem.Quantity == Quantity.Accuracy)
        {
            problem.Explanation.Observe($"{2 * pairs} whitened random inputs in pairs x, -x", sum, 2 * pairs, problem.Model.OutputSize);
        }

        return new Estimate(sum / (2 * pairs)) { StandardError = batches < BatchesForStandardError ? null : means.StandardError };
    }

    private static double Sum(EstimationProblem problem, MeteredBatch batch, Whitening whitening, int pairs)
    {
        int n = problem.Model.SequenceLength;
        var inputs = batch.Inputs(2 * pairs);
        problem.Random.FillGaussian(inputs[..(pairs * n)]);
        whitening.Apply(inputs[..(pairs * n)]);
        for (int i = 0; i < pairs * n; i++)
        {
            inputs[(pairs * n) + i] = -inputs[i];
        }

        double sum = 0;
        foreach (double loss in batch.Evaluate(2 * pairs))
        {
            sum += loss;
        }

        return sum;
    }

    // As many as the budget buys, the fixed costs of their batches included.
    private static long Pairs(EstimationProblem problem)
    {
        int n = problem.Model.SequenceLength;
        if (problem.Budget == ComputeMeter.Unlimited)
        {
            return MeteredBatch.SamplesWithoutLimit / 2;
        }

        long flopsPerPair = (2 * problem.Model.SamplingFlops(problem.Quantity)) + n + Whitening.FlopsPerSequence(n) + SumFlops;
        long flopsPerBatch = Whitening.FlopsPerBatch(n) + FlopsPerMean;
        long remaining = problem.Meter.Remaining;
        long pairs = MeteredBatch.AffordableSamples(problem, flopsPerPair, EstimateFlops);
        while (pairs > 0 && (pairs * flopsPerPair) + (Batches(pairs, n) * flopsPerBatch) + EstimateFlops > remaining)
        {
            pairs--;
        }

        return pairs;
    }

    private static long Batches(long pairs, int sequenceLength)
    {
        long largest = Math.Max(PairsPerBatch, 2L * SmallestBatch(sequenceLength));
        return (pairs + largest - 1) / largest;
    }

    // Twice the dimension keeps the second moment well away from singular.
    private static int SmallestBatch(int sequenceLength) => 2 * sequenceLength;
}

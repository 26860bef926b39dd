using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>
/// Randomised quasi-Monte Carlo: the mean loss over a Sobol sequence with a random nested uniform (Owen) scrambling, mapped to the input law
/// coordinate by coordinate. Unbiased; for smooth losses the error falls much faster than that of sampling, for accuracy, a discontinuous loss,
/// only a little faster.
/// </summary>
/// <remarks>
/// A point costs a sample, one addition, 2 n for its coordinates, and 16 n for Gaussian quantiles or n for uniform tokens, so that the budget buys fewer points than samples (2^20
/// points without a budget). Points beyond a power of two unbalance the net, but all that the budget buys are used. One scrambling has no standard error.
/// </remarks>
[Estimator(
    "sobol",
    Kind = EstimatorKind.QuasiMonteCarlo,
    Summary = "A scrambled Sobol sequence in the raw inputs, for sequences of at most 21.",
    Reference = "Owen (1997), Scrambled net variance for integrals of smooth functions; Joe and Kuo (2008).")]
public sealed class Sobol : IMechanisticEstimator
{
    private const int BatchSize = 1024;

    // A product and a sum for each coordinate of a point.
    private const int CoordinateFlops = 2;
    private const int QuantileFlops = 16;
    private const int TokenFlops = 1;

    // A sum for every point, a division at the end.
    private const int SumFlops = 1;
    private const int EstimateFlops = 1;

    /// <inheritdoc/>
    public bool Supports(EstimationProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Model.SequenceLength <= SobolSequence.MaximumDimension && Points(problem) > 0;
    }

    /// <inheritdoc/>
    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        long points = Points(problem);
        var sequence = new SobolSequence(problem.Model.SequenceLength, problem.Random.Address);
        double[] point = new double[sequence.Dimension];
        var batch = new MeteredBatch(problem, (int)Math.Min(BatchSize, points));
        double sum = 0;
        for (long done = 0; done < points; done += batch.Capacity)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = (int)Math.Min(batch.Capacity, points - done);
            var inputs = batch.Inputs(count);
            for (int i = 0; i < count; i++)
            {
                sequence.Next(point);
                Map(problem.Task.Inputs, point, inputs.Slice(i * point.Length, point.Length));
            }

            foreach (double loss in batch.Evaluate(count))
            {
                sum += loss;
            }
        }

        if (problem.Quantity == Quantity.Accuracy)
        {
            problem.Explanation.Observe($"{points} points of a scrambled Sobol sequence", sum, points, problem.Model.OutputSize);
        }

        return new Estimate(sum / points);
    }

    private static long Points(EstimationProblem problem)
    {
        long flopsPerCoordinate = CoordinateFlops + (problem.Task.Inputs == InputLaw.StandardGaussian ? QuantileFlops : TokenFlops);
        long flopsPerPoint = problem.Model.SamplingFlops(problem.Quantity) + (problem.Model.SequenceLength * flopsPerCoordinate) + SumFlops;
        return MeteredBatch.AffordableSamples(problem, flopsPerPoint, EstimateFlops);
    }

    private static void Map(InputLaw law, ReadOnlySpan<double> point, Span<float> input)
    {
        for (int i = 0; i < point.Length; i++)
        {
            input[i] = law == InputLaw.StandardGaussian ? (float)Gaussian.Quantile(point[i]) : (int)(point[i] * point.Length);
        }
    }
}

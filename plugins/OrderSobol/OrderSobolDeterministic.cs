using System.Numerics;
using AlgZoo.Exact;
using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>The mean, over the plain Sobol set in rank coordinates for the first n - 1 inputs, of the exact integral over the last input. Nothing in it is random, and it has no standard error.</summary>
[Estimator(
    "order-sobol-deterministic",
    Kind = EstimatorKind.QuasiMonteCarlo,
    Summary = "Exact integral over the last input, plain Sobol in rank coordinates for the others.",
    Reference = "Sobol (1967), On the distribution of points in a cube; Renyi (1953), On the theory of order statistics.")]
public sealed class OrderSobolDeterministic : IMechanisticEstimator
{
    private const long PointsWithoutLimit = 1 << 16;
    private const double HalfOfFinestCell = 1.0 / (1L << 33);
    private const int EstimateFlops = 4;

    /// <inheritdoc/>
    public bool Supports(EstimationProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return RankIntegral.Supports(problem)
            && problem.Model.SequenceLength <= SobolSequence.MaximumDimension
            && RankTask.TryCreate(problem.Task, problem.Model.SequenceLength) is { } task
            && RankIntegral.MaximumFlopsOfOnePoint((ReluRnn)problem.Model, task) + FlopsPerPoint(problem.Model.SequenceLength) + EstimateFlops <= problem.Budget;
    }

    /// <inheritdoc/>
    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var task = RankTask.TryCreate(problem.Task, problem.Model.SequenceLength)!;
        var integral = new RankIntegral((ReluRnn)problem.Model, task);
        var sequence = new SobolSequence(integral.Dimension);
        long netSize = NetSize(problem.Budget, integral.MaximumFlops);
        double shift = (0.5 / netSize) - HalfOfFinestCell;
        double[] point = new double[integral.Dimension];
        long flopsPerPoint = FlopsPerPoint(integral.Dimension);
        double sum = 0;
        long points = 0;
        while (points < netSize && (problem.Budget == ComputeMeter.Unlimited
            || integral.Flops + integral.MaximumFlops + ((points + 1) * flopsPerPoint) + EstimateFlops <= problem.Budget))
        {
            cancellationToken.ThrowIfCancellationRequested();
            sequence.Next(point);
            for (int i = 0; i < point.Length; i++)
            {
                point[i] += shift;
            }

            sum += integral.Evaluate(point);
            points++;
        }

        if (problem.Quantity == Quantity.Accuracy)
        {
            problem.Explanation.Observe($"{points} beginnings of sequences, the last input integrated", sum, points, problem.Model.OutputSize);
        }

        return new Estimate(sum / points);
    }

    // The net whose first points are used, each in the middle of its cell: the power of two above what the budget buys where a point costs half of the most that it can.
    private static long NetSize(long budget, long maximumFlops) => budget == ComputeMeter.Unlimited
        ? PointsWithoutLimit
        : Math.Min(1L << 32, (long)BitOperations.RoundUpToPowerOf2((ulong)Math.Max(1, 2 * (budget / maximumFlops))));

    // Two products or sums for each coordinate of the sequence, another for its shift; a sum.
    private static long FlopsPerPoint(int dimension) => (3L * dimension) + 1;
}

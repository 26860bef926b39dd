using AlgZoo.Exact;

namespace AlgZoo.Plugins;

/// <summary>
/// The mean, over a scrambled Sobol set in rank coordinates for the first n - 1 inputs, of the exact integral over the last input; from four independent scramblings, which give a standard error.
/// </summary>
[Estimator(
    "order-sobol",
    Kind = EstimatorKind.Hybrid,
    Summary = "Exact integral over the last input, scrambled Sobol in rank coordinates for the others.",
    Reference = "Owen (1997), Scrambled net variance for integrals of smooth functions; Renyi (1953), On the theory of order statistics.")]
public sealed class OrderSobol : IMechanisticEstimator
{
    private const int Scramblings = 4;
    private const long PointsWithoutLimit = 1 << 16;

    // Of the mean, and of its standard error: for each scrambling its mean, its weight and its share of the sum of squares.
    private const long EstimateFlops = 10 + (7 * Scramblings);

    /// <inheritdoc/>
    public bool Supports(EstimationProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return RankIntegral.Supports(problem)
            && RankTask.TryCreate(problem.Task, problem.Model.SequenceLength) is { } task
            && RankIntegral.MaximumFlopsOfOnePoint((ReluRnn)problem.Model, task) + FlopsPerPoint(problem.Model.SequenceLength) + EstimateFlops <= problem.Budget;
    }

    /// <inheritdoc/>
    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var task = RankTask.TryCreate(problem.Task, problem.Model.SequenceLength)!;
        var integral = new RankIntegral((ReluRnn)problem.Model, task);
        Replicate[] replicates = [.. Enumerable.Range(0, Scramblings).Select(i => new Replicate(integral, problem.Random.Address.Child((ulong)i)))];
        long flopsPerPoint = FlopsPerPoint(integral.Dimension);
        long points = 0;
        while (problem.Budget == ComputeMeter.Unlimited
            ? points < PointsWithoutLimit
            : integral.Flops + integral.MaximumFlops + ((points + 1) * flopsPerPoint) + EstimateFlops <= problem.Budget)
        {
            cancellationToken.ThrowIfCancellationRequested();
            replicates[points % Scramblings].Next();
            points++;
        }

        return Pool(problem, [.. replicates.Where(replicate => replicate.Points > 0)], points);
    }

    // Every point counts the same, so that scramblings weigh in proportion to their points.
    private static Estimate Pool(EstimationProblem problem, Replicate[] replicates, long points)
    {
        double sum = 0;
        foreach (var replicate in replicates)
        {
            sum += replicate.Sum;
        }

        if (problem.Quantity == Quantity.Accuracy)
        {
            problem.Explanation.Observe($"{points} beginnings of sequences, the last input integrated", sum, points, problem.Model.OutputSize);
        }

        double mean = sum / points;
        if (replicates.Length == 1)
        {
            return new Estimate(mean);
        }

        double squares = 0;
        foreach (var replicate in replicates)
        {
            double share = (replicate.Mean - mean) * replicate.Points / points;
            squares += share * share;
        }

        return new Estimate(mean) { StandardError = Math.Sqrt(squares * replicates.Length / (replicates.Length - 1)) };
    }

    // A product and a sum for each coordinate of the sequence, a sum for each beyond it; a sum.
    private static long FlopsPerPoint(int dimension) => (2L * dimension) + 1;
}

namespace AlgZoo.Exact;

/// <summary>Networks of two inputs (s r, y), r > 0, for both signs s.</summary>
internal static class TwoInputs
{
    private const double FullCircle = 2 * Math.PI;

    private static readonly int[] Signs = [1, -1];

    /// <summary>The accuracy: angles of the sectors on which the answer is wrong.</summary>
    /// <param name="weights">The network, with two outputs.</param>
    /// <param name="rank">The rank of the input whose position is the label, 0 for the smaller.</param>
    /// <param name="regions">Receives the linear regions; null for nothing.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static ExactScore Accuracy(RnnWeights weights, int rank, LinearRegions? regions, CancellationToken cancellationToken)
    {
        var wrong = new WrongSectors(rank, regions);
        var integers = new IntegerWeights(weights);
        long sectors = 0;
        foreach (int sign in Signs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            regions?.BeginHalfSpace(sign);
            sectors += new ActivationSectors(integers, sign).Visit(wrong);
        }

        return ExactScore.OfErrorRate(wrong.Angle / FullCircle, sectors, sectors, wrong.Count);
    }

    /// <summary>The mean squared error of a scalar output whose target is the median, here the mean.</summary>
    /// <param name="weights">The network, with one output.</param>
    /// <param name="regions">Receives the linear regions; null for nothing.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static ExactScore MedianSquaredError(RnnWeights weights, LinearRegions? regions, CancellationToken cancellationToken)
    {
        var integers = new IntegerWeights(weights);
        double second = 0;
        double fourth = 0;
        long sectors = 0;
        foreach (int sign in Signs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            regions?.BeginHalfSpace(sign);
            var errors = new SquaredErrorSectors(sign, integers.Exponent, regions);
            sectors += new ActivationSectors(integers, sign).Visit(errors);
            second += errors.Second;
            fourth += errors.Fourth;
        }

        return ExactScore.OfSquaredError(second, fourth, sectors, sectors);
    }
}

namespace AlgZoo.Exact;

/// <summary>Networks of three inputs (s r, y1, y2), r > 0, for both signs s: each sign is a half space of cones on which the network is linear.</summary>
internal static class ThreeInputs
{
    private const double FullSphere = 4 * Math.PI;

    private static readonly int[] Signs = [1, -1];

    /// <summary>The accuracy: solid angles of the cones on which the answer is wrong.</summary>
    /// <param name="weights">The network, with three outputs.</param>
    /// <param name="rank">The rank of the input whose position is the label, 0 for the smallest.</param>
    /// <param name="regions">Receives the linear regions; null for nothing.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static ExactScore Accuracy(RnnWeights weights, int rank, LinearRegions? regions, CancellationToken cancellationToken)
    {
        double errorRate = 0;
        long activationCells = 0;
        long labelledCells = 0;
        long wrongCells = 0;
        foreach (int sign in Signs)
        {
            regions?.BeginHalfSpace(sign);
            var wrong = new WrongCells([sign], rank, static polygon => polygon.SolidAngle(), regions);
            activationCells += Visit(weights, sign, wrong, cancellationToken);
            labelledCells += wrong.Cells;
            wrongCells += wrong.WrongCount;
            errorRate += wrong.Sum / FullSphere;
        }

        return ExactScore.OfErrorRate(errorRate, activationCells, labelledCells, wrongCells);
    }

    /// <summary>P(wrong and x0 > 0), in [0, 1/2].</summary>
    /// <param name="weights">The network, with three outputs.</param>
    /// <param name="rank">The rank of the input whose position is the label, 0 for the smallest.</param>
    /// <param name="regions">Receives the linear regions.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static double PositiveErrorRate(RnnWeights weights, int rank, LinearRegions regions, CancellationToken cancellationToken)
    {
        regions.BeginHalfSpace(1);
        var wrong = new WrongCells([1], rank, static polygon => polygon.SolidAngle(), regions);
        Visit(weights, 1, wrong, cancellationToken);
        return wrong.Sum / FullSphere;
    }

    /// <summary>The mean squared error of a scalar output whose target is the median.</summary>
    /// <param name="weights">The network, with one output.</param>
    /// <param name="regions">Receives the linear regions; null for nothing.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static ExactScore MedianSquaredError(RnnWeights weights, LinearRegions? regions, CancellationToken cancellationToken)
    {
        double second = 0;
        double fourth = 0;
        long activationCells = 0;
        long labelledCells = 0;
        foreach (int sign in Signs)
        {
            regions?.BeginHalfSpace(sign);
            var errors = new SquaredErrorCells(sign, rank: 1, regions);
            activationCells += Visit(weights, sign, errors, cancellationToken);
            labelledCells += errors.Cells;
            second += errors.Second;
            fourth += errors.Fourth;
        }

        return ExactScore.OfSquaredError(second, fourth, activationCells, labelledCells);
    }

    private static long Visit(RnnWeights weights, int sign, ICellVisitor visitor, CancellationToken cancellationToken)
    {
        double[] state = new double[weights.HiddenSize];
        for (int i = 0; i < state.Length; i++)
        {
            state[i] = Math.Max(0, weights.Input[i] * sign);
        }

        var cells = new ActivationCells(weights, visitor);
        cells.Visit(state, breaks: [sign], cancellationToken);
        return cells.Cells;
    }
}

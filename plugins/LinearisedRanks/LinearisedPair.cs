using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>
/// The inputs are cut into cells: a rank order, and strata of the values. In each of a balanced set of cells the network is replaced by the linear map that it is at the cell's centre, and the probability
/// of a right answer is integrated over the two values that decide it; the others stay at the centre.
/// </summary>
[Estimator(
    "linearised-pair",
    Kind = EstimatorKind.Deductive,
    Summary = "The network's linear map in a balanced set of cells, integrated over the two decisive values.",
    Reference = "Own: see docs/estimators/linearised-pair.md.")]
public sealed class LinearisedPair : IMechanisticEstimator
{
    private const int Segments = 4;

    /// <inheritdoc/>
    public bool Supports(EstimationProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Quantity == Quantity.Accuracy
            && problem.Model is ReluRnn model
            && DecisivePair.For(problem.Task, model.SequenceLength) is { } pair
            && Budget(problem, model, pair).HoldsOne;
    }

    /// <inheritdoc/>
    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var model = (ReluRnn)problem.Model;
        var pair = DecisivePair.Of(problem.Task, model.SequenceLength);
        var budget = Budget(problem, model, pair);
        var cells = new PairCells(model.SequenceLength, pair, CellDesign.CountWithin(model.SequenceLength, budget.Likely));
        var region = new LinearRegion(model);
        var leads = new Leads(model.OutputSize - 1);
        return CellAverage.Over(problem, cells.Count, budget, region, Probability, cancellationToken);

        double Probability(int cell)
        {
            cells.Enter(cell);
            int upper = cells.Positions[pair.Upper];
            int lower = cells.Positions[pair.Lower];
            region.Enter(cells.Sequence, [upper, lower]);
            SetLeads(leads, region, cells.Sequence, upper, lower, cells.Positions[pair.Label]);
            double sum = 0;
            for (int i = 0; i < Segments; i++)
            {
                sum += leads.Probability(cells.Segment((i + 0.5) / Segments));
            }

            return sum / Segments;
        }
    }

    private static void SetLeads(Leads leads, LinearRegion region, ReadOnlySpan<double> centre, int upper, int lower, int label)
    {
        double[] byUpper = region.Derivatives(upper);
        double[] byLower = region.Derivatives(lower);
        for (int rival = 0; rival < leads.Rivals; rival++)
        {
            int other = leads.Meet(rival, label);
            double upperSlope = byUpper[label] - byUpper[other];
            double lowerSlope = byLower[label] - byLower[other];
            leads.UpperSlopes[rival] = upperSlope;
            leads.LowerSlopes[rival] = lowerSlope;
            leads.Offsets[rival] = region.Logits[label] - region.Logits[other] - (upperSlope * centre[upper]) - (lowerSlope * centre[lower]);
        }
    }

    // Entering a region carries two derivatives, through n - 1 steps together on the average. Seven operations make a lead, six a place and a mean of segments; the end costs a division.
    private static CellBudget Budget(EstimationProblem problem, ReluRnn model, DecisivePair pair)
    {
        int length = model.SequenceLength;
        int rivals = model.OutputSize - 1;
        long integral = (7L * rivals) + (Segments * (PairSegment.Flops + Leads.ProbabilityFlops(rivals) + 6)) + 2;
        return new CellBudget(
            problem.Meter.Remaining - PairStrata.Flops - 1,
            LinearRegion.MaximumFlops(model, (2 * length) - 3, 2),
            LinearRegion.MaximumFlops(model, length - 1, 2),
            PairCells.EnterFlops(length) + integral);
    }
}

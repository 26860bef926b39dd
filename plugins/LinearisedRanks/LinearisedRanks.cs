using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>
/// For a balanced set of rank orders the network is replaced by the linear map that it is at a typical sequence of that order; the probability of a right answer is then integrated over the law of the
/// order statistics, all of them.
/// </summary>
[Estimator(
    "linearised-ranks",
    Kind = EstimatorKind.Deductive,
    Summary = "The network's linear map at a typical sequence of each of a balanced set of rank orders, integrated over the order statistics.",
    Reference = "Own: see docs/estimators/linearised-ranks.md.")]
public sealed class LinearisedRanks : IMechanisticEstimator
{
    // Below this the first input is too small to find its column from the others.
    private const double SmallestEulerInput = 0.1;

    /// <inheritdoc/>
    public bool Supports(EstimationProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Quantity == Quantity.Accuracy
            && problem.Model is ReluRnn model
            && DecisivePair.For(problem.Task, model.SequenceLength) is not null
            && Budget(problem, model).HoldsOne;
    }

    /// <inheritdoc/>
    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var model = (ReluRnn)problem.Model;
        int length = model.SequenceLength;
        var pair = DecisivePair.Of(problem.Task, length);
        var budget = Budget(problem, model);
        var cells = new OrderCells(length, pair, CellDesign.CountWithin(length, budget.Likely), cancellationToken);
        var region = new LinearRegion(model);
        var leads = new Leads(model.OutputSize - 1);
        var slopes = new RankSlopes(model.OutputSize - 1, length);
        int[] allInputs = [.. Enumerable.Range(0, length)];
        return CellAverage.Over(problem, cells.Count, budget, region, Probability, cancellationToken);

        double Probability(int cell)
        {
            cells.Enter(cell);
            bool byEuler = Math.Abs(cells.Sequence[0]) >= SmallestEulerInput;
            region.Enter(cells.Sequence, byEuler ? allInputs.AsSpan(1) : allInputs);
            if (byEuler)
            {
                region.CompleteFirst(cells.Sequence);
            }

            slopes.Set(region, leads, cells.Positions, pair);
            double sum = 0;
            for (int node = 0; node < OrderCells.Nodes; node++)
            {
                slopes.SetOffsets(leads, cells.Node(node), pair);
                sum += leads.Probability(cells.Segment(node));
            }

            return sum / OrderCells.Nodes;
        }
    }

    private static CellBudget Budget(EstimationProblem problem, ReluRnn model)
    {
        int length = model.SequenceLength;
        int rivals = model.OutputSize - 1;
        long region = LinearRegion.MaximumFlops(model, (length - 1) * length / 2, length) + 2;
        long integral = ((long)rivals * length) + (OrderCells.Nodes * ((2L * rivals * (length - 2)) + Leads.ProbabilityFlops(rivals) + OtherRanks.SegmentFlops + 1)) + 2;
        var budget = new CellBudget(problem.Meter.Remaining - 1, region, region, OrderCells.EnterFlops + integral);
        return budget with { Available = budget.Available - OrderCells.LayoutFlops(length, CellDesign.CountWithin(length, budget.Likely)) };
    }
}

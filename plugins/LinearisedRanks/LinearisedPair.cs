using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>
/// The inputs are cut into cells: a rank order, and strata of the values. In each of a balanced set of cells the network is replaced by the linear map that it is at the cell's centre, and the probability
/// of a right answer is integrated over the two values that decide it.
/// </summary>
[Estimator(
    "linearised-pair",
    Kind = EstimatorKind.Deductive,
    Summary = "The network's linear map in balanced cells of rank orders, integrated over the two decisive values.",
    Reference = "This project: docs/estimators/linearised-pair.md.")]
public sealed class LinearisedPair : IMechanisticEstimator
{
    private const int Segments = 4;

    // Factors of a cell: s and t of the pair, then a level for each other rank, that below the pair first.
    private const int UpperFactor = 0;
    private const int LowerFactor = 1;
    private const int PairFactors = 2;

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
        int length = model.SequenceLength;
        var pair = DecisivePair.For(problem.Task, length) ?? throw new ArgumentException($"The task {problem.Task.Name} has no decisive pair at length {length}; ask Supports first.", nameof(problem));
        var budget = Budget(problem, model, pair);
        var order = new OrderedUniforms(length, pair);
        var design = new CellDesign(length, pair, CellDesign.CountWithin(length, budget.Likely), PairFactors + order.Levels);
        var strata = new PairStrata(design.Count);
        var region = new LinearRegion(model);
        var leads = new Leads(model.OutputSize - 1);
        int[] positions = new int[length];
        double[] levels = new double[order.Levels];
        double[] sequence = new double[length];
        double sum = 0;
        int cell = 0;
        for (; cell < design.Count && budget.HoldsOneMore(cell, region.Flops); cell++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            design.Arrange(cell, positions);
            for (int i = 0; i < levels.Length; i++)
            {
                levels[i] = design.Level(cell, PairFactors + i);
            }

            order.Place(levels);
            for (int rank = 0; rank < length; rank++)
            {
                if (rank < pair.Upper || rank > pair.Lower)
                {
                    sequence[positions[rank]] = Gaussian.Quantile(order[rank]);
                }
            }

            var upper = strata.Upper(strata.FindUpper(design.Level(cell, UpperFactor)));
            var lower = strata.Lower(strata.FindLower(design.Level(cell, LowerFactor)));
            double upperUniform = order.Below + ((order.Above - order.Below) * Math.Sqrt(0.5 * (upper.From + upper.To)));
            double lowerUniform = order.Below + ((upperUniform - order.Below) * 0.5 * (lower.From + lower.To));
            sequence[positions[pair.Upper]] = Gaussian.Quantile(upperUniform);
            sequence[positions[pair.Lower]] = Gaussian.Quantile(lowerUniform);
            region.Enter(sequence, [positions[pair.Upper], positions[pair.Lower]]);
            SetLeads(leads, region, sequence, positions[pair.Upper], positions[pair.Lower], positions[pair.Label]);
            double cellSum = 0;
            for (int i = 0; i < Segments; i++)
            {
                double s = upper.From + ((upper.To - upper.From) * (i + 0.5) / Segments);
                cellSum += leads.Probability(PairSegment.Of(order.Above, order.Below, s, lower));
            }

            sum += cellSum / Segments;
        }

        return new Estimate(sum / cell)
        {
            Notes = [string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{cell} of {design.Count} cells, {strata.UpperCount} x {strata.LowerCount} strata, {region.ActiveNeurons / (double)(cell * length):F2} neurons active")],
        };
    }

    private static void SetLeads(Leads leads, LinearRegion region, double[] sequence, int upper, int lower, int label)
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
            leads.Offsets[rival] = region.Logits[label] - region.Logits[other] - (upperSlope * sequence[upper]) - (lowerSlope * sequence[lower]);
        }
    }

    private static CellBudget Budget(EstimationProblem problem, ReluRnn model, DecisivePair pair)
    {
        int length = model.SequenceLength;
        var order = new OrderedUniforms(length, pair);
        var leads = new Leads(model.OutputSize - 1);
        long region = LinearRegion.MaximumFlops(model, (2 * length) - 3, 2);
        long levels = (2 * (order.Levels + PairFactors)) + order.Flops;
        long values = (16 * length) + 40;
        long probability = (7 * leads.Rivals) + (Segments * (PairSegment.Flops + leads.Flops + 5));
        return new CellBudget(problem.Meter.Remaining - 1_000, region, levels + values + probability);
    }
}

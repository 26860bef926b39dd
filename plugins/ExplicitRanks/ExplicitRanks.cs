using AlgZoo.Exact;

namespace AlgZoo.Plugins;

/// <summary>
/// Explicit are the positions of all ranks, the values of the few order statistics nearest the one that the task asks for, and the last input; all other values are at their conditional means. Positions and
/// values run over a balanced design, the last input is integrated exactly. No random number; a small bias that no budget removes.
/// </summary>
/// <remarks>The option <c>l</c> is the number of explicit order statistics among the inputs before the last. With all of them explicit this is group-design.</remarks>
[Estimator(
    "explicit-ranks",
    Kind = EstimatorKind.Deductive,
    Summary = "The few values nearest the answer's rank explicit, the others at their conditional means, the last input integrated exactly.",
    Reference = "Order statistics in Rényi's representation, David and Nagaraja (2003); balanced designs as in group-design.")]
public sealed class ExplicitRanks(EstimatorOptions options) : IMechanisticEstimator
{
    private readonly int _explicitRanks = options.WholeNumber("l", defaultValue: 4, minimum: 1, maximum: BalancedDesign.MaximumInputs);

    /// <inheritdoc/>
    public bool Supports(EstimationProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Quantity != Quantity.CrossEntropy
            && problem.Model is ReluRnn model
            && DesignQuadrature.Covers(model, problem.Task)
            && DesignQuadrature.LeastBudget(model, problem.Task) <= problem.Budget;
    }

    /// <inheritdoc/>
    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var quadrature = new DesignQuadrature((ReluRnn)problem.Model, problem.Task, _explicitRanks);
        var mean = quadrature.LargestMean(DesignQuadrature.PlannedBudget(problem), cancellationToken);
        if (problem.Quantity == Quantity.Accuracy)
        {
            problem.Explanation.Observe($"{mean.Cases} beginnings of sequences, the last input integrated", mean.Sum, mean.Cases, problem.Model.OutputSize);
        }

        return new Estimate(mean.Value) { Notes = [mean.ToString()] };
    }
}

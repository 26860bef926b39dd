using AlgZoo.Exact;

namespace AlgZoo.Plugins;

/// <summary>
/// The mean over a balanced design of the inputs before the last: rank orders by the affine group of a finite field, which puts every pair of ranks at every pair of positions equally often, and gaps
/// between order statistics by an orthogonal array; the last input is integrated exactly. The same inputs for every model; no random number.
/// </summary>
/// <remarks>
/// The option <c>relabellings=2</c> halves the budget between two designs that differ in an arbitrary labelling: the estimate is their average, the standard error half their difference, an
/// indication and no statistics. One design of twice the size is the better estimate, so that one is the default.
/// </remarks>
[Estimator(
    "group-design",
    Kind = EstimatorKind.Hybrid,
    Summary = "Balanced rank orders and gaps for the inputs before the last, the last integrated exactly.",
    Reference = "Sharply 2-transitive groups and orthogonal arrays (Bush 1952); Hedayat, Sloane and Stufken (1999).")]
public sealed class GroupDesign(EstimatorOptions options) : IMechanisticEstimator
{
    // A sum and a difference, halved, and an absolute value.
    private const long AverageFlops = 5;

    private readonly int _relabellings = options.WholeNumber("relabellings", defaultValue: 1, minimum: 1, maximum: 2);

    /// <inheritdoc/>
    public bool Supports(EstimationProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Quantity != Quantity.CrossEntropy
            && problem.Model is ReluRnn model
            && DesignQuadrature.Covers(model, problem.Task)
            && _relabellings * DesignQuadrature.LeastBudget(model, problem.Task) <= problem.Budget;
    }

    /// <inheritdoc/>
    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var quadrature = new DesignQuadrature((ReluRnn)problem.Model, problem.Task);
        long budget = DesignQuadrature.PlannedBudget(problem) - AverageFlops;
        var first = quadrature.LargestMean((budget + quadrature.Flops) / _relabellings, cancellationToken);
        Explain(problem, first);
        if (_relabellings == 1)
        {
            return new Estimate(first.Value) { Notes = [first.ToString()] };
        }

        var second = quadrature.Mean(new BalancedDesign(problem.Model.SequenceLength - 1, first.Blocks, Relabelling.Second), first.Translations, budget, cancellationToken);
        Explain(problem, second);
        return Average(first, second);
    }

    private static void Explain(EstimationProblem problem, DesignMean mean)
    {
        if (problem.Quantity == Quantity.Accuracy)
        {
            problem.Explanation.Observe($"{mean.Cases} beginnings of sequences, the last input integrated", mean.Sum, mean.Cases, problem.Model.OutputSize);
        }
    }

    private static Estimate Average(DesignMean first, DesignMean second) => new((first.Value + second.Value) / 2)
    {
        StandardError = Math.Abs(first.Value - second.Value) / 2,
        Notes = [first.ToString(), second.ToString()],
    };
}

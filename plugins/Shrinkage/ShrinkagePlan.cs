namespace AlgZoo.Plugins;

/// <summary>What a budget is spent on: a rule, and order-sobol on what it leaves.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Rest">FLOPs for order-sobol.</param>
/// <param name="RestError">Mean squared error that order-sobol has there.</param>
/// <param name="Error">Mean squared error of both together.</param>
internal sealed record ShrinkagePlan(QuadratureRule Rule, long Rest, double RestError, double Error)
{
    // Where order-sobol takes away less than a tenth of the error, it is not worth its compute.
    private const double LeastGain = 0.1;

    // Of each rule: a logarithm and an exponential, precisions, a comparison. Then the gain, the combination and its error.
    private const int RuleFlops = 40;
    private const int CombinationFlops = 16;

    /// <summary>Whether order-sobol is run.</summary>
    public bool UsesRest => Error < (1 - LeastGain) * Rule.MeanSquaredError;

    /// <summary>The least budget that allows a plan.</summary>
    public static long LeastFlops(Model model) => CombinationFlops + (ShrinkageAdvice.Points.Count * RuleFlops) + QuadratureRule.MostFlops(model, ShrinkageAdvice.Points[0]);

    /// <summary>The plan of least error for a budget of <see cref="LeastFlops"/> or more.</summary>
    public static ShrinkagePlan Best(ShrinkageAdvice advice, Model model, long budget)
    {
        ShrinkagePlan? best = null;
        foreach (var rule in advice.Rules)
        {
            long rest = budget - CombinationFlops - (advice.Rules.Count * RuleFlops) - QuadratureRule.MostFlops(model, rule.Points);
            if (rest >= 0)
            {
                double restError = advice.OrderSobol.At(Math.Max(rest, 1));
                double error = 1 / ((1 / rule.MeanSquaredError) + (1 / restError));
                best = best is null || error < best.Error ? new ShrinkagePlan(rule, rest, restError, error) : best;
            }
        }

        return best ?? throw new ArgumentOutOfRangeException(nameof(budget), budget, "The budget does not allow one trained point.");
    }
}

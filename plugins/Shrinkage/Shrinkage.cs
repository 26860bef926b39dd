using AlgZoo.Advice;
using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>
/// Combines two estimates by their inverse mean squared errors: a trained quadrature, whose error was measured on copies that its training did not see, and order-sobol on the rest of the budget, whose error follows a law that
/// was measured too. Small budgets get the mean score and order-sobol, large ones come near order-sobol alone.
/// </summary>
[Estimator(
    "shrinkage",
    Kind = EstimatorKind.Hybrid,
    Summary = "order-sobol combined by inverse variance with a trained quadrature, as advice, of the size that the budget is best spent on.",
    Reference = "Efron and Morris (1973), Stein's estimation rule and its competitors.")]
public sealed class Shrinkage : IAdvisedEstimator
{
    private const string Id = "shrinkage";

    // Below a tenth of the error, order-sobol is not worth its compute.
    private const double LeastGain = 0.1;

    // Precisions, weights, the sum, its error: plan and combination together.
    private const int CombinationFlops = 400;

    /// <inheritdoc/>
    public byte[] Prepare(AdviceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!TrainedQuadrature.Learns(request) || !ErrorMeasurement.Applies(request))
        {
            return [];
        }

        var training = new QuadratureTraining(request, cancellationToken);
        QuadratureRule[] rules = [.. ShrinkageAdvice.Points.Select(points => points == 0 ? training.Constant() : training.Train(points, cancellationToken))];
        return new ShrinkageAdvice(rules, ErrorMeasurement.OfOrderSobol(request, cancellationToken)).Write(request.BaseModel);
    }

    /// <inheritdoc/>
    public bool Supports(EstimationProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem is { Model: ReluRnn, Quantity: Quantity.Accuracy, Advice.Length: > 0 } && new OrderSobol().Supports(Part(problem, problem.Budget - CombinationFlops));
    }

    /// <inheritdoc/>
    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var model = (ReluRnn)problem.Model;
        var advice = ShrinkageAdvice.Read(Id, model, problem.Advice);
        var plan = Plan(advice, model, problem.Budget - CombinationFlops);
        double prior = plan.Rule.Estimate(model);
        var part = Part(problem, plan.Rest);
        if (!plan.UsesRest || !new OrderSobol().Supports(part))
        {
            return new Estimate(prior) { StandardError = Math.Sqrt(plan.Rule.MeanSquaredError), Notes = [string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{plan.Rule.Points} trained points alone")] };
        }

        double weight = plan.Rule.MeanSquaredError / (plan.Rule.MeanSquaredError + plan.RestError);
        double value = prior + (weight * (new OrderSobol().Estimate(part, cancellationToken).Value - prior));
        return new Estimate(Math.Clamp(value, 0, 1))
        {
            StandardError = Math.Sqrt(weight * plan.RestError),
            Notes = [string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{plan.Rule.Points} trained points; order-sobol has {plan.Rest} FLOPs and weight {weight:0.000}")],
        };
    }

    // The rule that leaves the least error together with order-sobol on what it leaves of the budget.
    private static ShrinkagePlan Plan(ShrinkageAdvice advice, ReluRnn model, long budget)
    {
        ShrinkagePlan? best = null;
        foreach (var rule in advice.Rules)
        {
            long rest = budget - QuadratureRule.MostFlops(model, rule.Points);
            if (rest <= 0)
            {
                continue;
            }

            var plan = new ShrinkagePlan(rule, rest, advice.OrderSobol.At(rest));
            best = best is null || plan.Error < best.Error ? plan : best;
        }

        return best!;
    }

    private static EstimationProblem Part(EstimationProblem problem, long budget) =>
        new(problem.Model, problem.Task, problem.Quantity, ForwardPass.Create(problem.Model), new ComputeMeter(Math.Max(0, budget)), problem.Random);

    private sealed record ShrinkagePlan(QuadratureRule Rule, long Rest, double RestError)
    {
        public double Error => 1 / ((1 / Rule.MeanSquaredError) + (1 / RestError));

        // A constant alone would say nothing about the weights.
        public bool UsesRest => Rule.Points == 0 || Error < (1 - LeastGain) * Rule.MeanSquaredError;
    }
}

using System.Globalization;
using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>
/// Combines two estimates by their inverse mean squared errors: a trained quadrature, whose error was measured on copies that its training did not see, and order-sobol on the rest of the budget, whose error follows a law that
/// was measured too. Small budgets get trained points alone, large ones come near order-sobol alone.
/// </summary>
[Estimator(
    "shrinkage",
    Kind = EstimatorKind.Hybrid,
    Summary = "order-sobol combined by inverse variance with a trained quadrature, as advice, of the size that the budget is best spent on.",
    Reference = "Efron and Morris (1973), Stein's estimation rule and its competitors.")]
public sealed class Shrinkage : IAdvisedEstimator
{
    private const string Id = "shrinkage";

    // Samples' worth of compute where there is no limit.
    private const long SamplesWithoutLimit = 1 << 16;

    /// <inheritdoc/>
    public byte[] Prepare(AdviceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!TrainedQuadrature.Learns(request) || !ErrorMeasurement.Applies(request))
        {
            return [];
        }

        var training = new QuadratureTraining(request, cancellationToken);
        QuadratureRule[] rules = [.. ShrinkageAdvice.Points.Select(points => training.Train(points, cancellationToken))];
        return new ShrinkageAdvice(rules, ErrorMeasurement.OfOrderSobol(request, cancellationToken)).Write(request.BaseModel);
    }

    /// <inheritdoc/>
    public bool Supports(EstimationProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem is { Model: ReluRnn, Quantity: Quantity.Accuracy, Advice.Length: > 0 } && Budget(problem) >= ShrinkagePlan.LeastFlops(problem.Model);
    }

    /// <inheritdoc/>
    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var model = (ReluRnn)problem.Model;
        var advice = ShrinkageAdvice.Read(Id, model, problem.Advice);
        var plan = ShrinkagePlan.Best(advice, model, Budget(problem));
        double prior = plan.Rule.Estimate(model, problem.Explanation);
        var part = Part(problem, plan.Rest);
        if (!plan.UsesRest || !new OrderSobol().Supports(part))
        {
            return new Estimate(prior) { StandardError = Math.Sqrt(plan.Rule.MeanSquaredError), Notes = [$"{plan.Rule.Points} trained points alone"] };
        }

        double weight = plan.Rule.MeanSquaredError / (plan.Rule.MeanSquaredError + plan.RestError);
        double value = prior + (weight * (new OrderSobol().Estimate(part, cancellationToken).Value - prior));
        return new Estimate(Math.Clamp(value, 0, 1))
        {
            StandardError = Math.Sqrt(weight * plan.RestError),
            Notes = [string.Create(CultureInfo.InvariantCulture, $"{plan.Rule.Points} trained points; order-sobol has {plan.Rest} FLOPs and weight {weight:0.000}")],
        };
    }

    // What may be spent.
    private static long Budget(EstimationProblem problem) =>
        problem.Budget == ComputeMeter.Unlimited ? SamplesWithoutLimit * problem.Model.SamplingFlops(problem.Quantity) : problem.Budget;

    private static EstimationProblem Part(EstimationProblem problem, long budget) =>
        new(problem.Model, problem.Task, problem.Quantity, ForwardPass.Create(problem.Model), new ComputeMeter(Math.Max(0, budget)), problem.Random) { Explanation = problem.Explanation };
}

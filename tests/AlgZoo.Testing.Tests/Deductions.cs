namespace AlgZoo.Testing.Tests;

/// <summary>Says that it draws nothing, and draws.</summary>
[Estimator("drawing-deduction", Kind = EstimatorKind.Deductive)]
public sealed class DrawingDeduction : IMechanisticEstimator
{
    public bool Supports(EstimationProblem problem) => problem.Quantity == Quantity.Accuracy;

    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(problem.Random.NextDouble());
}

public sealed class WithoutId : IMechanisticEstimator
{
    public bool Supports(EstimationProblem problem) => true;

    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(0.5);
}

namespace AlgZoo.Fixtures;

[Estimator("futuristic")]
public sealed class Futuristic : IMechanisticEstimator
{
    public bool Supports(EstimationProblem problem) => true;

    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(1);
}

namespace AlgZoo.Fixtures;

[Estimator("hidden")]
internal sealed class Hidden : IMechanisticEstimator
{
    public bool Supports(EstimationProblem problem) => true;

    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(1);
}

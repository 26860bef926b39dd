namespace AlgZoo.Fixtures;

[Estimator("sound-constant")]
public sealed class SameConstant : IMechanisticEstimator
{
    public bool Supports(EstimationProblem problem) => true;

    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(1);
}

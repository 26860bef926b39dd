namespace AlgZoo.Fixtures;

public abstract class HalfOf<T> : IMechanisticEstimator
{
    public bool Supports(EstimationProblem problem) => true;

    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(0.5);
}

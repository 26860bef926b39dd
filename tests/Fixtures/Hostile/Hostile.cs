namespace AlgZoo.Fixtures;

public abstract class Hostile : IMechanisticEstimator
{
    public virtual bool Supports(EstimationProblem problem) => true;

    public abstract Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken);
}

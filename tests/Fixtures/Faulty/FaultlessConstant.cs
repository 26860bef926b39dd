using AlgZoo.Numerics;

namespace AlgZoo.Fixtures;

/// <summary>The score of an uninformed answer, without a fault.</summary>
[Estimator("faultless-constant", Kind = EstimatorKind.Trivial)]
public sealed class FaultlessConstant : IMechanisticEstimator
{
    public bool Supports(EstimationProblem problem) => problem.Quantity != Quantity.MeanSquaredError;

    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(TrivialEstimate.Of(problem.Task, problem.Quantity, problem.Model.SequenceLength));
}

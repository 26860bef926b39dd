using AlgZoo.Numerics;

namespace AlgZoo.Fixtures;

/// <summary>Takes a hundred samples at least, whether they can be paid or not.</summary>
[Estimator("faulty-budget", Kind = EstimatorKind.Sampling)]
public sealed class AtLeastAHundred : FaultlessSampling
{
    protected override long Samples(EstimationProblem problem) => Math.Max(100, base.Samples(problem));
}

/// <summary>Plans with the forward pass alone, and forgets what the argmax and its own sums cost.</summary>
[Estimator("faulty-budget-argmax", Kind = EstimatorKind.Sampling)]
public sealed class ForwardPassAlone : FaultlessSampling
{
    protected override long Samples(EstimationProblem problem) => MeteredBatch.AffordableSamples(problem, problem.Model.ForwardFlops, flopsBesides: 0);
}

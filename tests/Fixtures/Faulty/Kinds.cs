namespace AlgZoo.Fixtures;

/// <summary>Runs the model on a few random sequences, always the same, and calls that a deduction.</summary>
[Estimator("faulty-kind", Kind = EstimatorKind.Deductive)]
public sealed class DrawsInSecret : FaultlessDeduction
{
    protected override double Strength(EstimationProblem problem, ReluRnn model) => base.Strength(problem, model) * (1 + new RandomStream(RandomAddress.Root(7)).NextDouble());
}

/// <summary>Looks at the weights and calls that trivial.</summary>
[Estimator("faulty-kind-trivial", Kind = EstimatorKind.Trivial)]
public sealed class LooksAtWeights : FaultlessDeduction;

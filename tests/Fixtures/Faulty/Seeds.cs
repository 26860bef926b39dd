namespace AlgZoo.Fixtures;

/// <summary>Has a seed of its own, so that it may be compared.</summary>
[Estimator("faulty-seeds", Kind = EstimatorKind.Sampling)]
public sealed class FixedSeed : FaultlessSampling
{
    protected override RandomStream Stream(EstimationProblem problem) => new(RandomAddress.Root(42));
}

/// <summary>Shifts its nodes by the address of the random stream: it draws nothing, and depends on the seed all the same.</summary>
[Estimator("faulty-seeds-deductive", Kind = EstimatorKind.Deductive)]
public sealed class ShiftsBySeed : FaultlessDeduction
{
    protected override double Strength(EstimationProblem problem, ReluRnn model)
    {
        Span<ulong> words = stackalloc ulong[4];
        problem.Random.Address.FillState(words);
        return base.Strength(problem, model) * (1 + Math.ScaleB(words[0], -64));
    }
}

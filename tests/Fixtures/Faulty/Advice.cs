namespace AlgZoo.Fixtures;

/// <summary>Measures the base model with other sequences every time.</summary>
[Estimator("faulty-advice", Kind = EstimatorKind.Trivial)]
public sealed class AdviceByChance : FaultlessAdvice
{
    protected override RandomAddress SampleAddress(AdviceRequest request) => RandomAddress.Root((ulong)Random.Shared.NextInt64());
}

/// <summary>Has nothing to say, and says it in the wrong way.</summary>
[Estimator("faulty-advice-null", Kind = EstimatorKind.Trivial)]
public sealed class NoAdvice : FaultlessAdvice
{
    public override byte[] Prepare(AdviceRequest request, CancellationToken cancellationToken) => null!;
}

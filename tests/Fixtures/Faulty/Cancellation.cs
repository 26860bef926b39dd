namespace AlgZoo.Fixtures;

/// <summary>Takes all its samples, whatever its token says.</summary>
[Estimator("faulty-cancellation", Kind = EstimatorKind.Sampling)]
public sealed class IgnoresToken : FaultlessSampling
{
    protected override bool GoesOn(CancellationToken cancellationToken) => true;
}

namespace AlgZoo.Fixtures;

/// <summary>States a standard error ten times too small.</summary>
[Estimator("faulty-truth", Kind = EstimatorKind.Sampling)]
public sealed class TooSure : FaultlessSampling
{
    protected override double StandardError(double standardError) => standardError / 10;
}

/// <summary>Calls certain what is likely.</summary>
[Estimator("faulty-truth-bounds", Kind = EstimatorKind.Deductive)]
public sealed class TooCertain : FaultlessDeduction
{
    protected override CertifiedBounds? Bounds(double value) => new(value - 0.001, value + 0.001);
}

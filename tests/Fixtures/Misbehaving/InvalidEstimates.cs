namespace AlgZoo.Fixtures;

[Estimator("returns-null")]
public sealed class ReturnsNull : Misbehaving
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => null!;
}

[Estimator("returns-nan")]
public sealed class ReturnsNaN : Misbehaving
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(double.NaN);
}

[Estimator("returns-null-notes")]
public sealed class ReturnsNullNotes : Misbehaving
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(0.5) { Notes = null! };
}

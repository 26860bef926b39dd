namespace AlgZoo.Fixtures;

[Estimator("hostile-nan")]
public sealed class NotANumber : Hostile
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(double.NaN);
}

[Estimator("hostile-two")]
public sealed class Two : Hostile
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(2.0);
}

[Estimator("hostile-null")]
public sealed class Nothing : Hostile
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => null!;
}

[Estimator("hostile-declines")]
public sealed class Declined : Hostile
{
    public override bool Supports(EstimationProblem problem) => false;

    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(0.5);
}

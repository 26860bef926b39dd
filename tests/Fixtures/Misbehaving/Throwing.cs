namespace AlgZoo.Fixtures;

[Estimator("throws")]
public sealed class Throws : Misbehaving
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        problem.Meter.Charge(5);
        problem.Explanation.NoteFree("Got this far");
        throw new InvalidOperationException("First line\nsecond line");
    }
}

[Estimator("throws-in-constructor")]
public sealed class ThrowsInConstructor : Misbehaving
{
    public ThrowsInConstructor() => throw new NotSupportedException("No such luck.");

    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(1);
}

[Estimator("wants-unknown-service")]
public sealed class WantsUnknownService(Uri service) : Misbehaving
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(service.Port);
}

[Estimator("throws-in-supports")]
public sealed class ThrowsInSupports : Misbehaving
{
    public override bool Supports(EstimationProblem problem) => throw new InvalidOperationException("Cannot say.");

    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(1);
}

[Estimator("throws-in-dispose")]
public sealed class ThrowsInDispose : Misbehaving, IDisposable
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(1);

    public void Dispose() => throw new InvalidOperationException("Sticky.");
}

[Estimator("throws-in-message")]
public sealed class ThrowsInMessage : Misbehaving
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => throw new SilentException();

    private sealed class SilentException : Exception
    {
        public override string Message => throw new InvalidOperationException();
    }
}

[Estimator("cancels-by-itself")]
public sealed class CancelsByItself : Misbehaving
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => throw new OperationCanceledException();
}

[Estimator("declines")]
public sealed class Declines : Misbehaving
{
    public override bool Supports(EstimationProblem problem) => false;

    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(1);
}

[Estimator("advice-null")]
public sealed class NullAdvice : Misbehaving, IAdvisedEstimator
{
    public byte[] Prepare(AdviceRequest request, CancellationToken cancellationToken) => null!;

    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(1);
}

[Estimator("advice-throws")]
public sealed class ThrowingAdvice : Misbehaving, IAdvisedEstimator
{
    public byte[] Prepare(AdviceRequest request, CancellationToken cancellationToken) => throw new InvalidOperationException("No advice today.");

    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(1);
}

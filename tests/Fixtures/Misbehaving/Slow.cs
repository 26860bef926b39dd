namespace AlgZoo.Fixtures;

[Estimator("observes-token")]
public sealed class ObservesToken : Misbehaving
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        problem.Meter.Charge(3);
        cancellationToken.WaitHandle.WaitOne();
        cancellationToken.ThrowIfCancellationRequested();
        return new Estimate(0.5);
    }
}

[Estimator("returns-late")]
public sealed class ReturnsLate : Misbehaving
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        cancellationToken.WaitHandle.WaitOne();
        return new Estimate(0.5);
    }
}

[Estimator("ignores-token")]
public sealed class IgnoresToken : Misbehaving
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        problem.Meter.Charge(3);
        // Far beyond any time limit of a test, but not forever: the test process should be able to end by itself.
        Thread.Sleep(TimeSpan.FromSeconds(30));
        return new Estimate(0.5);
    }
}

[Estimator("throws-in-token-callback")]
public sealed class ThrowsInTokenCallback : Misbehaving
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        cancellationToken.Register(() => throw new InvalidOperationException("Thrown at whoever cancels."));
        cancellationToken.WaitHandle.WaitOne();
        return new Estimate(0.5);
    }
}

[Estimator("recurses-deeply")]
public sealed class RecursesDeeply : Misbehaving
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(Depth(50_000) / 50_000.0);

    private static int Depth(int remaining) => remaining == 0 ? 0 : 1 + Depth(remaining - 1);
}

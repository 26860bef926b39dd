namespace AlgZoo.Fixtures;

[Estimator("hostile-infinite-loop")]
public sealed class InfiniteLoop : Hostile
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(Spinning.ForEver());
}

[Estimator("hostile-spins-after-cancellation")]
public sealed class SpinsAfterCancellation : Hostile
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        cancellationToken.WaitHandle.WaitOne();
        return new(Spinning.ForEver());
    }
}

[Estimator("hostile-over-budget")]
public sealed class NeverEnoughCompute : Hostile
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        double value = 0.5;
        while (value is > 0 and < 1)
        {
            value = 0.25 + (0.5 * value);
        }

        return new(value);
    }
}

internal static class Spinning
{
    // Integers cost nothing: no budget ends this.
    public static double ForEver()
    {
        ulong state = 1;
        while (state != 0)
        {
            state = (state * 6364136223846793005) | 1;
        }

        return state;
    }
}

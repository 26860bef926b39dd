using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace AlgZoo.Fixtures;

[Estimator("hostile-recursion")]
public sealed class Recursion : Hostile
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(Depth(1));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Depth(int depth) => depth > 0 ? 1 + Depth(depth + 1) : 0;
}

[Estimator("hostile-fail-fast")]
public sealed class FailsFast : Hostile
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        Environment.FailFast("No further.");
        return new(0.5);
    }
}

[Estimator("hostile-exit")]
public sealed class Exits : Hostile
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        Environment.Exit(7);
        return new(0.5);
    }
}

[Estimator("hostile-exit-zero")]
public sealed class ExitsAsIfAllWereWell : Hostile
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        Environment.Exit(0);
        return new(0.5);
    }
}

[Estimator("hostile-kills-itself")]
public sealed class KillsItself : Hostile
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
        return new(0.5);
    }
}

[Estimator("hostile-bad-call")]
public sealed unsafe class BadCall : Hostile
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        ((delegate* unmanaged<void>)1)();
        return new(0.5);
    }
}

[Estimator("hostile-background-exception")]
public sealed class BackgroundException : Hostile
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        var thread = new Thread(() => throw new InvalidOperationException("In the background."));
        thread.Start();
        Thread.Sleep(Timeout.Infinite);
        return new(0.5);
    }
}

[Estimator("hostile-finalizer")]
public sealed class FailingFinalizer : Hostile
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        Leave();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return new(0.5);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Leave() => _ = new Remains();

    private sealed class Remains
    {
        ~Remains() => throw new InvalidOperationException("In the finalizer.");
    }
}

[Estimator("hostile-leaves-a-bomb")]
public sealed class LeavesABomb : Hostile
{
    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        new Thread(() =>
        {
            Thread.Sleep(1500);
            Environment.FailFast("Too late.");
        }).Start();
        return new(0.5);
    }
}

[Estimator("hostile-advice")]
public sealed class FailsFastInPrepare : Hostile, IAdvisedEstimator
{
    public byte[] Prepare(AdviceRequest request, CancellationToken cancellationToken)
    {
        Environment.FailFast("No advice.");
        return [];
    }

    public override Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(0.5);
}

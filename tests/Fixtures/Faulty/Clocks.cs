using System.Diagnostics;

namespace AlgZoo.Fixtures;

/// <summary>Makes the date a part of its seed.</summary>
[Estimator("faulty-clock", Kind = EstimatorKind.Sampling)]
public sealed class SeedsWithDate : FaultlessSampling
{
    protected override RandomStream Stream(EstimationProblem problem) => problem.Random.Substream((ulong)DateTime.UtcNow.Date.Ticks);
}

/// <summary>Stops after twenty seconds with what it has.</summary>
[Estimator("faulty-clock-elapsed", Kind = EstimatorKind.Sampling)]
public sealed class StopsByWatch : FaultlessSampling
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    protected override bool GoesOn(CancellationToken cancellationToken) => base.GoesOn(cancellationToken) && _watch.Elapsed < TimeSpan.FromSeconds(20);
}

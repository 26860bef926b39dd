namespace AlgZoo.Fixtures;

/// <summary>Tests write other constants into its DLL, as another build would.</summary>
[Estimator("watched")]
public sealed class Watched : IMechanisticEstimator
{
    public bool Supports(EstimationProblem problem) => true;

    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        cancellationToken.WaitHandle.WaitOne(Milliseconds());
        return new Estimate(Value());
    }

    private static int Milliseconds() => 1;

    private static double Value() => 0.5;
}

namespace AlgZoo.Fixtures;

/// <summary>Enters itself into a register that has room for one.</summary>
[Estimator("faulty-construction", Kind = EstimatorKind.Deductive)]
public sealed class ConstructedOnce : FaultlessDeduction
{
    private static readonly Dictionary<string, ConstructedOnce> Instances = new(StringComparer.Ordinal);

    public ConstructedOnce()
    {
        Instances.Add("the instance", this);
    }
}

/// <summary>Asks for a service that nobody registers.</summary>
[Estimator("faulty-construction-service", Kind = EstimatorKind.Deductive)]
public sealed class NeedsService(IComparer<double> comparer) : FaultlessDeduction
{
    protected override double Strength(EstimationProblem problem, ReluRnn model) => comparer.Compare(0, 1);
}

/// <summary>Disposes what it never made.</summary>
[Estimator("faulty-construction-dispose", Kind = EstimatorKind.Deductive)]
public sealed class DisposesNothing : FaultlessDeduction, IDisposable
{
    private readonly Stream? _stream = null;

    public void Dispose() => _stream!.Dispose();
}

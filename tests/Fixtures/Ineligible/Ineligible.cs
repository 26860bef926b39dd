namespace AlgZoo.Fixtures;

[Estimator("eligible")]
public class Eligible : IMechanisticEstimator
{
    public bool Supports(EstimationProblem problem) => true;

    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(1);
}

[Estimator("abstract")]
public abstract class Abstract : Eligible;

[Estimator("generic")]
public class Generic<T> : Eligible;

[Estimator("no-interface")]
public sealed class NoInterface;

[Estimator("no-constructor")]
public sealed class NoConstructor : Eligible
{
    private NoConstructor()
    {
    }

    public static NoConstructor Create() => new();
}

[Estimator("Upper_Case")]
public sealed class InvalidId : Eligible;

[Estimator(null!)]
public sealed class NullId : Eligible;

[Estimator("unknown-kind", Kind = (EstimatorKind)77)]
public sealed class UnknownKind : Eligible;

[Estimator("eligible")]
public sealed class SameId : Eligible;

public static class Outer
{
    [Estimator("nested", Summary = "Two\nlines")]
    public sealed class Nested : Eligible;

    internal static class Inner
    {
        [Estimator("nested-in-internal")]
        public sealed class Deep : Eligible;
    }
}

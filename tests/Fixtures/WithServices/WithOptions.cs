namespace AlgZoo.Fixtures;

[Estimator("with-options")]
public sealed class WithOptions(EstimatorOptions options) : IMechanisticEstimator
{
    private readonly double _value = options.WholeNumber("per-cent", 40, 0, 100) * options.Number("part", 1, 0, 1) / 100;

    public bool Supports(EstimationProblem problem) => true;

    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(_value);
}

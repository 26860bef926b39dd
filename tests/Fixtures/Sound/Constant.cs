namespace AlgZoo.Fixtures;

[Estimator("sound-constant", Kind = EstimatorKind.Trivial, Summary = "Always a half", Reference = "None")]
public sealed class Constant : IMechanisticEstimator
{
    public bool Supports(EstimationProblem problem) => problem.Quantity == Quantity.Accuracy;

    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        problem.Explanation.BeginStep("constant");
        problem.Explanation.CheckOneOf("A\ncoin", 2);
        problem.Meter.Charge(10);
        return new Estimate(0.5) { StandardError = 0.25, Bounds = new CertifiedBounds(0, 1), Notes = ["a half"] };
    }
}

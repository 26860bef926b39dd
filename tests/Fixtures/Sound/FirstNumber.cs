namespace AlgZoo.Fixtures;

[Estimator("sound-first-number")]
public sealed class FirstNumber : IMechanisticEstimator
{
    public bool Supports(EstimationProblem problem) => true;

    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        var inputs = new float[problem.Model.SequenceLength];
        problem.Forward(inputs, new float[problem.Model.OutputSize]);
        return new Estimate(problem.Random.NextDouble());
    }
}

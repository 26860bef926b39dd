namespace AlgZoo.Fixtures;

[Estimator("sound-advised", Kind = EstimatorKind.Trivial)]
public sealed class Advised : IAdvisedEstimator
{
    public bool Supports(EstimationProblem problem) => problem.Task == SequenceTask.SecondArgmax && problem.Advice is not null;

    public byte[] Prepare(AdviceRequest request, CancellationToken cancellationToken)
    {
        var problem = request.ProblemFor(request.Noise.Apply(request.BaseModel, request.Random));
        problem.Forward(new float[problem.Model.SequenceLength], new float[problem.Model.OutputSize]);
        return [(byte)request.BaseModel.HiddenSize, 7];
    }

    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(problem.Advice!.Value.Span[0] / 100.0);
}

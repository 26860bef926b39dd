using System.Buffers.Binary;
using AlgZoo.Numerics;

namespace AlgZoo.Fixtures;

/// <summary>What the base model was found to score, without a fault. Those derived from it have one each.</summary>
[Estimator("faultless-advice", Kind = EstimatorKind.Trivial)]
public class FaultlessAdvice : IAdvisedEstimator
{
    private const int Samples = 4096;

    public bool Supports(EstimationProblem problem) => problem.Advice is { Length: sizeof(double) };

    public virtual byte[] Prepare(AdviceRequest request, CancellationToken cancellationToken)
    {
        double mean = ModelSampler.Sample(request.BaseModel, request.Task, request.Quantity, Samples, SampleAddress(request), cancellationToken: cancellationToken).Mean;
        byte[] advice = new byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(advice, mean);
        return advice;
    }

    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(BinaryPrimitives.ReadDoubleLittleEndian(problem.Advice!.Value.Span));

    protected virtual RandomAddress SampleAddress(AdviceRequest request) => request.Random.Address;
}

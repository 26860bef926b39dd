using System.Buffers.Binary;
using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>
/// The constant equal to the base model's own score, measured once by sampling: what a method must beat to say anything about the noise. Trivial,
/// with eight bytes of advice; an estimate costs nothing.
/// </summary>
[Estimator(
    "base-accuracy",
    Kind = EstimatorKind.Trivial,
    Summary = "The score of the model without noise, as advice; ignores the weights it is asked about.")]
public sealed class BaseAccuracy : IAdvisedEstimator
{
    /// <summary>Sequences on which the base model is measured: 2^20, for a standard error of at most 0.0005 of an accuracy.</summary>
    public const long Samples = 1 << 20;

    /// <inheritdoc/>
    public byte[] Prepare(AdviceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var measured = ModelSampler.Sample(
            request.BaseModel, request.Task, request.Quantity, Samples, request.Random.Address.Child("samples"), cancellationToken: cancellationToken);
        byte[] advice = new byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(advice, measured.Mean);
        return advice;
    }

    /// <inheritdoc/>
    public bool Supports(EstimationProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Advice is { Length: sizeof(double) };
    }

    /// <inheritdoc/>
    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        problem.Explanation.NoteFree("the base model's score, whatever the noise: its number is advice");
        return problem.Advice is { Length: sizeof(double) } advice
            ? new Estimate(BinaryPrimitives.ReadDoubleLittleEndian(advice.Span))
            : throw new ArgumentException("The estimator base-accuracy needs its eight bytes of advice; call Prepare first.", nameof(problem));
    }
}

using System.Buffers.Binary;
using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>
/// The constant equal to the mean score over noisy copies of the base model: the best constant there is, and the prior against which any method
/// that looks at the weights is measured. Trivial, with eight bytes of advice; an estimate costs nothing.
/// </summary>
[Estimator(
    "mean-accuracy",
    Kind = EstimatorKind.Trivial,
    Summary = "The mean score over noisy copies of the base model, as advice; ignores the weights it is asked about.")]
public sealed class MeanAccuracy : IAdvisedEstimator
{
    /// <summary>Noisy copies that are drawn.</summary>
    public const int Copies = 512;

    /// <summary>Sequences on which each copy is measured.</summary>
    public const int SamplesPerCopy = 4096;

    /// <inheritdoc/>
    public byte[] Prepare(AdviceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var noise = request.Random.Address.Child("noise");
        var samples = request.Random.Address.Child("samples");
        double sum = 0;
        for (ulong copy = 0; copy < Copies; copy++)
        {
            var noisy = request.Noise.Apply(request.BaseModel, new RandomStream(noise.Child(copy)));
            sum += ModelSampler.Sample(
                noisy, request.Task, request.Quantity, SamplesPerCopy, samples.Child(copy), threads: 1, cancellationToken: cancellationToken).Mean;
        }

        byte[] advice = new byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(advice, sum / Copies);
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
        problem.Explanation.NoteFree("the mean score of noisy copies, whatever the noise: its number is advice");
        return problem.Advice is { Length: sizeof(double) } advice
            ? new Estimate(BinaryPrimitives.ReadDoubleLittleEndian(advice.Span))
            : throw new ArgumentException("The estimator mean-accuracy needs its eight bytes of advice; call Prepare first.", nameof(problem));
    }
}

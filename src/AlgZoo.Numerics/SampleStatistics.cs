using AlgZoo.Metering;

namespace AlgZoo.Numerics;

/// <summary>Mean and variance of a quantity over sequences.</summary>
/// <param name="Samples">Number of sequences.</param>
/// <param name="Mean">Mean over the sequences.</param>
/// <param name="Variance">
/// Variance of one sequence's value: p (1 - p) for accuracy; otherwise the unbiased sample variance, or for an exact enumeration the population variance.
/// </param>
public sealed record SampleStatistics(long Samples, double Mean, double Variance)
{
    /// <summary>Standard error of <see cref="Mean"/> if the sequences were drawn at random; meaningless for an exact enumeration, whose error is 0.</summary>
    public double StandardError
    {
        [OperationCost(OperationClass.DivideDouble, 1)]
        [OperationCost(OperationClass.SquareRootDouble, 1)]
        get => Math.Sqrt(Variance / Samples);
    }
}

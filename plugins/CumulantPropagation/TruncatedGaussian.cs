using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>The law of a standard Gaussian known to lie below a bound, by its first four cumulants.</summary>
/// <param name="Mean">First cumulant.</param>
/// <param name="Variance">Second cumulant, not negative.</param>
/// <param name="ThirdCumulant">Third cumulant.</param>
/// <param name="FourthCumulant">Fourth cumulant.</param>
internal readonly record struct TruncatedGaussian(double Mean, double Variance, double ThirdCumulant, double FourthCumulant)
{
    /// <summary>FLOPs of <see cref="MeanBelow"/>: phi, a ratio, a sign.</summary>
    public const int MeanFlops = WorkCount.Density + 2;

    /// <summary>FLOPs of <see cref="Below"/>: the mean, four moments about the origin, and the cumulants they make.</summary>
    public const int Flops = MeanFlops + 13 + 21;

    /// <summary>E[X | X &lt; c] = -phi(c) / Phi(c).</summary>
    /// <param name="bound">c.</param>
    /// <param name="probability">Phi(c), positive.</param>
    public static double MeanBelow(double bound, double probability) => -(Gaussian.Density(bound) / probability);

    /// <summary>
    /// By parts, E[X^k | X &lt; c] = (k - 1) E[X^(k-2) | X &lt; c] + c^(k-1) E[X | X &lt; c].
    /// </summary>
    /// <param name="bound">c.</param>
    /// <param name="probability">Phi(c), positive.</param>
    public static TruncatedGaussian Below(double bound, double probability)
    {
        double mean = MeanBelow(bound, probability);
        double squaredBound = bound * bound;
        double second = 1 + (bound * mean);
        double third = (2 + squaredBound) * mean;
        double fourth = (3 * second) + (squaredBound * bound * mean);
        double squaredMean = mean * mean;
        return new TruncatedGaussian(
            mean,
            Math.Max(0, second - squaredMean),
            third - (3 * mean * second) + (2 * squaredMean * mean),
            fourth - (4 * mean * third) - (3 * second * second) + (12 * squaredMean * second) - (6 * squaredMean * squaredMean));
    }
}

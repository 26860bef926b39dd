using AlgZoo.Metering;

namespace AlgZoo.Numerics;

/// <summary>Moments of ReLU(Z) for Gaussian Z, and of a pair of them: the closed forms behind moment propagation through ReLU networks.</summary>
public static class RectifiedGaussian
{
    /// <summary>E[ReLU(Z)] = m Phi(a) + s phi(a) with a = m / s.</summary>
    /// <param name="mean">Mean m of Z.</param>
    /// <param name="deviation">Standard deviation s of Z, not negative; 0 for a constant.</param>
    /// <returns>The mean, not negative.</returns>
    [OperationCost(OperationClass.TranscendentalDouble, 2)]
    [OperationCost(OperationClass.MultiplyDouble, 5)]
    [OperationCost(OperationClass.AddDouble, 1)]
    [OperationCost(OperationClass.DivideDouble, 1)]
    [OperationCost(OperationClass.CompareDouble, 2)]
    public static double Mean(double mean, double deviation)
    {
        if (deviation == 0)
        {
            return Math.Max(mean, 0);
        }

        double a = mean / deviation;
        return Math.Max(0, (mean * Gaussian.Cdf(a)) + (deviation * Gaussian.Density(a)));
    }

    /// <summary>E[ReLU(Z)^2] = (m^2 + s^2) Phi(a) + m s phi(a) with a = m / s.</summary>
    /// <param name="mean">Mean m of Z.</param>
    /// <param name="deviation">Standard deviation s of Z, not negative; 0 for a constant.</param>
    /// <returns>The second moment, not negative.</returns>
    [OperationCost(OperationClass.TranscendentalDouble, 2)]
    [OperationCost(OperationClass.MultiplyDouble, 8)]
    [OperationCost(OperationClass.AddDouble, 2)]
    [OperationCost(OperationClass.DivideDouble, 1)]
    [OperationCost(OperationClass.CompareDouble, 2)]
    public static double SecondMoment(double mean, double deviation)
    {
        if (deviation == 0)
        {
            return mean > 0 ? mean * mean : 0;
        }

        double a = mean / deviation;
        return Math.Max(0, (((mean * mean) + (deviation * deviation)) * Gaussian.Cdf(a)) + (mean * deviation * Gaussian.Density(a)));
    }

    /// <summary>
    /// E[ReLU(Z1) ReLU(Z2)] for a Gaussian pair: with p = m1/s1, q = m2/s2, w = sqrt(1 - r^2), it is
    /// (m1 m2 + r s1 s2) Phi2(p, q; r) + m1 s2 phi(q) Phi((p - r q)/w) + m2 s1 phi(p) Phi((q - r p)/w) + s1 s2 w phi(p) phi((q - r p)/w).
    /// Phi2 is counted as <see cref="Gaussian.BivariateCdf"/> is, the rest costs the same for all arguments.
    /// </summary>
    /// <param name="mean1">Mean m1 of Z1.</param>
    /// <param name="deviation1">Standard deviation s1 of Z1, not negative; 0 for a constant.</param>
    /// <param name="mean2">Mean m2 of Z2.</param>
    /// <param name="deviation2">Standard deviation s2 of Z2, not negative; 0 for a constant.</param>
    /// <param name="correlation">Correlation r, in [-1, 1]; ignored where a deviation is 0.</param>
    /// <returns>The product moment, not negative.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="correlation"/> is outside [-1, 1].</exception>
    [OperationCost(OperationClass.TranscendentalDouble, 6)]
    [OperationCost(OperationClass.MultiplyDouble, 29)]
    [OperationCost(OperationClass.AddDouble, 8)]
    [OperationCost(OperationClass.DivideDouble, 4)]
    [OperationCost(OperationClass.SquareRootDouble, 1)]
    [OperationCost(OperationClass.CompareDouble, 5)]
    public static double ProductMoment(double mean1, double deviation1, double mean2, double deviation2, double correlation)
    {
        if (deviation1 == 0 || deviation2 == 0)
        {
            return Mean(mean1, deviation1) * Mean(mean2, deviation2);
        }

        double p = mean1 / deviation1;
        double q = mean2 / deviation2;
        double w = Math.Sqrt((1 - correlation) * (1 + correlation));
        double qGivenP = Standardised(q - (correlation * p), w);
        double pGivenQ = Standardised(p - (correlation * q), w);
        double moment = (((mean1 * mean2) + (correlation * deviation1 * deviation2)) * Gaussian.BivariateCdf(p, q, correlation))
            + (mean1 * deviation2 * Gaussian.Density(q) * Gaussian.Cdf(pGivenQ))
            + (mean2 * deviation1 * Gaussian.Density(p) * Gaussian.Cdf(qGivenP))
            + (deviation1 * deviation2 * w * Gaussian.Density(p) * Gaussian.Density(qGivenP));
        return Math.Max(0, moment);
    }

    /// <summary>Terms of the Mehler series that <see cref="HermiteExpansion"/> and <see cref="Covariance"/> use.</summary>
    public const int HermiteTerms = 12;

    /// <summary>
    /// FLOPs of <see cref="HermiteExpansion"/> under price table <c>default-1</c>: the test for s = 0 (1), m/s (1), Phi (16), phi (19), the mean (4), the variance (10), t_1 and s phi (2), five for each
    /// further term.
    /// </summary>
    public const long HermiteExpansionFlops = 1 + 1 + 16 + 19 + 4 + 10 + 2 + (5 * (HermiteTerms - 1));

    /// <summary>FLOPs of <see cref="Covariance"/> under price table <c>default-1</c>: three for each term.</summary>
    public const long CovarianceFlops = 3 * HermiteTerms;

    private static readonly double[] InverseRootFactorials = [.. Enumerable.Range(0, HermiteTerms + 1).Select(k => 1 / Math.Sqrt(MathNet.Numerics.SpecialFunctions.Factorial(k)))];

    /// <summary>
    /// The coefficients t_0 .. t_K of ReLU(Z) in normalised Hermite polynomials of the standardised Z: t_0 = E[ReLU(Z)], t_1 = s Phi(a) and
    /// t_k = s He_{k-2}(-a) phi(a) / sqrt(k!) for k &gt;= 2, with a = m / s.
    /// </summary>
    /// <param name="mean">Mean m of Z.</param>
    /// <param name="deviation">Standard deviation s of Z, not negative; 0 for a constant, of which only t_0 is not 0.</param>
    /// <param name="coefficients">Receives <see cref="HermiteTerms"/> + 1 coefficients.</param>
    /// <returns>The variance of ReLU(Z), exact, not negative.</returns>
    [OperationCost(OperationClass.TranscendentalDouble, 2)]
    [OperationCost(OperationClass.MultiplyDouble, 13 + (3 * (HermiteTerms - 1)))]
    [OperationCost(OperationClass.AddDouble, 4 + (2 * (HermiteTerms - 1)))]
    [OperationCost(OperationClass.DivideDouble, 1)]
    [OperationCost(OperationClass.CompareDouble, 3)]
    public static double HermiteExpansion(double mean, double deviation, Span<double> coefficients)
    {
        coefficients.Clear();
        if (deviation == 0)
        {
            coefficients[0] = Math.Max(mean, 0);
            return 0;
        }

        double a = mean / deviation;
        double active = Gaussian.Cdf(a);
        double density = Gaussian.Density(a);
        double rectified = Math.Max(0, (mean * active) + (deviation * density));
        double secondMoment = (((mean * mean) + (deviation * deviation)) * active) + (mean * deviation * density);
        coefficients[0] = rectified;
        coefficients[1] = deviation * active;
        double previous = 0;
        double current = deviation * density;
        for (int k = 2; k <= HermiteTerms; k++)
        {
            coefficients[k] = current * InverseRootFactorials[k];
            (previous, current) = (current, (-a * current) - ((k - 2) * previous));
        }

        return Math.Max(0, secondMoment - (rectified * rectified));
    }

    /// <summary>
    /// Cov(ReLU(Z1), ReLU(Z2)) for a Gaussian pair by Mehler's series, the sum over k &gt;= 1 of t_k(1) t_k(2) r^k. Cut off after <see cref="HermiteTerms"/> terms it is off by at most
    /// 0.001 s1 s2, near r = 1 and -1; <see cref="ProductMoment"/> is exact and about 30 times dearer.
    /// </summary>
    /// <param name="expansion1">What <see cref="HermiteExpansion"/> gave for Z1.</param>
    /// <param name="expansion2">What it gave for Z2.</param>
    /// <param name="correlation">Correlation r of Z1 and Z2, in [-1, 1].</param>
    /// <returns>The covariance.</returns>
    [OperationCost(OperationClass.MultiplyDouble, 2 * HermiteTerms)]
    [OperationCost(OperationClass.AddDouble, HermiteTerms)]
    public static double Covariance(ReadOnlySpan<double> expansion1, ReadOnlySpan<double> expansion2, double correlation)
    {
        double sum = 0;
        for (int k = HermiteTerms; k >= 1; k--)
        {
            sum = (sum + (expansion1[k] * expansion2[k])) * correlation;
        }

        return sum;
    }

    // The limit for w -> 0 of a numerator over w; where the numerator vanishes too, the ray through the origin, either half does.
    private static double Standardised(double numerator, double w) => w > 0 ? numerator / w
        : numerator == 0 ? 0
        : numerator > 0 ? double.PositiveInfinity : double.NegativeInfinity;
}

namespace AlgZoo.Evaluation;

/// <summary>
/// What an estimate leaves unexplained: the log score of the true value T under the estimate's predictive distribution N(value, sigma^2), at a resolution delta:
/// -log2 P(|T' - T| &lt;= delta). Proper: in expectation nobody gains by stating another value or sigma than they believe, but for
/// an eighth of a bit where sigma is below the resolution.
/// </summary>
public static class PredictiveScore
{
    /// <summary>Finest resolution that is asked for, and the default: 1e-6.</summary>
    public const double DefaultResolution = 1e-6;

    // No statement at a resolution is sharper than this part of it: 4 standard deviations to either side are 0.0001 bits.
    private const double SharpestShare = 0.25;

    private const double TailFrom = 6;

    /// <summary>The bits that are left given an estimate.</summary>
    /// <param name="truth">T.</param>
    /// <param name="truthStandardError">Standard error of T, 0 where it is exact: its variance is added to the estimate's.</param>
    /// <param name="value">The estimate.</param>
    /// <param name="standardError">The estimate's sigma, 0 or more; at least a quarter of the resolution is taken.</param>
    /// <param name="resolution">delta, positive.</param>
    /// <returns>Bits: near 0 where the value is known to the resolution; log2(1/(2 delta)) is what a number in [0, 1] costs of which nothing is known.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An error is negative, the resolution is not positive, or a number is not finite.</exception>
    public static double BitsLeft(double truth, double truthStandardError, double value, double standardError, double resolution)
    {
        EnsureFinite(truth, nameof(truth));
        EnsureFinite(value, nameof(value));
        ArgumentOutOfRangeException.ThrowIfNegative(Finite(truthStandardError, nameof(truthStandardError)), nameof(truthStandardError));
        ArgumentOutOfRangeException.ThrowIfNegative(Finite(standardError, nameof(standardError)), nameof(standardError));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Finite(resolution, nameof(resolution)), nameof(resolution));
        double sigma = Math.Max(Hypotenuse(standardError, truthStandardError), SharpestShare * resolution);
        double distance = Math.Abs(truth - value);
        double halfWidth = resolution / sigma;
        return Math.Max(0, -LogProbability((distance / sigma) - halfWidth, 2 * halfWidth) / Math.Log(2));
    }

    /// <summary>The resolution at which a truth can be asked for: no finer than its own standard error.</summary>
    /// <param name="wanted">The resolution that is wanted, positive.</param>
    /// <param name="truthStandardError">Standard error of the truth.</param>
    /// <returns>The larger of the two.</returns>
    public static double Resolution(double wanted, double truthStandardError) => Math.Max(wanted, truthStandardError);

    // log P(lower < Z < lower + width) for a standard Gaussian Z, precise also where the interval is narrow or far out.
    private static double LogProbability(double lower, double width)
    {
        double upper = lower + width;
        if (lower < TailFrom)
        {
            double middle = lower + (0.5 * width);
            return width < 1e-4 ? (-0.5 * middle * middle) + Math.Log(width) - (0.5 * Math.Log(2 * Math.PI)) : Math.Log(Numerics.Gaussian.Cdf(-lower) - Numerics.Gaussian.Cdf(-upper));
        }

        // Q(x) = density(x) m(x) with Mills' ratio m; the exponents are subtracted before they are large.
        double logRatio = (-0.5 * width * (lower + upper)) + Math.Log(MillsRatio(upper) / MillsRatio(lower));
        return (-0.5 * lower * lower) - (0.5 * Math.Log(2 * Math.PI)) + Math.Log(MillsRatio(lower)) + Math.Log(OneLessExp(logRatio));
    }

    // 1 - exp(x) for x < 0, without cancellation where x is small.
    private static double OneLessExp(double x) => x > -1e-5 ? -x * (1 + (0.5 * x)) : 1 - Math.Exp(x);

    // Laplace's continued fraction x + 1/(x + 2/(x + 3/...)), from the inside out.
    private static double MillsRatio(double x)
    {
        double denominator = x;
        for (int k = 60; k > 0; k--)
        {
            denominator = x + (k / denominator);
        }

        return 1 / denominator;
    }

    private static double Hypotenuse(double a, double b) => Math.Sqrt((a * a) + (b * b));

    private static void EnsureFinite(double number, string name) => Finite(number, name);

    private static double Finite(double number, string name) =>
        double.IsFinite(number) ? number : throw new ArgumentOutOfRangeException(name, number, "The number is not finite.");
}

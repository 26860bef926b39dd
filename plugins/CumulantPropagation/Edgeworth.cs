using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>The Edgeworth series of a nearly Gaussian number, to fourth order.</summary>
internal static class Edgeworth
{
    /// <summary>FLOPs of <see cref="FourthOrder"/> and <see cref="GaussianEquivalent"/>: Phi, phi, a quantile, the polynomials, the clamp.</summary>
    public const int Flops = (2 * WorkCount.Transcendental) + WorkCount.Density + 26;

    // Where the series leaves [0, 1] it says no more than that the event is nearly sure, or nearly impossible.
    private const double Smallest = 1e-7;

    /// <summary>The number a with Phi(a) = p, for a probability that a series may have taken out of [0, 1].</summary>
    public static double GaussianEquivalent(double probability) => Gaussian.Quantile(Math.Clamp(probability, Smallest, 1 - Smallest));

    /// <summary>P(Y + a &gt; 0) = Phi(a) + phi(a) g He_2(a) / 6 for standardised Y of skewness g.</summary>
    /// <param name="standardised">a.</param>
    /// <param name="skewness">g.</param>
    public static double ThirdOrder(double standardised, double skewness) =>
        Gaussian.Cdf(standardised) + (Gaussian.Density(standardised) * skewness * ((standardised * standardised) - 1) / 6);

    /// <summary>P(Y + a &gt; 0) = Phi(a) + phi(a) (g He_2(a) / 6 - k He_3(a) / 24 - g^2 He_5(a) / 72) for standardised Y of skewness g and excess kurtosis k.</summary>
    /// <param name="standardised">a.</param>
    /// <param name="skewness">g.</param>
    /// <param name="excessKurtosis">k.</param>
    public static double FourthOrder(double standardised, double skewness, double excessKurtosis)
    {
        double square = standardised * standardised;
        double second = square - 1;
        double third = standardised * (square - 3);
        double fifth = standardised * ((square * (square - 10)) + 15);
        double correction = (skewness * second / 6) - (excessKurtosis * third / 24) - (skewness * skewness * fifth / 72);
        return Gaussian.Cdf(standardised) + (Gaussian.Density(standardised) * correction);
    }
}

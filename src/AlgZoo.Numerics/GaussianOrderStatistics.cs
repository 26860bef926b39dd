using MathNet.Numerics;
using MathNet.Numerics.Integration;

namespace AlgZoo.Numerics;

/// <summary>
/// Moments of the order statistics of independent standard Gaussians, by Gauss-Legendre quadrature of their densities (David and Nagaraja 2003,
/// "Order Statistics", chapters 2 and 3). Ranks count from 0, the smallest. Absolute error below 1e-11 for up to 16 numbers. These are constants of the
/// task alone, as a printed table would give them, and cost no FLOPs.
/// </summary>
public static class GaussianOrderStatistics
{
    // No density of an order statistic reaches beyond this many standard deviations from the origin, or from its own centre, in double precision.
    private const double Reach = 9;
    private const double ReachInDeviations = 30;

    private static readonly GaussLegendreRule Rule = new(-1, 1, 128);

    /// <summary>E[X_(rank)].</summary>
    /// <param name="count">How many Gaussians, at least 1.</param>
    /// <param name="rank">From 0 to <paramref name="count"/> - 1.</param>
    /// <returns>The mean.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static double Mean(int count, int rank)
    {
        EnsureRank(count, rank);
        return Single(count, rank, x => x);
    }

    /// <summary>E[X_(rank) X_(otherRank)].</summary>
    /// <param name="count">How many Gaussians, at least 1.</param>
    /// <param name="rank">From 0 to <paramref name="count"/> - 1.</param>
    /// <param name="otherRank">From 0 to <paramref name="count"/> - 1; may be equal to <paramref name="rank"/>.</param>
    /// <returns>The product moment, about the origin.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static double ProductMoment(int count, int rank, int otherRank)
    {
        EnsureRank(count, rank);
        EnsureRank(count, otherRank);
        return rank == otherRank ? Single(count, rank, x => x * x) : Pair(count, Math.Min(rank, otherRank), Math.Max(rank, otherRank));
    }

    private static void EnsureRank(int count, int rank)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(rank);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rank, count);
    }

    private static double Single(int count, int rank, Func<double, double> value)
    {
        double logFactor = LogFactorial(count) - LogFactorial(rank) - LogFactorial(count - 1 - rank) - Constants.LogSqrt2Pi;
        var (from, to) = Window(count, rank, rank);
        return Integrate(from, to, x =>
            value(x) * Math.Exp(logFactor + LogPower(Gaussian.Cdf(x), rank) + LogPower(Gaussian.Cdf(-x), count - 1 - rank) - (0.5 * x * x)));
    }

    // Over the midpoint and the gap of the two, which keeps the domain a rectangle and the integrand smooth.
    private static double Pair(int count, int lower, int upper)
    {
        double logFactor = LogFactorial(count) - LogFactorial(lower) - LogFactorial(upper - lower - 1) - LogFactorial(count - 1 - upper) - (2 * Constants.LogSqrt2Pi);
        var (from, to) = Window(count, lower, upper);
        double largestGap = LargestGap(count, lower, upper);
        return Integrate(from, to, middle => Integrate(0, largestGap, gap =>
        {
            double x = middle - (0.5 * gap);
            double y = middle + (0.5 * gap);
            double below = Gaussian.Cdf(x);
            double above = Gaussian.Cdf(-y);
            double logDensity = logFactor + LogPower(below, lower) + LogPower(Math.Max(0, 1 - below - above), upper - lower - 1) + LogPower(above, count - 1 - upper)
                - (0.5 * ((x * x) + (y * y)));
            return x * y * Math.Exp(logDensity);
        }));
    }

    private static (double From, double To) Window(int count, int lower, int upper)
    {
        double centre = 0.5 * (Centre(count, lower) + Centre(count, upper));
        double reach = ReachInDeviations * Math.Max(Deviation(count, lower), Deviation(count, upper));
        return (Math.Max(-Reach, centre - reach), Math.Min(Reach, centre + reach));
    }

    // The gap is about a sum of exponentials of mean 1 / (count density): beyond forty of them, and ten deviations of the sum, nothing is left.
    private static double LargestGap(int count, int lower, int upper)
    {
        double density = Math.Min(Gaussian.Density(Centre(count, lower)), Gaussian.Density(Centre(count, upper)));
        int ranks = upper - lower;
        return Math.Min(2 * Reach, (ranks + 40 + (10 * Math.Sqrt(ranks))) / (count * density));
    }

    private static double Centre(int count, int rank) => Gaussian.Quantile((rank + 1.0) / (count + 1));

    private static double Deviation(int count, int rank)
    {
        double p = (rank + 1.0) / (count + 1);
        return Math.Sqrt(p * (1 - p) / (count + 2)) / Gaussian.Density(Centre(count, rank));
    }

    private static double Integrate(double from, double to, Func<double, double> integrand)
    {
        double centre = 0.5 * (from + to);
        double half = 0.5 * (to - from);
        double sum = 0;
        for (int i = 0; i < Rule.Order; i++)
        {
            sum += Rule.GetWeight(i) * integrand(centre + (half * Rule.GetAbscissa(i)));
        }

        return half * sum;
    }

    private static double LogFactorial(int n) => SpecialFunctions.FactorialLn(n);

    private static double LogPower(double value, int exponent) => exponent == 0 ? 0 : exponent * Math.Log(value);
}

namespace AlgZoo.Numerics;

/// <summary>Functions of the standard Gaussian law.</summary>
public static class Gaussian
{
    /// <summary>Density phi(x) = exp(-x^2/2) / sqrt(2 pi).</summary>
    /// <param name="x">Any number.</param>
    /// <returns>The density.</returns>
    public static double Density(double x) => throw new NotImplementedException();

    /// <summary>Distribution function Phi(x), accurate in both tails.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>A probability.</returns>
    public static double Cdf(double x) => throw new NotImplementedException();

    /// <summary>Quantile function, the inverse of <see cref="Cdf"/>.</summary>
    /// <param name="probability">In [0, 1].</param>
    /// <returns>The quantile; infinite at 0 and 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="probability"/> is outside [0, 1].</exception>
    public static double Quantile(double probability) => throw new NotImplementedException();

    /// <summary>Bivariate distribution function P(X &lt;= x, Y &lt;= y) of standard Gaussians with a given correlation.</summary>
    /// <param name="x">Any number.</param>
    /// <param name="y">Any number.</param>
    /// <param name="correlation">In [-1, 1].</param>
    /// <returns>A probability, absolute error below 1e-13.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="correlation"/> is outside [-1, 1].</exception>
    public static double BivariateCdf(double x, double y, double correlation) => throw new NotImplementedException();
}

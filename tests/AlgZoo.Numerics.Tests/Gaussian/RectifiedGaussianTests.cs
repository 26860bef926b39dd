using AlgZoo.Numerics;
using MathNet.Numerics.Integration;

namespace AlgZoo.Tests.Numerics;

public sealed class RectifiedGaussianTests
{
    [TestCase(0, 1)]
    [TestCase(1.3, 0.4)]
    [TestCase(-0.8, 1.7)]
    [TestCase(-3, 0.6)]
    public void Moments_of_one_variable_agree_with_quadrature(double mean, double deviation)
    {
        Assert.That(RectifiedGaussian.Mean(mean, deviation), Is.EqualTo(OverPositive(mean, deviation, z => z)).Within(1e-13));
        Assert.That(RectifiedGaussian.SecondMoment(mean, deviation), Is.EqualTo(OverPositive(mean, deviation, z => z * z)).Within(1e-13));
    }

    [TestCase(0.3, 1, -0.2, 0.7, 0)]
    [TestCase(0.3, 1, -0.2, 0.7, 0.6)]
    [TestCase(-1.1, 0.5, 0.9, 2, -0.8)]
    [TestCase(2, 1, 1, 1, 0.95)]
    [TestCase(0.1, 1, 0.2, 1.5, -0.97)]
    public void Product_moment_agrees_with_quadrature(double mean1, double deviation1, double mean2, double deviation2, double correlation)
    {
        // Given Z1, the second is Gaussian, and its ReLU has a mean in closed form.
        double conditional = deviation2 * Math.Sqrt(1 - (correlation * correlation));
        double expected = OverPositive(
            mean1, deviation1, z => z * RectifiedGaussian.Mean(mean2 + (correlation * deviation2 * (z - mean1) / deviation1), conditional));

        Assert.That(RectifiedGaussian.ProductMoment(mean1, deviation1, mean2, deviation2, correlation), Is.EqualTo(expected).Within(1e-12));
    }

    [Test]
    public void Product_moment_is_exact_on_a_line()
    {
        // Z and 2Z: E[2 ReLU(Z)^2]; Z and -Z: never both positive about a mean of 0.
        Assert.That(RectifiedGaussian.ProductMoment(0.4, 1.5, 0.8, 3, 1), Is.EqualTo(2 * RectifiedGaussian.SecondMoment(0.4, 1.5)).Within(1e-13));
        Assert.That(RectifiedGaussian.ProductMoment(0, 1, 0, 1, -1), Is.EqualTo(0).Within(1e-15));
    }

    // The bound of the doc comment, over the whole range of correlations and of means in units of the deviation.
    [Test]
    public void Mehler_series_agrees_with_the_exact_covariance()
    {
        var first = new double[RectifiedGaussian.HermiteTerms + 1];
        var second = new double[RectifiedGaussian.HermiteTerms + 1];
        for (double p = -3; p <= 3; p += 0.5)
        {
            for (double q = -3; q <= 3; q += 0.5)
            {
                double variance = RectifiedGaussian.HermiteExpansion(0.7 * p, 0.7, first);
                RectifiedGaussian.HermiteExpansion(2 * q, 2, second);
                Assert.That(first[0], Is.EqualTo(RectifiedGaussian.Mean(0.7 * p, 0.7)).Within(1e-15));
                Assert.That(variance, Is.EqualTo(RectifiedGaussian.SecondMoment(0.7 * p, 0.7) - (first[0] * first[0])).Within(1e-14));
                foreach (double correlation in new[] { -1, -0.9, -0.5, 0, 0.1, 0.5, 0.9, 0.99, 1 })
                {
                    double exact = RectifiedGaussian.ProductMoment(0.7 * p, 0.7, 2 * q, 2, correlation) - (first[0] * second[0]);
                    double tolerance = (Math.Abs(correlation) <= 0.5 ? 1e-6 : 0.001) * 0.7 * 2;
                    Assert.That(RectifiedGaussian.Covariance(first, second, correlation), Is.EqualTo(exact).Within(tolerance), $"p {p}, q {q}, r {correlation}");
                }
            }
        }
    }

    [Test]
    public void Constants_pass_through_the_relu()
    {
        Assert.That(RectifiedGaussian.Mean(2, 0), Is.EqualTo(2));
        Assert.That(RectifiedGaussian.Mean(-2, 0), Is.Zero);
        Assert.That(RectifiedGaussian.SecondMoment(3, 0), Is.EqualTo(9));
        Assert.That(RectifiedGaussian.ProductMoment(2, 0, 0, 1, 0), Is.EqualTo(2 * Gaussian.Density(0)).Within(1e-15));
        var expansion = new double[RectifiedGaussian.HermiteTerms + 1];
        Assert.That(RectifiedGaussian.HermiteExpansion(3, 0, expansion), Is.Zero);
        Assert.That(expansion[0], Is.EqualTo(3));
        Assert.That(expansion.Skip(1), Is.All.Zero);
    }

    private static double OverPositive(double mean, double deviation, Func<double, double> value)
    {
        double end = Math.Max(0, mean) + (12 * deviation);
        double sum = 0;
        for (int i = 0; i < 60; i++)
        {
            sum += GaussLegendreRule.Integrate(
                z => value(z) * Gaussian.Density((z - mean) / deviation) / deviation, end * i / 60, end * (i + 1) / 60, 20);
        }

        return sum;
    }
}

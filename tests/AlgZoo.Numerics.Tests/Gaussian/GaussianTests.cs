using AlgZoo.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace AlgZoo.Tests.Numerics;

// Reference values: mpmath 1.3.0 with 30 digits.
public sealed class GaussianTests
{
    [TestCase(-37, 5.7255712225245768227e-300)]
    [TestCase(-20, 2.7536241186062336951e-89)]
    [TestCase(-8, 6.2209605742717841235e-16)]
    [TestCase(-3, 0.0013498980316300945267)]
    [TestCase(-0.5, 0.30853753872598689636)]
    [TestCase(0, 0.5)]
    [TestCase(0.5, 0.69146246127401310364)]
    [TestCase(2, 0.9772498680518207928)]
    [TestCase(8, 0.9999999999999993779)]
    public void Cdf_is_relatively_accurate_in_both_tails(double x, double expected) =>
        Assert.That(Gaussian.Cdf(x), Is.EqualTo(expected).Within(expected * 1e-12));

    [Test]
    public void Cdf_covers_the_ends_of_the_line()
    {
        Assert.That(Gaussian.Cdf(double.NegativeInfinity), Is.Zero);
        Assert.That(Gaussian.Cdf(double.PositiveInfinity), Is.EqualTo(1));
        Assert.That(Gaussian.Cdf(double.NaN), Is.NaN);
    }

    [Test]
    public void Density_is_the_slope_of_the_cdf()
    {
        const double Step = 1e-4;
        for (double x = -6; x <= 6; x += 0.37)
        {
            double slope = (Gaussian.Cdf(x + Step) - Gaussian.Cdf(x - Step)) / (2 * Step);
            Assert.That(Gaussian.Density(x), Is.EqualTo(slope).Within(2e-9));
        }
    }

    [TestCase(1e-300)]
    [TestCase(1e-100)]
    [TestCase(1e-20)]
    [TestCase(1.0 / (1L << 33))]
    [TestCase(0.001)]
    [TestCase(0.2)]
    [TestCase(0.5)]
    [TestCase(0.7)]
    [TestCase(0.999999)]
    public void Quantile_inverts_the_cdf(double probability)
    {
        // A relative error e of the quantile x moves Phi by a factor of about 1 + x^2 e.
        double quantile = Gaussian.Quantile(probability);
        Assert.That(Gaussian.Cdf(quantile), Is.EqualTo(probability).Within(probability * 1e-12 * (1 + (quantile * quantile))));
    }

    [Test]
    public void Quantile_covers_its_domain_and_nothing_else()
    {
        Assert.That(Gaussian.Quantile(0), Is.EqualTo(double.NegativeInfinity));
        Assert.That(Gaussian.Quantile(1), Is.EqualTo(double.PositiveInfinity));
        Assert.That(() => Gaussian.Quantile(-0.1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Gaussian.Quantile(1.1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Gaussian.Quantile(double.NaN), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Quantile_is_odd_about_one_half() =>
        Check.QuickThrowOnFailure(Prop.ForAll(
            Gen.Choose(1, (1 << 30) - 1).Select(k => k / (double)(1 << 30)).ToArbitrary(),
            p => Math.Abs(Gaussian.Quantile(p) + Gaussian.Quantile(1 - p)) < 1e-13));
}

using AlgZoo.Numerics;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.Integration;

namespace AlgZoo.Tests.Numerics;

public sealed class BivariateCdfTests
{
    private const double Accuracy = 1e-13;

    // Correlations crowd at the ends, where the two branches of the method meet the singularity.
    private static readonly Arbitrary<(double X, double Y, double Correlation)> Arguments =
        (from x in Gen.Choose(-5000, 5000)
         from y in Gen.Choose(-5000, 5000)
         from angle in Gen.Choose(-1000, 1000)
         select (x / 1000.0, y / 1000.0, Math.Sin(angle / 1000.0 * Math.PI / 2))).ToArbitrary();

    // mpmath 1.3.0 with 30 digits, by integrating phi(x) Phi((y - r x) / sqrt(1 - r^2)).
    [TestCase(0.5, -0.3, 0.4, 0.31712692828616510366)]
    [TestCase(1.2, 0.7, -0.6, 0.64523584045009281753)]
    [TestCase(-2.0, -1.5, 0.8, 0.016505929497809843818)]
    [TestCase(-4.0, -4.5, 0.3, 1.1498690836918996959e-8)]
    [TestCase(3.0, 3.0, 0.7, 0.99753017761029864889)]
    [TestCase(-1.5, 0.2, 0.92, 0.066806901944547396058)]
    [TestCase(-1.5, 0.2, 0.925, 0.066807051398235130522)]
    [TestCase(0.1, 0.2, 0.93, 0.49826493054666720397)]
    [TestCase(1.0, 1.1, 0.99, 0.83675603080477158535)]
    [TestCase(-3.0, -2.9, 0.999, 0.0013488858309214021779)]
    [TestCase(0.3, 0.31, 0.999999, 0.6179114221889525809)]
    [TestCase(0.4, -0.4, -0.95, 0.046623844798040794672)]
    [TestCase(-0.7, 0.75, -0.97, 0.038298689432423343383)]
    [TestCase(-1.0, 1.05, -0.99, 0.02003149113505084581)]
    [TestCase(2.5, -2.4, -0.9999, 0.0019878705988200236598)]
    [TestCase(-8.0, -8.0, 0.95, 1.2039096180683074423e-16)]
    public void Agrees_with_high_precision_values(double x, double y, double correlation, double expected) =>
        Assert.That(Gaussian.BivariateCdf(x, y, correlation), Is.EqualTo(expected).Within(Accuracy));

    [Test]
    public void At_the_origin_is_a_quarter_and_the_angle_of_the_correlation()
    {
        for (int i = -100; i <= 100; i++)
        {
            double correlation = i / 100.0;
            Assert.That(Gaussian.BivariateCdf(0, 0, correlation), Is.EqualTo(0.25 + (Math.Asin(correlation) / (2 * Math.PI))).Within(Accuracy));
        }
    }

    [Test]
    public void Without_correlation_is_a_product() => Holds((x, y, _) =>
        Close(Gaussian.BivariateCdf(x, y, 0), Gaussian.Cdf(x) * Gaussian.Cdf(y)));

    [Test]
    public void With_full_correlation_is_one_dimensional() => Holds((x, y, _) =>
        Close(Gaussian.BivariateCdf(x, y, 1), Gaussian.Cdf(Math.Min(x, y)))
        && Close(Gaussian.BivariateCdf(x, y, -1), Math.Max(0, Gaussian.Cdf(x) - Gaussian.Cdf(-y))));

    [Test]
    public void Is_symmetric_in_its_arguments() => Holds((x, y, r) =>
        Close(Gaussian.BivariateCdf(x, y, r), Gaussian.BivariateCdf(y, x, r)));

    [Test]
    public void Splits_a_half_plane() => Holds((x, y, r) =>
        Close(Gaussian.BivariateCdf(x, y, r) + Gaussian.BivariateCdf(x, -y, -r), Gaussian.Cdf(x)));

    [Test]
    public void Agrees_with_quadrature_over_one_variable() => Holds((x, y, r) =>
    {
        if (Math.Abs(r) > 0.98)
        {
            return true;
        }

        double deviation = Math.Sqrt((1 - r) * (1 + r));
        double quadrature = 0;
        double panel = (x + 10) / 40;
        for (int i = 0; i < 40; i++)
        {
            double from = -10 + (i * panel);
            quadrature += GaussLegendreRule.Integrate(t => Gaussian.Density(t) * Gaussian.Cdf((y - (r * t)) / deviation), from, from + panel, 20);
        }

        return Close(Gaussian.BivariateCdf(x, y, r), quadrature);
    });

    [Test]
    public void Infinite_arguments_leave_the_other_variable()
    {
        Assert.That(Gaussian.BivariateCdf(double.PositiveInfinity, 0.3, 0.5), Is.EqualTo(Gaussian.Cdf(0.3)));
        Assert.That(Gaussian.BivariateCdf(double.NegativeInfinity, 0.3, 0.5), Is.Zero);
    }

    [TestCase(1.0000001)]
    [TestCase(-2)]
    [TestCase(double.NaN)]
    public void Refuses_what_is_no_correlation(double correlation) =>
        Assert.That(() => Gaussian.BivariateCdf(0, 0, correlation), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static bool Close(double actual, double expected) => Math.Abs(actual - expected) < Accuracy;

    private static void Holds(Func<double, double, double, bool> law) =>
        Check.One(Config.QuickThrowOnFailure.WithReplay(20261121, 7).WithMaxTest(500), Prop.ForAll(Arguments, a => law(a.X, a.Y, a.Correlation)));
}

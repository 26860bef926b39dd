using FsCheck;
using FsCheck.Fluent;

namespace AlgZoo.Evaluation.Tests.Surprise;

public sealed class PredictiveScoreTests
{
    // -log2 (Q((d - delta) / sigma) - Q((d + delta) / sigma)) by the series of erf with 500 digits; the last but one has sigma and the truth's standard error 3e-3 and 4e-3, the last by Mills' asymptotic series.
    [TestCase(0, 0.001, 0, 0.001, 0.55069854860228242302)]
    [TestCase(0, 0, 0, 0.001, 0.00009138678142628596)]
    [TestCase(0.05, 0.01, 0, 0.001, 21.62422614965339217812)]
    [TestCase(0.03, 0.001, 0, 0.001, 612.83870413578542564245)]
    [TestCase(0.1, 0.3, 0, 1e-6, 18.60050076439033342688)]
    [TestCase(0.01, 0.001, 0, 1e-6, 82.42626058946158128669)]
    [TestCase(0.0605, 0.01, 0, 0.001, 29.96635411895951662549)]
    [TestCase(5.9, 1, 0, 1e-5, 42.04549572503242058803)]
    [TestCase(0.002, 0.003, 0.004, 0.004, 0.88802837995076686548)]
    [TestCase(0.1, 1e-6, 0, 1e-6, 7213330953.59744977)]
    public void Bits_are_those_of_the_error_function(double distance, double sigma, double truthError, double resolution, double bits)
    {
        Assert.That(PredictiveScore.BitsLeft(0.25 + distance, truthError, 0.25, sigma, resolution), Is.EqualTo(bits).Within(1e-8 * bits).Or.EqualTo(bits).Within(1e-10));
        Assert.That(PredictiveScore.BitsLeft(0.25, truthError, 0.25 + distance, sigma, resolution), Is.EqualTo(bits).Within(1e-8 * bits).Or.EqualTo(bits).Within(1e-10), "by symmetry");
    }

    // Simpson's rule on the density, relative to its largest value in the interval, wherever that lies.
    [Test]
    public void Bits_are_the_integral_of_the_density_near_and_far() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20261121, 7),
        Prop.ForAll(Logarithmic(1e-9, 1), Logarithmic(1e-7, 1), Logarithmic(1e-7, 0.1), (distance, sigma, resolution) =>
        {
            double integral = ByIntegration(distance, Math.Max(sigma, resolution / 4), resolution);
            return Math.Abs(PredictiveScore.BitsLeft(distance, 0, 0, sigma, resolution) - integral) <= 1e-6 * (1 + integral);
        }));

    [Test]
    public void A_larger_error_leaves_more_bits_and_a_coarser_resolution_fewer() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20261121, 7),
        Prop.ForAll(Logarithmic(1e-9, 1), Logarithmic(1e-7, 1), Logarithmic(1e-6, 0.1), (distance, sigma, resolution) =>
        {
            double bits = PredictiveScore.BitsLeft(distance, 0, 0, sigma, resolution);
            double tolerance = 1e-7 * (1 + bits);
            return PredictiveScore.BitsLeft(1.01 * distance, 0, 0, sigma, resolution) >= bits - tolerance
                && (sigma < resolution || PredictiveScore.BitsLeft(distance, 0, 0, sigma, 1.01 * resolution) <= bits + tolerance);
        }));

    [Test]
    public void Nothing_known_costs_the_digits_of_the_value()
    {
        // A sigma that covers [0, 1] evenly is as good as no knowledge: log2(1 / (2 delta)), up to the density of a Gaussian at its centre.
        double bits = PredictiveScore.BitsLeft(0.5, 0, 0.5, 1 / Math.Sqrt(2 * Math.PI), 1e-6);
        Assert.That(bits, Is.EqualTo(Math.Log2(1 / 2e-6)).Within(1e-6));
    }

    [Test]
    public void No_number_is_asked_for_more_finely_than_the_truth_is_known()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(PredictiveScore.Resolution(1e-6, 0), Is.EqualTo(1e-6));
            Assert.That(PredictiveScore.Resolution(1e-6, 3e-4), Is.EqualTo(3e-4));
        }
    }

    [TestCase(double.NaN, 0, 0, 0, 1)]
    [TestCase(0, -1, 0, 0, 1)]
    [TestCase(0, 0, double.PositiveInfinity, 0, 1)]
    [TestCase(0, 0, 0, -1, 1)]
    [TestCase(0, 0, 0, double.NaN, 1)]
    [TestCase(0, 0, 0, 0, 0)]
    public void Only_numbers_are_scored(double truth, double truthError, double value, double sigma, double resolution) =>
        Assert.That(() => PredictiveScore.BitsLeft(truth, truthError, value, sigma, resolution), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static Arbitrary<double> Logarithmic(double from, double to) =>
        Gen.Choose(0, 1_000_000).Select(share => from * Math.Pow(to / from, share / 1e6)).ToArbitrary();

    private static double ByIntegration(double distance, double sigma, double resolution)
    {
        const int Intervals = 20_000;
        double nearest = Math.Max(0, distance - resolution) / sigma;

        // No more than 40 deviations beyond the nearest point, where nothing is left.
        double from = (distance - resolution) / sigma;
        double low = Math.Max(from, -40);
        double high = Math.Min((distance + resolution) / sigma, nearest + 40);
        double step = (high - low) / Intervals;
        double sum = 0;
        for (int i = 0; i <= Intervals; i++)
        {
            double z = low + (i * step);
            double weight = i is 0 or Intervals ? 1 : i % 2 == 0 ? 2 : 4;
            sum += weight * Math.Exp(0.5 * ((nearest * nearest) - (z * z)));
        }

        return Math.Max(0, ((0.5 * nearest * nearest) - Math.Log(sum * step / 3 / Math.Sqrt(2 * Math.PI))) / Math.Log(2));
    }
}

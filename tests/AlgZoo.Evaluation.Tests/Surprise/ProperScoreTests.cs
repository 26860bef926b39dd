namespace AlgZoo.Evaluation.Tests.Surprise;

/// <summary>Who states what they believe has the fewest bits left, in expectation: vagueness costs, and so does confidence that is not warranted.</summary>
public sealed class ProperScoreTests
{
    private const double Vague = 0.3;

    private static readonly double[] Deviations = [1e-5, 1e-4, 1e-3, 1e-2, 0.05];
    private static readonly double[] Values = [0.05, 0.3, 0.5, 0.9, 0.999];

    // Truths from N(v, s^2).
    [Test]
    public void A_vague_estimate_costs_more_than_an_honest_one([ValueSource(nameof(Values))] double value, [ValueSource(nameof(Deviations))] double deviation)
    {
        double honest = Expected(value, deviation, value, deviation);
        double vague = Expected(value, deviation, value, Vague);

        // What is lost is the divergence of the two Gaussians.
        double ratio = deviation / Vague;
        Assert.That(vague - honest, Is.EqualTo((-Math.Log(ratio) + (((ratio * ratio) - 1) / 2)) / Math.Log(2)).Within(0.005));
        Assert.That(vague, Is.GreaterThan(honest + 1));
    }

    [Test]
    public void An_overconfident_wrong_estimate_costs_more_than_an_honest_one([ValueSource(nameof(Values))] double value, [ValueSource(nameof(Deviations))] double deviation, [Values(1, 3, 10)] double deviationsOff)
    {
        double honest = Expected(value, deviation, value, deviation);
        double stated = deviation / 5;
        double overconfident = Expected(value, deviation, value + (deviationsOff * deviation), stated);
        double divergence = (Math.Log(stated / deviation) + ((1 + (deviationsOff * deviationsOff)) * deviation * deviation / (2 * stated * stated)) - 0.5) / Math.Log(2);
        Assert.That(overconfident - honest, Is.EqualTo(divergence).Within(0.1 * divergence), "the divergence of the two Gaussians, less at the resolution");
        Assert.That(overconfident, Is.GreaterThan(honest + 10));
    }

    // Whatever else is stated, down to what the resolution can tell.
    [Test]
    public void No_statement_beats_the_honest_one([ValueSource(nameof(Deviations))] double deviation, [Values(-2, -0.5, 0, 0.5, 2)] double shift, [Values(0.2, 0.5, 0.8, 0.95, 1, 1.05, 1.25, 2, 5)] double factor)
    {
        double honest = Expected(0.7, deviation, 0.7, deviation);
        Assert.That(Expected(0.7, deviation, 0.7 + (shift * deviation), factor * deviation), Is.GreaterThanOrEqualTo(honest - 1e-4));
    }

    // Where sigma is below the resolution, a sharper statement than the honest one may gain, never more than an eighth of a bit.
    [Test]
    public void At_the_resolution_itself_nobody_gains_more_than_an_eighth_of_a_bit([Values(0.25, 0.4, 0.5, 0.6, 0.8, 1, 2)] double resolutions, [Values(0, 0.1, 0.25, 0.5, 0.8, 1.5)] double factor)
    {
        double deviation = resolutions * PredictiveScore.DefaultResolution;
        Assert.That(Expected(0.7, deviation, 0.7, factor * deviation), Is.GreaterThanOrEqualTo(Expected(0.7, deviation, 0.7, deviation) - 0.125));
    }

    // For every fixed truth, over the estimates that an honest estimator makes of it.
    [Test]
    public void For_every_truth_vague_and_overconfident_ledgers_cost_more_than_an_honest_one([ValueSource(nameof(Deviations))] double deviation, [Values(0, 2e-6, 1e-4)] double truthError)
    {
        ExplanationCheck[] checks = [new("", "190 random inputs, 181 right", 52)];
        for (int step = 0; step <= 100; step++)
        {
            double truth = step / 100.0;
            double honest = OverEstimates(truth, deviation, estimate => Total(estimate, deviation));
            Assert.That(OverEstimates(truth, deviation, estimate => Total(estimate, Vague)), Is.GreaterThan(honest + 1), $"vague about {truth}");
            Assert.That(OverEstimates(truth, deviation, estimate => Total(estimate + (5 * Math.Max(deviation, truthError)), deviation / 5)), Is.GreaterThan(honest + 5), $"overconfident about {truth}");

            double Total(double estimate, double sigma) => EstimateSurprise.Of(truth, truthError, estimate, sigma, rootMeanSquaredError: double.NaN, checks, adviceBytes: 0).TotalBits!.Value;
        }
    }

    private static double Expected(double truth, double deviation, double value, double sigma) =>
        OverEstimates(truth, deviation, drawn => PredictiveScore.BitsLeft(drawn, 0, value, sigma, PredictiveScore.DefaultResolution));

    // The mean over N(centre, deviation^2), by the trapezoidal rule: exact to rounding for what is smooth, 1e-4 where it is not.
    private static double OverEstimates(double centre, double deviation, Func<double, double> bits)
    {
        const int Points = 400;
        double sum = 0;
        double weights = 0;
        for (int i = -Points; i <= Points; i++)
        {
            double z = 8.0 * i / Points;
            double weight = Math.Exp(-0.5 * z * z);
            weights += weight;
            sum += weight * bits(centre + (deviation * z));
        }

        return sum / weights;
    }
}

using AlgZoo.Numerics;
using AlgZoo.Plugins;

namespace AlgZoo.Tests.Plugins;

public sealed class ReadOutTests
{
    [Test]
    public void Mendell_elston_is_exact_for_independent_numbers()
    {
        double[] means = [0.3, -1.2, 2];
        double[,] covariance = { { 1, 0, 0 }, { 0, 4, 0 }, { 0, 0, 0.25 } };
        double expected = Gaussian.Cdf(0.3) * Gaussian.Cdf(-0.6) * Gaussian.Cdf(4);
        Assert.That(OrthantProbability.MendellElston(means, covariance, new bool[3]), Is.EqualTo(expected).Within(1e-14));
    }

    [Test]
    public void Mendell_elston_is_close_for_two_numbers([Values(-1.5, 0, 0.7)] double a, [Values(-0.5, 1)] double b, [Values(-0.6, 0.3, 0.9)] double correlation)
    {
        double estimate = OrthantProbability.MendellElston([a, 2 * b], new[,] { { 1, 2 * correlation }, { 2 * correlation, 4 } }, new bool[2]);
        Assert.That(estimate, Is.EqualTo(Gaussian.BivariateCdf(a, b, correlation)).Within(0.015));
    }

    [TestCase(1, false, 1)]
    [TestCase(-1, true, 0)]
    [TestCase(0, true, 1)]
    [TestCase(0, false, 0)]
    public void Mendell_elston_takes_constants_for_what_they_are(double constant, bool zeroCounts, double factor)
    {
        double[,] covariance = { { 1, 0 }, { 0, 0 } };
        double probability = OrthantProbability.MendellElston([0.4, constant], covariance, [false, zeroCounts]);
        Assert.That(probability, Is.EqualTo(factor * Gaussian.Cdf(0.4)).Within(1e-14));
    }

    // Two independent logits with one neuron each: the difference is Gaussian.
    [TestCase(1, 0.5, 0.2, 0.3)]
    [TestCase(0.2, 0.01, 0.4, 2)]
    [TestCase(3, 1, 1, 0)]
    public void Independent_logits_agree_with_the_law_of_their_difference(double mean0, double variance0, double mean1, double variance1)
    {
        var readOut = new IndependentLogits(ReluRnn.Create(2, [1, 1], new float[4], [1, 0, 0, 1]));
        double first = readOut.ProbabilityOfLargest(0, [mean0, mean1], [variance0, variance1]);
        double second = readOut.ProbabilityOfLargest(1, [mean0, mean1], [variance0, variance1]);
        double expected = Gaussian.Cdf((mean0 - mean1) / Math.Sqrt(variance0 + variance1));

        // The rule is exact for a smooth integrand; one node's weight, 0.04, bounds its error at a step.
        Assert.That(first, Is.EqualTo(expected).Within(variance1 == 0 ? 0.04 : 1e-9));
        Assert.That(second, Is.EqualTo(1 - expected).Within(variance0 < variance1 ? 0.04 : 1e-9));
    }

    // 2^18 samples of the last state; 4.5 standard errors on each moment (at most 9): false-alarm rate below 1e-4.
    [Test]
    public void Joint_moments_agree_with_sampled_ones_where_the_closure_is_exact()
    {
        // One input feeds three neurons that do not feed each other.
        float[] input = [0.8f, -0.6f, 1.3f];
        var model = ReluRnn.Create(2, input, new float[9], [1, 1, 1]);
        var inputs = new BlockInputs(RankCells.For(SequenceTask.Median, 2)!);
        JointGaussian[] states = [.. Enumerable.Range(0, 3).Select(_ => new JointGaussian(3, inputs.Columns))];
        int[] columns = [.. Enumerable.Range(0, inputs.Columns)];
        states[1].Step(model, inputs, states[0], block: 0, columns);
        states[2].Step(model, inputs, states[1], block: 0, columns);
        var state = states[2];

        var random = new RandomStream(RandomAddress.Root(21));
        var products = new RunningMean[3, 4];
        for (int k = 0; k < products.Length; k++)
        {
            products[k / 4, k % 4] = new RunningMean();
        }

        for (int sample = 0; sample < 1 << 18; sample++)
        {
            double x = random.NextGaussian();
            for (int i = 0; i < 3; i++)
            {
                double h = Math.Max(0, input[i] * x) - state.Mean[i];
                for (int j = 0; j < 3; j++)
                {
                    products[i, j].Add(h * (Math.Max(0, input[j] * x) - state.Mean[j]));
                }

                products[i, 3].Add(h * x);
            }
        }

        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                Assert.That(state.Covariance[i, j], Is.EqualTo(products[i, j].Mean).Within(4.5 * products[i, j].StandardError!.Value));
            }

            // The target is the mean of both inputs, of which only the last matters to h.
            Assert.That(2 * state.WithInputs[i, inputs.Target], Is.EqualTo(products[i, 3].Mean).Within(4.5 * products[i, 3].StandardError!.Value));
            Assert.That(state.WithInputs[i, 0], Is.EqualTo(0).Within(1e-15), "independent of the first input");
        }
    }
}

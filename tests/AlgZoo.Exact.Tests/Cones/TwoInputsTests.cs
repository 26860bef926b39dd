using System.Numerics;
using AlgZoo.Zoo;

namespace AlgZoo.Exact.Tests;

/// <summary>Networks of two inputs.</summary>
internal sealed class TwoInputsTests
{
    private const double Rounding = 1e-15;

    private static IEnumerable<RnnWeights> Several()
    {
        yield return Networks.M2By2;
        foreach (string reference in (string[])["trained:2nd_argmax_2_2", "trained:2nd_argmax_8_2"])
        {
            yield return Networks.Widen((ReluRnn)new ModelLibrary("").Load(reference).Model);
        }

        foreach (int d in (int[])[1, 2, 3, 5, 8, 13])
        {
            for (ulong seed = 0; seed < 4; seed++)
            {
                yield return Networks.Random(d, 2, 2, seed);
                yield return Networks.Degenerate(d, 2, seed);
            }
        }
    }

    [Test]
    public void The_published_network_is_wrong_once_in_12914() =>
        Assert.That(ExactCones.Evaluate(Networks.M2By2, SequenceTask.SecondArgmax).ErrorRate, Is.EqualTo(7.74314917800279098e-05).Within(7.7e-20));

    [Test]
    public void The_handcrafted_network_is_never_wrong()
    {
        var score = ExactCones.Evaluate(Networks.Widen(HandcraftedModels.Create(2)), SequenceTask.SecondArgmax);

        Assert.That((score.ErrorRate, score.Value, score.Variance, score.WrongCells), Is.EqualTo((0.0, 1.0, 0.0, 0L)));
    }

    // The smaller of x1 and x2 / factor is taken for the smaller input: wrong between the lines.
    [TestCase(0.5)]
    [TestCase(1.25)]
    [TestCase(1 + 1e-12)]
    [TestCase(1 - 1e-15)]
    public void A_tilted_comparison_is_wrong_on_two_wedges(double factor)
    {
        double expected = Math.Abs(Math.Atan((factor - 1) / (factor + 1))) / Math.PI;

        Assert.That(ExactCones.Evaluate(Networks.Tilted(factor), SequenceTask.SecondArgmax).ErrorRate, Is.EqualTo(expected).Within(Rounding * expected));
    }

    // Without memory only the sign of x2 is known. A logit 0 that grows with it is never overtaken: position 0 is right half of the time. A logit 1 that does is taken where x2 > 0, wrong in three quarters.
    [TestCase(1, 0, 0.5)]
    [TestCase(0, 1, 0.75)]
    public void A_network_without_memory_answers_by_the_sign_of_the_last_input(double first, double second, double errorRate) =>
        Assert.That(ExactCones.Evaluate(new RnnWeights(2, [2], [0], [first, second]), SequenceTask.SecondArgmax).ErrorRate, Is.EqualTo(errorRate).Within(Rounding));

    [TestCaseSource(nameof(Several))]
    public void Agrees_with_rational_arithmetic(RnnWeights weights)
    {
        double smaller = RationalPlane.ErrorRate(weights, (x, y) => x < y ? 0 : 1);
        double larger = RationalPlane.ErrorRate(weights, (x, y) => x > y ? 0 : 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ExactCones.Evaluate(weights, SequenceTask.SecondArgmax).ErrorRate, Is.EqualTo(smaller).Within(Rounding * smaller));
            Assert.That(ExactCones.Evaluate(weights, SequenceTask.Argmedian).ErrorRate, Is.EqualTo(larger).Within(Rounding * larger));
            Assert.That(ExactCones.Evaluate(weights, SequenceTask.Argmax).ErrorRate, Is.EqualTo(larger).Within(Rounding * larger));
        }
    }

    [Test]
    public void Coincident_rays_make_no_sectors()
    {
        var weights = Networks.Random(4, 2, 2, seed: 1);
        var copies = Doubled(weights, Networks.Rearranged(weights, [2, 0, 3, 1], [4, 4, 0.5, 2]));
        var single = ExactCones.Evaluate(weights, SequenceTask.SecondArgmax);
        var doubled = ExactCones.Evaluate(copies, SequenceTask.SecondArgmax);

        Assert.That(doubled.ActivationCells, Is.EqualTo(single.ActivationCells));
        Assert.That(doubled.ErrorRate, Is.EqualTo(single.ErrorRate).Within(Rounding));
    }

    [TestCase(-300)]
    [TestCase(300)]
    public void The_scale_of_the_inputs_changes_no_bit(int exponent)
    {
        var weights = Networks.Random(6, 2, 2, seed: 2);
        var scaled = new RnnWeights(2, [.. weights.Input.ToArray().Select(weight => Math.ScaleB(weight, exponent))], weights.Recurrent, weights.Output);

        Assert.That(ExactCones.Evaluate(scaled, SequenceTask.SecondArgmax), Is.EqualTo(ExactCones.Evaluate(weights, SequenceTask.SecondArgmax)));
    }

    [Test]
    public void Denormal_weights_are_weights()
    {
        var weights = new RnnWeights(2, [double.Epsilon, -double.Epsilon], [-1, 1, 1, -1], [1, -1, -1, 1]);

        Assert.That(ExactCones.Evaluate(weights, SequenceTask.SecondArgmax).ErrorRate, Is.Zero);
    }

    // Two networks side by side, each with half of the outputs.
    private static RnnWeights Doubled(RnnWeights first, RnnWeights second)
    {
        int d = first.HiddenSize;
        double[] recurrent = new double[4 * d * d];
        double[] output = new double[2 * first.OutputSize * d];
        for (int i = 0; i < d; i++)
        {
            for (int j = 0; j < d; j++)
            {
                recurrent[(i * 2 * d) + j] = first.Recurrent[(i * d) + j];
                recurrent[((d + i) * 2 * d) + d + j] = second.Recurrent[(i * d) + j];
            }

            for (int k = 0; k < first.OutputSize; k++)
            {
                output[(k * 2 * d) + i] = first.Output[(k * d) + i] / 2;
                output[(k * 2 * d) + d + i] = second.Output[(k * d) + i] / 2;
            }
        }

        return new(first.SequenceLength, [.. first.Input, .. second.Input], recurrent, output);
    }
}

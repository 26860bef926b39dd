using static AlgZoo.Abstractions.Tests.Models.TestModels;

namespace AlgZoo.Abstractions.Tests.Models;

public sealed class WeightNoiseTests
{
    private static readonly RandomAddress Address = RandomAddress.Root(7).Child("weight-noise");

    // Each of the four moments lies within 5 standard errors: false-alarm rate below 4 * 6e-7 per case.
    [TestCase(WeightNoiseKind.Relative)]
    [TestCase(WeightNoiseKind.Additive)]
    public void The_noise_is_Gaussian_with_the_stated_scale(WeightNoiseKind kind)
    {
        const double sigma = 0.05;
        var model = Rnn(256, 4);
        var noisy = new WeightNoise(kind, sigma).Apply(model, new RandomStream(Address));
        var standardised = new List<double>();
        foreach (var (before, after) in model.Tensors.Zip(noisy.Tensors))
        {
            for (int i = 0; i < before.Values.Length; i++)
            {
                double scale = kind == WeightNoiseKind.Relative ? before.Values[i] : before.RootMeanSquare;
                standardised.Add(((double)after.Values[i] - before.Values[i]) / (sigma * scale));
            }
        }

        double n = standardised.Count;
        double Moment(int order) => standardised.Average(value => Math.Pow(value, order));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Moment(1), Is.EqualTo(0).Within(5 * Math.Sqrt(1 / n)));
            Assert.That(Moment(2), Is.EqualTo(1).Within(5 * Math.Sqrt(2 / n)));
            Assert.That(Moment(3), Is.EqualTo(0).Within(5 * Math.Sqrt(15 / n)));
            Assert.That(Moment(4), Is.EqualTo(3).Within(5 * Math.Sqrt(96 / n)));
        }
    }

    [Test]
    public void Equal_addresses_give_equal_copies_and_others_differ()
    {
        var model = Rnn(3, 3);
        var law = new WeightNoise(WeightNoiseKind.Relative, 0.1);
        float[] Draw(ulong draw) => [.. law.Apply(model, new RandomStream(Address.Child(draw))).Tensors.SelectMany(tensor => tensor.Values.ToArray())];
        float[] first = Draw(0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Draw(0), Is.EqualTo(first));
            Assert.That(Draw(1), Is.Not.EqualTo(first));
        }
    }

    [Test]
    public void Without_noise_the_model_itself_comes_back_and_nothing_is_drawn()
    {
        var model = Transformer(2, 3);
        var random = new RandomStream(Address);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(WeightNoise.None.Apply(model, random), Is.SameAs(model));
            Assert.That(random.NextUInt64(), Is.EqualTo(new RandomStream(Address).NextUInt64()));
        }
    }

    [Test]
    public void Relative_noise_keeps_zeros()
    {
        var model = ReluRnn.Create(2, [0, 1], [0, 0, 0, 0], [1, 0, 0, 1]);
        var noisy = (ReluRnn)new WeightNoise(WeightNoiseKind.Relative, 1).Apply(model, new RandomStream(Address));
        Assert.That(noisy.RecurrentWeights.ToArray(), Is.All.Zero);
    }

    [TestCase(WeightNoiseKind.Relative, -0.1)]
    [TestCase(WeightNoiseKind.Additive, double.NaN)]
    [TestCase(WeightNoiseKind.Additive, double.PositiveInfinity)]
    [TestCase(WeightNoiseKind.None, 0.1)]
    public void Scales_that_make_no_sense_are_refused(WeightNoiseKind kind, double sigma) =>
        Assert.That(() => new WeightNoise(kind, sigma), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase(WeightNoiseKind.None, 0, "none")]
    [TestCase(WeightNoiseKind.Relative, 0.01, "relative:0.01")]
    [TestCase(WeightNoiseKind.Additive, 1e-7, "additive:1E-07")]
    [SetCulture("fr-FR")]
    public void A_law_is_written_as_the_command_line_reads_it(WeightNoiseKind kind, double sigma, string expected) =>
        Assert.That(new WeightNoise(kind, sigma).ToString(), Is.EqualTo(expected));
}

using AlgZoo.Numerics;
using AlgZoo.Plugins;

namespace AlgZoo.Tests.Plugins;

public sealed class TrivialEstimatorsTests
{
    private static readonly WeightNoise OnePercent = new(WeightNoiseKind.Relative, 0.01);

    [Test]
    public void Chance_is_one_over_the_number_of_classes_or_its_logarithm()
    {
        var model = Bench.RandomRnn(4, 5, 5, seed: 1);
        Assert.That(Bench.Run(new Chance(), Bench.Problem(model, SequenceTask.Argmedian, budget: 0)).Value, Is.EqualTo(0.2));
        Assert.That(Bench.Run(new Chance(), Bench.Problem(model, SequenceTask.Argmedian, Quantity.CrossEntropy, budget: 0)).Value, Is.EqualTo(Math.Log(5)));
    }

    // A model without output weights answers 0, so its squared error is the variance of the target. 2^20 sequences, 4.5 standard errors:
    // false-alarm rate 7e-6 a case.
    [Test]
    public void Chance_of_the_median_is_the_variance_of_the_target([Values(1, 2, 3, 4, 7, 10)] int length)
    {
        var model = ReluRnn.Create(length, [1], [0], [0]);
        var truth = Bench.Truth(model, SequenceTask.Median);
        Assert.That(
            Bench.Run(new Chance(), Bench.Problem(model, SequenceTask.Median, budget: 0)).Value, Is.EqualTo(truth.Mean).Within(4.5 * truth.StandardError));
    }

    // 1 / 2n pi times 2 is the variance of the median of many Gaussians, with a relative error of order 1/n.
    [TestCase(1000)]
    [TestCase(1001)]
    public void Chance_of_the_median_has_the_known_limit_for_long_sequences(int length)
    {
        var problem = Bench.Problem(ReluRnn.Create(length, [1], [0], [0]), SequenceTask.Median);
        Assert.That(Bench.Run(new Chance(), problem).Value, Is.EqualTo(Math.PI / (2 * length)).Within(0.2).Percent);
    }

    // 2^20 sequences; 4.5 standard errors: false-alarm rate 7e-6.
    [Test]
    public void Base_accuracy_measures_the_base_model_and_repeats_it_for_every_other()
    {
        const double Exact = 1 - 7.74314917800279098e-05;
        var request = Bench.Request(Bench.M2By2, SequenceTask.SecondArgmax, OnePercent);
        byte[] advice = Bench.Prepare(new BaseAccuracy(), request);

        var noisy = OnePercent.Apply(Bench.M2By2, Bench.Random(5));
        var problem = Bench.Problem(noisy, SequenceTask.SecondArgmax, budget: 0, advice: advice);
        var estimate = Bench.Run(new BaseAccuracy(), problem);

        Assert.That(advice, Has.Length.EqualTo(8));
        Assert.That(request.Meter.Spent, Is.EqualTo(BaseAccuracy.Samples * Bench.M2By2.SamplingFlops(Quantity.Accuracy)));
        Assert.That(estimate.Value, Is.EqualTo(Exact).Within(4.5 * Math.Sqrt(Exact * (1 - Exact) / BaseAccuracy.Samples)));
    }

    // 512 independent copies against 512 others; 4.5 standard errors of the difference: false-alarm rate 7e-6.
    [Test]
    public void Mean_accuracy_is_the_mean_over_noisy_copies()
    {
        var noise = new WeightNoise(WeightNoiseKind.Additive, 0.2);
        var request = Bench.Request(Bench.M2By2, SequenceTask.SecondArgmax, noise);
        byte[] advice = Bench.Prepare(new MeanAccuracy(), request);
        double value = Bench.Run(new MeanAccuracy(), Bench.Problem(Bench.M2By2, SequenceTask.SecondArgmax, budget: 0, advice: advice)).Value;

        var others = new RunningMean();
        for (ulong copy = 0; copy < MeanAccuracy.Copies; copy++)
        {
            var noisy = noise.Apply(Bench.M2By2, Bench.Random(1000 + copy));
            others.Add(ModelSampler.Sample(noisy, SequenceTask.SecondArgmax, Quantity.Accuracy, 4096, RandomAddress.Root(7).Child(copy)).Mean);
        }

        // Additive noise: a root mean square takes two operations a weight, a division and a root a tensor; the scale a product a tensor; the noise two operations a weight.
        long perCopy = (4 * Bench.M2By2.ParameterCount) + (3 * Bench.M2By2.Tensors.Count) + (MeanAccuracy.SamplesPerCopy * Bench.M2By2.SamplingFlops(Quantity.Accuracy));
        Assert.That(request.Meter.Spent, Is.EqualTo(MeanAccuracy.Copies * perCopy));
        Assert.That(value, Is.EqualTo(others.Mean).Within(4.5 * Math.Sqrt(2) * others.StandardError!.Value));
        Assert.That(value, Is.LessThan(0.99), "the noise is large enough to tell the mean from the base accuracy");
    }

    [TestCase(typeof(BaseAccuracy))]
    [TestCase(typeof(MeanAccuracy))]
    public void Advice_is_reproducible_and_needed(Type type)
    {
        byte[] Prepare(ulong seed) => ((IAdvisedEstimator)Activator.CreateInstance(type)!).Prepare(
            Bench.Request(Bench.RandomRnn(2, 2, 2, seed: 1), SequenceTask.SecondArgmax, OnePercent, seed), CancellationToken.None);

        var estimator = (IAdvisedEstimator)Activator.CreateInstance(type)!;
        var problem = Bench.Problem(Bench.M2By2, SequenceTask.SecondArgmax);
        byte[] advice = Prepare(1);
        Assert.That(Prepare(1), Is.EqualTo(advice));
        Assert.That(Prepare(2), Is.Not.EqualTo(advice));
        Assert.That(estimator.Supports(problem), Is.False);
        Assert.That(() => estimator.Estimate(problem, CancellationToken.None), Throws.ArgumentException);
    }
}

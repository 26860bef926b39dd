using AlgZoo.Numerics;
using AlgZoo.Plugins;
using AlgZoo.Tests.Support;
using AlgZoo.Zoo;

namespace AlgZoo.Tests.Plugins;

/// <summary>The estimators on the models that the bench is about.</summary>
public sealed class TrainedModelsTests
{
    private static readonly string[] Trained = ["2nd_argmax_2_2", "2nd_argmax_4_3", "2nd_argmax_16_10"];

    // 4.5 standard errors of truth and estimate: false-alarm rate 7e-6 a comparison.
    [Test]
    public void Sampling_estimators_find_the_accuracy_of_trained_models([ValueSource(nameof(Trained))] string name)
    {
        var model = Load("trained:" + name);
        foreach (var estimator in new IMechanisticEstimator[] { new MonteCarlo(), new Antithetic(), new WhitenedAntithetic(), new Sobol() })
        {
            AssertFinds(estimator, model);
        }
    }

    [Test]
    public void Sampling_estimators_find_the_accuracy_of_the_original_m16_10() => AssertFinds(new MonteCarlo(), Original());

    // The negative results that these two are shipped for: far from the truth, .95, and from what sampling makes of the same compute.
    [Test]
    public void Closures_fail_on_trained_models_of_length_ten()
    {
        var model = Load("trained:2nd_argmax_16_10");
        Assert.That(Value(new CovariancePropagation(), model), Is.InRange(0.15, 0.6));
        Assert.That(Value(new MeanPropagation(), model), Is.InRange(0.05, 0.3));
    }

    [Test]
    public void Closures_fail_on_the_original_m16_10()
    {
        var model = Original();
        Assert.That(Value(new CovariancePropagation(), model), Is.InRange(0.15, 0.6));
        Assert.That(Value(new MeanPropagation(), model), Is.InRange(0.05, 0.3));
    }

    private static void AssertFinds(IMechanisticEstimator estimator, Model model)
    {
        const long Samples = 1 << 17;
        var truth = Bench.Truth(model, SequenceTask.SecondArgmax, samples: 1 << 21);
        double value = Bench.Run(estimator, Bench.Problem(model, SequenceTask.SecondArgmax, budget: Samples * model.SamplingFlops(Quantity.Accuracy))).Value;
        double tolerance = 4.5 * Math.Sqrt((truth.Variance / Samples) + (truth.Variance / truth.Samples));
        Assert.That(value, Is.EqualTo(truth.Mean).Within(tolerance), estimator.GetType().Name);
    }

    private static double Value(IMechanisticEstimator estimator, Model model) =>
        Bench.Run(estimator, Bench.Problem(model, SequenceTask.SecondArgmax)).Value;

    private static Model Original() => Load(OriginalModels.Path("algzoo_rnn_blog.pth"));

    private static Model Load(string reference) => new ModelLibrary(TestContext.CurrentContext.WorkDirectory).Load(reference).Model;
}

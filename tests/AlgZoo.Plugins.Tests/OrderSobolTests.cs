using AlgZoo.Numerics;
using AlgZoo.Plugins;

namespace AlgZoo.Tests.Plugins;

public sealed class OrderSobolTests
{
    private static readonly (string Name, ReluRnn Model, SequenceTask Task)[] Questions =
    [
        ("2nd argmax of 2", Bench.RandomRnn(4, 2, 2, seed: 31), SequenceTask.SecondArgmax),
        ("2nd argmax of 3", Bench.RandomRnn(5, 3, 3, seed: 32), SequenceTask.SecondArgmax),
        ("2nd argmax of 10", Bench.RandomRnn(16, 10, 10, seed: 33), SequenceTask.SecondArgmax),
        ("argmedian of 5", Bench.RandomRnn(8, 5, 5, seed: 34), SequenceTask.Argmedian),
        ("argmedian of 6", Bench.RandomRnn(3, 6, 6, seed: 35), SequenceTask.Argmedian),
        ("argmax of 4", Bench.RandomRnn(6, 4, 4, seed: 36), SequenceTask.Argmax),
        ("argmax of 24", Bench.RandomRnn(4, 24, 24, seed: 37), SequenceTask.Argmax),
        ("median of 2", Bench.RandomRnn(4, 2, 1, seed: 38), SequenceTask.Median),
        ("median of 5", Bench.RandomRnn(8, 5, 1, seed: 39), SequenceTask.Median),
        ("median of 6", Bench.RandomRnn(4, 6, 1, seed: 40), SequenceTask.Median),
    ];

    private static IEnumerable<TestCaseData> Cases => Questions.Select(question => new TestCaseData(question.Model, question.Task).SetArgDisplayNames(question.Name));

    // The mean of 200 estimates of a few points within 4.5 standard errors of the truth: false-alarm rate 7e-6 a case.
    [TestCaseSource(nameof(Cases))]
    public void Has_no_bias_at_a_small_budget(ReluRnn model, SequenceTask task)
    {
        long budget = 4 * RankIntegral.MaximumFlopsOfOnePoint(model, RankTask(task, model));
        var mean = new RunningMean();
        for (ulong seed = 0; seed < 200; seed++)
        {
            mean.Add(Bench.Run(new OrderSobol(), Bench.Problem(model, task, budget: budget, seed: seed)).Value);
        }

        var truth = Bench.Truth(model, task);
        Assert.That(mean.Mean, Is.EqualTo(truth.Mean).Within(4.5 * Math.Sqrt((mean.StandardError!.Value * mean.StandardError.Value) + (truth.StandardError * truth.StandardError))));
    }

    // The standard error has three degrees of freedom, so its square is compared on average: over 200 seeds the ratio of mean squares has a relative error of sqrt(2/200 + 2/600) = .12, and 4.5 times that
    // bounds it, false-alarm rate 7e-6 a case.
    [TestCase(2)]
    [TestCase(8)]
    public void Standard_error_is_honest(int question)
    {
        var (_, model, task) = Questions[question];
        var truth = Bench.Truth(model, task, samples: 1 << 22);
        double squaredErrors = 0;
        double squaredStandardErrors = 0;
        for (ulong seed = 0; seed < 200; seed++)
        {
            var estimate = Bench.Run(new OrderSobol(), Bench.Problem(model, task, budget: 150_000, seed: seed));
            squaredErrors += Math.Pow(estimate.Value - truth.Mean, 2);
            squaredStandardErrors += Math.Pow(estimate.StandardError!.Value, 2);
        }

        Assert.That(squaredErrors / squaredStandardErrors, Is.InRange(0.45, 1.55));
    }

    // Its error has no law, but it is the same in every run: at 2^11 points or more it is below one standard error of 2^11 samples.
    [TestCaseSource(nameof(Cases))]
    public void Plain_points_come_closer_than_as_many_samples(ReluRnn model, SequenceTask task)
    {
        if (model.SequenceLength > SobolSequence.MaximumDimension)
        {
            Assert.That(new OrderSobolDeterministic().Supports(Bench.Problem(model, task)), Is.False);
            return;
        }

        const int Points = 1 << 11;
        var truth = Bench.Truth(model, task, samples: 1 << 22);
        double value = Bench.Run(new OrderSobolDeterministic(), Bench.Problem(model, task, budget: Points * RankIntegral.MaximumFlopsOfOnePoint(model, RankTask(task, model)))).Value;
        Assert.That(value, Is.EqualTo(truth.Mean).Within(Math.Sqrt(truth.Variance / Points)));
    }

    [Test]
    public void Plain_points_take_nothing_from_the_random_stream()
    {
        var (_, model, task) = Questions[2];
        double Value(ulong seed) => Bench.Run(new OrderSobolDeterministic(), Bench.Problem(model, task, budget: 1_000_000, seed: seed)).Value;
        Assert.That(Value(1), Is.EqualTo(Value(2)));
    }

    // M2,2's error rate is known exactly. At n = 2 one input is left to the point set.
    [Test]
    public void Finds_the_error_rate_of_the_published_model_of_two_inputs()
    {
        double value = Bench.Run(new OrderSobol(), Bench.Problem(Bench.M2By2, SequenceTask.SecondArgmax, budget: 20_000_000)).Value;
        Assert.That(1 - value, Is.EqualTo(7.743149178e-5).Within(2e-7));
    }

    [Test]
    public void Declines_what_it_cannot_integrate_or_afford()
    {
        var model = Bench.RandomRnn(4, 3, 3, seed: 41);
        long one = RankIntegral.MaximumFlopsOfOnePoint(model, RankTask(SequenceTask.Argmax, model));
        foreach (var estimator in new IMechanisticEstimator[] { new OrderSobol(), new OrderSobolDeterministic() })
        {
            Assert.That(estimator.Supports(Bench.Problem(model, SequenceTask.Argmax, budget: one)), Is.False);
            Assert.That(estimator.Supports(Bench.Problem(model, SequenceTask.Argmax, budget: one + 100)), Is.True);
            Assert.That(estimator.Supports(Bench.Problem(model, SequenceTask.Argmax, Quantity.CrossEntropy)), Is.False);
            Assert.That(estimator.Supports(Bench.Problem(model, SequenceTask.Argoutlier)), Is.False);
            Assert.That(estimator.Supports(Bench.Problem(Bench.RandomTransformer(4, 3, seed: 1), SequenceTask.LongestCycle)), Is.False);
            Assert.That(estimator.Supports(Bench.Problem(Bench.RandomRnn(2, 65, 65, seed: 1), SequenceTask.Argmax)), Is.False);
        }
    }

    private static Exact.RankTask RankTask(SequenceTask task, ReluRnn model) => Exact.RankTask.TryCreate(task, model.SequenceLength)!;
}

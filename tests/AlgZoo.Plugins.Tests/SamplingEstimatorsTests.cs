using AlgZoo.Numerics;
using AlgZoo.Plugins;

namespace AlgZoo.Tests.Plugins;

public sealed class SamplingEstimatorsTests
{
    private static readonly Type[] Samplers = [typeof(MonteCarlo), typeof(Antithetic), typeof(WhitenedAntithetic), typeof(Sobol)];

    private static readonly (string Name, Model Model, SequenceTask Task, Quantity Quantity)[] Questions =
    [
        ("2nd argmax", Bench.RandomRnn(4, 5, 5, seed: 2), SequenceTask.SecondArgmax, Quantity.Accuracy),
        ("argmedian", Bench.RandomRnn(3, 3, 3, seed: 3), SequenceTask.Argmedian, Quantity.CrossEntropy),
        ("argoutlier", Bench.RandomRnn(2, 4, 4, seed: 4), SequenceTask.Argoutlier, Quantity.Accuracy),
        ("median", Bench.RandomRnn(4, 5, 1, seed: 5), SequenceTask.Median, Quantity.MeanSquaredError),
        ("longest cycle", Bench.RandomTransformer(4, 4, seed: 6), SequenceTask.LongestCycle, Quantity.Accuracy),
    ];

    private static IEnumerable<TestCaseData> SamplersAndQuestions =>
        from type in Samplers
        from question in Questions
        where question.Task.Inputs == InputLaw.StandardGaussian || type == typeof(MonteCarlo) || type == typeof(Sobol)
        select new TestCaseData(type, question.Model, question.Task, question.Quantity).SetArgDisplayNames(type.Name, question.Name);

    // 4.5 standard errors of truth and estimate, the latter as of plain sampling where none is stated: false-alarm rate 7e-6 a case.
    [TestCaseSource(nameof(SamplersAndQuestions))]
    public void Agrees_with_the_truth(Type type, Model model, SequenceTask task, Quantity quantity)
    {
        const long Samples = 1 << 17;
        var truth = Bench.Truth(model, task, quantity);
        var estimate = Bench.Run(Create(type), Bench.Problem(model, task, quantity, Samples * model.SamplingFlops(quantity)));
        double error = estimate.StandardError ?? Math.Sqrt(truth.Variance / Samples);
        Assert.That(estimate.Value, Is.EqualTo(truth.Mean).Within(4.5 * Math.Sqrt((error * error) + (truth.StandardError * truth.StandardError))));
    }

    // The mean of 200 estimates within 4.5 of its own standard errors of the truth: false-alarm rate 7e-6 a case.
    [TestCaseSource(nameof(SamplersAndQuestions))]
    public void Has_no_bias_at_a_small_budget(Type type, Model model, SequenceTask task, Quantity quantity)
    {
        if (type == typeof(WhitenedAntithetic) && quantity == Quantity.CrossEntropy)
        {
            Assert.Pass("Whitening promises no more than a small bias for a loss that is not homogeneous.");
        }

        var truth = Bench.Truth(model, task, quantity);
        var mean = new RunningMean();
        for (ulong seed = 0; seed < 200; seed++)
        {
            mean.Add(Bench.Run(Create(type), Bench.Problem(model, task, quantity, 60 * model.SamplingFlops(quantity), seed)).Value);
        }

        double error = Math.Sqrt((mean.StandardError!.Value * mean.StandardError.Value) + (truth.StandardError * truth.StandardError));
        Assert.That(mean.Mean, Is.EqualTo(truth.Mean).Within(4.5 * error));
    }

    // z = error / stated standard error over 200 seeds: the mean of z^2 is 1 within 4.5 sqrt(2/200), false-alarm rate about 1e-5 a case.
    [TestCase(typeof(MonteCarlo), 4000)]
    [TestCase(typeof(Antithetic), 4000)]
    [TestCase(typeof(WhitenedAntithetic), 60_000)]
    public void Standard_error_is_honest(Type type, int samples)
    {
        var model = Bench.RandomRnn(2, 3, 1, seed: 8);
        var truth = Bench.Truth(model, SequenceTask.Median, samples: 1 << 22);
        var squares = new RunningMean();
        for (ulong seed = 0; seed < 200; seed++)
        {
            var estimate = Bench.Run(Create(type), Bench.Problem(model, SequenceTask.Median, budget: samples * model.ForwardFlops, seed: seed));
            double z = (estimate.Value - truth.Mean) / estimate.StandardError!.Value;
            squares.Add(z * z);
        }

        // Batch means of 29 batches have t-distributed errors, whose squares average 28/26.
        Assert.That(squares.Mean, Is.EqualTo(1).Within(type == typeof(WhitenedAntithetic) ? 0.55 : 0.45));
    }

    // Per pair of a whitened batch two samples, 10 x 11 operations for the second moment, 10 x 10 for the solution, 10 negations and 2 sums; per batch of at most 1,024 pairs 55 divisions, 10 roots,
    // 45 divisions, 330 operations of the factorisation and 8 for the means; 4 at the end.
    [TestCase(10_000)]
    [TestCase(100_000)]
    [TestCase(1_000_000)]
    [TestCase(10_000_000)]
    [TestCase(50_000_000)]
    public void Takes_as_many_samples_as_the_budget_buys(long budget)
    {
        var model = Bench.RandomRnn(16, 10, 10, seed: 9);
        long sample = model.SamplingFlops(Quantity.Accuracy);
        long Pairs(long pairs) => (pairs * ((2 * sample) + 222)) + ((pairs + 1023) / 1024 * 448) + 4;
        (Type Type, int SamplesOfUnit, Func<long, long> Cost)[] costs =
        [
            (typeof(MonteCarlo), 1, samples => (samples * (sample + 1)) + 7),
            (typeof(Antithetic), 2, pairs => (pairs * ((2 * sample) + 10 + 4)) + 9),
            (typeof(WhitenedAntithetic), 2, Pairs),
            (typeof(Sobol), 1, points => (points * (sample + 180 + 1)) + 1),
        ];
        foreach (var (type, samplesOfUnit, cost) in costs)
        {
            var problem = Bench.Problem(model, SequenceTask.SecondArgmax, budget: budget);
            if (type == typeof(WhitenedAntithetic) && budget < 40 * sample)
            {
                Assert.That(Create(type).Supports(problem), Is.False, "fewer pairs than twice the dimension are not whitened");
                continue;
            }

            if (budget >= cost(1))
            {
                Bench.Run(Create(type), problem);
                long units = problem.Meter.Spent / (samplesOfUnit * sample);
                Assert.That(problem.Meter.Operations(), Is.EqualTo(model.SamplingOperations(Quantity.Accuracy) * (units * samplesOfUnit)), $"{type.Name}: the host's part");
                Assert.That(cost(units), Is.LessThanOrEqualTo(budget), type.Name);
                Assert.That(cost(units + 1), Is.GreaterThan(budget), type.Name);
            }
        }
    }

    [Test]
    public void Monte_carlo_adds_squares_where_a_loss_is_not_its_own()
    {
        var model = Bench.RandomRnn(16, 10, 10, seed: 9);
        long sample = model.SamplingFlops(Quantity.CrossEntropy);
        var problem = Bench.Problem(model, SequenceTask.SecondArgmax, Quantity.CrossEntropy, (100 * (sample + 3)) + 7);
        Bench.Run(new MonteCarlo(), problem);
        Assert.That(problem.Meter.Spent, Is.EqualTo(100 * sample));
    }

    // An accuracy's standard error from the hits alone; false-alarm rate 0: both come from the same samples.
    [Test]
    public void Monte_carlo_states_the_standard_error_of_a_proportion()
    {
        var problem = Bench.Problem(Bench.RandomRnn(4, 3, 3, seed: 11), SequenceTask.Argmax, budget: 100_000);
        var estimate = Bench.Run(new MonteCarlo(), problem);
        long samples = problem.Meter.Spent / problem.Model.SamplingFlops(Quantity.Accuracy);
        Assert.That(estimate.Value, Is.InRange(0.1, 0.9));
        Assert.That(estimate.StandardError, Is.EqualTo(Math.Sqrt(estimate.Value * (1 - estimate.Value) / (samples - 1))).Within(1e-12));
    }

    // M2,2 is wrong once in 12,915 times: nearly every sample of 20 is right throughout, and none of them can know that the model always is.
    [TestCase(typeof(MonteCarlo))]
    [TestCase(typeof(Antithetic))]
    public void Answers_that_are_all_right_claim_no_certainty(Type type)
    {
        long budget = (20 * (Bench.M2By2.SamplingFlops(Quantity.Accuracy) + 4)) + 9;
        var estimate = Bench.Run(Create(type), Bench.Problem(Bench.M2By2, SequenceTask.SecondArgmax, budget: budget));

        Assert.That(estimate.Value, Is.EqualTo(1));
        Assert.That(estimate.StandardError, Is.InRange(1.0 / 30, 1.0 / 8));
    }

    [Test]
    public void One_sample_has_no_standard_error()
    {
        long sample = Bench.M2By2.SamplingFlops(Quantity.Accuracy);
        Assert.That(Bench.Run(new MonteCarlo(), Bench.Problem(Bench.M2By2, SequenceTask.SecondArgmax, budget: sample + 8)).StandardError, Is.Null);
        Assert.That(Bench.Run(new Antithetic(), Bench.Problem(Bench.M2By2, SequenceTask.SecondArgmax, budget: (2 * sample) + 2 + 4 + 9)).StandardError, Is.Null);
    }

    [TestCaseSource(nameof(Samplers))]
    public void Takes_a_million_samples_without_a_budget(Type type)
    {
        var problem = Bench.Problem(Bench.M2By2, SequenceTask.SecondArgmax);
        Bench.Run(Create(type), problem);
        Assert.That(problem.Meter.Spent / Bench.M2By2.SamplingFlops(Quantity.Accuracy), Is.InRange(1 << 20, 5 << 20));
    }

    [TestCaseSource(nameof(Samplers))]
    public void Depends_on_the_seed_and_on_nothing_else(Type type)
    {
        var model = Bench.RandomRnn(4, 5, 1, seed: 10);
        double Value(ulong seed) => Bench.Run(Create(type), Bench.Problem(model, SequenceTask.Median, budget: 1_000_000, seed: seed)).Value;
        double value = Value(1);
        Assert.That(Value(1), Is.EqualTo(value));
        Assert.That(Value(2), Is.Not.EqualTo(value));
    }

    [TestCaseSource(nameof(Samplers))]
    public void Declines_what_it_cannot_do(Type type)
    {
        long sample = Bench.M2By2.SamplingFlops(Quantity.Accuracy);
        Assert.That(Create(type).Supports(Bench.Problem(Bench.M2By2, SequenceTask.SecondArgmax, budget: sample - 1)), Is.False, "no budget for one sample");
        bool tokens = Create(type).Supports(Bench.Problem(Bench.RandomTransformer(2, 3, seed: 1), SequenceTask.LongestCycle));
        Assert.That(tokens, Is.EqualTo(type == typeof(MonteCarlo) || type == typeof(Sobol)));
        bool tooLong = Create(type).Supports(Bench.Problem(Bench.RandomRnn(2, 22, 1, seed: 1), SequenceTask.Median));
        Assert.That(tooLong, Is.EqualTo(type != typeof(Sobol)));
    }

    [TestCaseSource(nameof(Samplers))]
    public void Stops_when_cancelled(Type type)
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var problem = Bench.Problem(Bench.M2By2, SequenceTask.SecondArgmax);
        Assert.That(() => Create(type).Estimate(problem, cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(problem.Meter.Spent, Is.Zero);
    }

    // All 27 inputs of length 3. 4.5 standard errors for plain sampling, false-alarm rate 7e-6; a fifth of one for the net, which is nearly balanced
    // over the 27 cells of the cube.
    [TestCase(typeof(MonteCarlo), 4.5)]
    [TestCase(typeof(Sobol), 0.2)]
    public void Agrees_with_enumeration_of_all_token_sequences(Type type, double standardErrors)
    {
        var model = Bench.RandomTransformer(4, 3, seed: 12);
        float[] inputs = [.. Enumerable.Range(0, 27).SelectMany(k => new float[] { k / 9, k / 3 % 3, k % 3 })];
        float[] logits = new float[27 * 3];
        double[] correct = new double[27];
        ForwardPass.Create(model).Evaluate(inputs, logits);
        Losses.Evaluate(SequenceTask.LongestCycle, Quantity.Accuracy, inputs, logits, correct);
        double truth = correct.Average();

        const int Samples = 1 << 14;
        long sample = model.SamplingFlops(Quantity.Accuracy) + 1 + (type == typeof(Sobol) ? 3 * 3 : 0);
        double estimate = Bench.Run(Create(type), Bench.Problem(model, SequenceTask.LongestCycle, budget: (Samples * sample) + 7)).Value;
        Assert.That(truth, Is.InRange(0.1, 0.9), "an accuracy that says something");
        Assert.That(estimate, Is.EqualTo(truth).Within(standardErrors * Math.Sqrt(truth * (1 - truth) / Samples)));
    }

    // Without output weights the loss of the median of two is ((x_1 + x_2) / 2)^2, whose mean 1/2 a whitened batch meets up to float32 rounding.
    [Test]
    public void Whitening_is_exact_for_quadratic_losses()
    {
        var model = ReluRnn.Create(2, [1], [0], [0]);
        var problem = Bench.Problem(model, SequenceTask.Median, budget: 5000);
        Assert.That(Bench.Run(new WhitenedAntithetic(), problem).Value, Is.EqualTo(0.5).Within(1e-6));
    }

    // At equal budgets, over 100 seeds; a ratio of two variances of 100 has a relative standard error of 0.2.
    [TestCase(typeof(WhitenedAntithetic), 2)]
    [TestCase(typeof(Sobol), 10)]
    public void Beats_plain_sampling_on_a_nearly_quadratic_loss(Type type, double factor)
    {
        // The median of two is their mean, so that the squared error is piecewise quadratic.
        var model = Bench.RandomRnn(4, 2, 1, seed: 13);
        double Variance(Type estimator)
        {
            var values = new RunningMean();
            for (ulong seed = 0; seed < 100; seed++)
            {
                values.Add(Bench.Run(Create(estimator), Bench.Problem(model, SequenceTask.Median, budget: 300_000, seed: seed)).Value);
            }

            return values.Variance;
        }

        Assert.That(Variance(typeof(MonteCarlo)), Is.GreaterThan(factor * Variance(type)));
    }

    private static IMechanisticEstimator Create(Type type) => (IMechanisticEstimator)Activator.CreateInstance(type)!;
}

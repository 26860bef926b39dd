using AlgZoo.Numerics;
using AlgZoo.Plugins;
using FsCheck;
using FsCheck.Fluent;

namespace AlgZoo.Tests.Plugins;

public sealed class DeductiveEstimatorsTests
{
    private static readonly Type[] Estimators = [typeof(MeanPropagation), typeof(CovariancePropagation)];

    private static readonly SequenceTask[] RankTasks = [SequenceTask.SecondArgmax, SequenceTask.Argmedian, SequenceTask.Argmax];

    // All logits are 0, the argmax takes the first class, and every class is as likely as another.
    [Test]
    public void Without_output_weights_the_accuracy_is_chance([ValueSource(nameof(Estimators))] Type type, [ValueSource(nameof(RankTasks))] SequenceTask task, [Values(2, 3, 5)] int length)
    {
        var model = ReluRnn.Create(length, [1, -2], [0.5f, 1, -1, 0.25f], new float[2 * length]);
        Assert.That(Value(type, model, task), Is.EqualTo(1.0 / length).Within(1e-12));
    }

    [TestCaseSource(nameof(Estimators))]
    public void One_class_is_always_right(Type type) =>
        Assert.That(Value(type, Bench.RandomRnn(3, 1, 1, seed: 1), SequenceTask.Argmedian), Is.EqualTo(1).Within(1e-12));

    [TestCaseSource(nameof(Estimators))]
    public void A_model_that_answers_zero_errs_by_the_variance_of_the_median(Type type)
    {
        foreach (int length in new[] { 1, 2, 3, 4, 7 })
        {
            var model = ReluRnn.Create(length, [1, -1], [0, 1, 1, 0], [0, 0]);
            double chance = new Chance().Estimate(Bench.Problem(model, SequenceTask.Median), CancellationToken.None).Value;
            Assert.That(Value(type, model, SequenceTask.Median), Is.EqualTo(chance).Within(1e-10), $"length {length}");
        }
    }

    // The output is A x for x > 0 and B |x| for x < 0, the target x: E = ((A - 1)^2 + (B + 1)^2) / 2. The state lies on one ray per sign of x, so
    // that all correlations are 1 or -1, where the Mehler series is off by at most 0.001 of the deviations: 2 x 0.001 over all pairs of v_i = W_oh W_hi.
    [Test]
    public void Covariance_propagation_is_right_for_one_input_up_to_the_series() =>
        Check.One(Config.QuickThrowOnFailure.WithReplay(20261121, 7), Prop.ForAll(Seeds, Gen.Choose(1, 8).ToArbitrary(), (seed, d) =>
        {
            var model = Bench.RandomRnn(d, 1, 1, seed);
            double a = 0;
            double b = 0;
            double scale = 0;
            for (int i = 0; i < d; i++)
            {
                scale += Math.Abs((double)model.OutputWeights[i] * model.InputWeights[i]);
                double gain = (double)model.OutputWeights[i] * model.InputWeights[i];
                a += model.InputWeights[i] > 0 ? gain : 0;
                b -= model.InputWeights[i] < 0 ? gain : 0;
            }

            double exact = 0.5 * (((a - 1) * (a - 1)) + ((b + 1) * (b + 1)));
            return Math.Abs(Value(typeof(CovariancePropagation), model, SequenceTask.Median) - exact) < (0.001 * scale * scale) + 1e-10;
        }));

    // Without recurrence only the last of two independent inputs counts: E[(g(x_2) - (x_1 + x_2) / 2)^2] with g as above.
    [Test]
    public void Covariance_propagation_is_right_without_recurrence_up_to_the_series()
    {
        float[] input = [0.7f, -1.2f, 0.4f];
        float[] output = [1.1f, -0.3f, 0.5f];
        var model = ReluRnn.Create(2, input, new float[9], output);
        double a = (input[0] * (double)output[0]) + (input[2] * (double)output[2]);
        double b = -input[1] * (double)output[1];
        double exact = 0.25 + (0.5 * (((a - 0.5) * (a - 0.5)) + ((b + 0.5) * (b + 0.5))));
        Assert.That(Value(typeof(CovariancePropagation), model, SequenceTask.Median), Is.EqualTo(exact).Within(0.001));
    }

    // One neuron: its moments after each step in closed form, the output taken for independent of the inputs, whose mean has variance 1/2.
    [TestCase(0.9f, 0.7f, 1.3f)]
    [TestCase(-0.6f, 1.5f, 0.4f)]
    [TestCase(1.1f, -0.8f, -0.9f)]
    public void Mean_propagation_follows_its_closed_form_for_one_neuron(float input, float recurrent, float output)
    {
        double mean1 = RectifiedGaussian.Mean(0, Math.Abs(input));
        double variance1 = (0.5 * input * input) - (mean1 * mean1);
        double mean = recurrent * mean1;
        double deviation = Math.Sqrt(((double)recurrent * recurrent * variance1) + ((double)input * input));
        double expected = ((double)output * output * RectifiedGaussian.SecondMoment(mean, deviation)) + 0.5;
        Assert.That(Value(typeof(MeanPropagation), ReluRnn.Create(2, [input], [recurrent], [output]), SequenceTask.Median), Is.EqualTo(expected).Within(1e-6));
    }

    // Within a cell of two inputs without recurrence each logit is a multiple of one of two neurons that never fire together; the method sees
    // independent ones.
    [Test]
    public void Mean_propagation_reads_out_independent_logits()
    {
        var cells = RankCells.For(SequenceTask.Argmax, 2)!;
        var model = ReluRnn.Create(2, [1, -1], new float[4], [1, 0, 0, 1]);
        double expected = 0;
        foreach (int block in new[] { 0, 1 })
        {
            // The second input belongs to the block; class 1 is right if it is the largest.
            double mean = cells.Mean(block);
            double deviation = Math.Sqrt(cells.Variance(block));
            double positive = RectifiedGaussian.Mean(mean, deviation);
            double negative = RectifiedGaussian.Mean(-mean, deviation);
            double variance = RectifiedGaussian.SecondMoment(mean, deviation) - (positive * positive)
                + RectifiedGaussian.SecondMoment(-mean, deviation) - (negative * negative);
            double lead = block == cells.TargetBlock ? negative - positive : positive - negative;
            expected += 0.5 * Gaussian.Cdf(lead / Math.Sqrt(variance));
        }

        Assert.That(Value(typeof(MeanPropagation), model, SequenceTask.Argmax), Is.EqualTo(expected).Within(1e-9));
    }

    // Wide random models are nearly Gaussian; covariances matter, and the closure with them is right to one per cent.
    [TestCase(2, 5UL)]
    [TestCase(2, 6UL)]
    [TestCase(3, 7UL)]
    public void Covariance_propagation_is_good_where_the_closure_is(int length, ulong seed)
    {
        var model = Bench.RandomRnn(64, length, 1, seed);
        var truth = Bench.Truth(model, SequenceTask.Median, samples: 1 << 19);
        Assert.That(Value(typeof(CovariancePropagation), model, SequenceTask.Median), Is.EqualTo(truth.Mean).Within(1).Percent);
    }

    [TestCase(5UL)]
    [TestCase(6UL)]
    public void Both_are_near_the_truth_on_wide_random_classifiers(ulong seed)
    {
        var model = Bench.RandomRnn(32, 3, 3, seed);
        var truth = Bench.Truth(model, SequenceTask.SecondArgmax, samples: 1 << 18);
        foreach (var type in Estimators)
        {
            Assert.That(Value(type, model, SequenceTask.SecondArgmax), Is.EqualTo(truth.Mean).Within(0.05), type.Name);
        }
    }

    // The closure smears a rank cell into a Gaussian that reaches beyond it, so that even a nearly perfect model looks clearly imperfect.
    [TestCaseSource(nameof(Estimators))]
    public void Both_underrate_a_trained_model(Type type) =>
        Assert.That(Value(type, Bench.M2By2, SequenceTask.SecondArgmax), Is.InRange(0.85, 0.97));

    [Test]
    public void Reordering_neurons_changes_nothing([ValueSource(nameof(Estimators))] Type type, [ValueSource(nameof(RankTasks))] SequenceTask task) =>
        Check.One(Config.QuickThrowOnFailure.WithReplay(20261121, 7).WithMaxTest(20), Prop.ForAll(Seeds, Gen.Shuffle(Enumerable.Range(0, 5).ToArray()).ToArbitrary(), (seed, order) =>
        {
            var model = Bench.RandomRnn(5, 4, 4, seed);
            return Math.Abs(Value(type, model, task) - Value(type, Transform(model, order, [1, 1, 1, 1, 1]), task)) < 1e-9;
        }));

    [Test]
    public void Rescaling_neurons_changes_nothing([ValueSource(nameof(Estimators))] Type type, [ValueSource(nameof(RankTasks))] SequenceTask task) =>
        Check.One(Config.QuickThrowOnFailure.WithReplay(20261121, 7).WithMaxTest(20), Prop.ForAll(Seeds, Gen.Choose(-6, 6).ListOf(5).ToArbitrary(), (seed, exponents) =>
        {
            // Powers of two leave float32 weights exact.
            float[] scales = [.. exponents.Select(exponent => MathF.Pow(2, exponent))];
            var model = Bench.RandomRnn(5, 4, 4, seed);
            return Math.Abs(Value(type, model, task) - Value(type, Transform(model, [0, 1, 2, 3, 4], scales), task)) < 1e-9;
        }));

    [TestCaseSource(nameof(Estimators))]
    public void Draws_no_random_number_and_ignores_the_seed(Type type)
    {
        var model = Bench.RandomRnn(4, 3, 3, seed: 3);
        var problem = Bench.Problem(model, SequenceTask.Argmedian, seed: 7);
        double value = Bench.Run(Create(type), problem).Value;
        Assert.That(problem.Random.NextUInt64(), Is.EqualTo(Bench.Random(7).NextUInt64()));
        Assert.That(Bench.Run(Create(type), Bench.Problem(model, SequenceTask.Argmedian, seed: 8)).Value, Is.EqualTo(value));
    }

    // For mean propagation 272 squares, and for each of 90 cells 10 steps of 16 neurons at 4 x 16 + 92, the fit of 10 logits at 5 x 16, 10 roots, 161 nodes at 4 + 9 x 20, a clamp (2) and a sum; one
    // division. For covariance propagation 428 steps of 20,976 and an addition, 425 columns of 16 neurons at 2 x 16 + 3, 90 read-outs of 7,500; three operations of the inputs and a division.
    [TestCase(typeof(MeanPropagation), 4_986_003)]
    [TestCase(typeof(CovariancePropagation), 9_891_160)]
    public void Declines_a_budget_below_what_it_needs(Type type, long needed)
    {
        var model = Bench.RandomRnn(16, 10, 10, seed: 4);
        Assert.That(Create(type).Supports(Bench.Problem(model, SequenceTask.SecondArgmax, budget: needed)), Is.True);
        Assert.That(Create(type).Supports(Bench.Problem(model, SequenceTask.SecondArgmax, budget: needed - 1)), Is.False);
    }

    [TestCaseSource(nameof(Estimators))]
    public void Declines_what_has_no_ranks(Type type)
    {
        Assert.That(Create(type).Supports(Bench.Problem(Bench.RandomTransformer(2, 3, seed: 1), SequenceTask.LongestCycle)), Is.False);
        Assert.That(Create(type).Supports(Bench.Problem(Bench.RandomRnn(2, 3, 3, seed: 1), SequenceTask.Argoutlier)), Is.False);
        Assert.That(Create(type).Supports(Bench.Problem(Bench.RandomRnn(2, 3, 3, seed: 1), SequenceTask.Argmax, Quantity.CrossEntropy)), Is.False);
    }

    [TestCaseSource(nameof(Estimators))]
    public void Stops_when_cancelled(Type type)
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.That(
            () => Create(type).Estimate(Bench.Problem(Bench.M2By2, SequenceTask.SecondArgmax), cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private static Arbitrary<ulong> Seeds => Gen.Choose(0, int.MaxValue).Select(seed => (ulong)seed).ToArbitrary();

    private static IMechanisticEstimator Create(Type type) => (IMechanisticEstimator)Activator.CreateInstance(type)!;

    private static double Value(Type type, Model model, SequenceTask task) => Bench.Run(Create(type), Bench.Problem(model, task)).Value;

    // New neuron i is old neuron order[i], its activation multiplied by scales[i] > 0.
    private static ReluRnn Transform(ReluRnn model, int[] order, float[] scales)
    {
        int d = model.HiddenSize;
        float[] input = new float[d];
        float[] recurrent = new float[d * d];
        float[] output = new float[model.OutputSize * d];
        for (int i = 0; i < d; i++)
        {
            input[i] = scales[i] * model.InputWeights[order[i]];
            for (int j = 0; j < d; j++)
            {
                recurrent[(i * d) + j] = scales[i] * model.RecurrentWeights[(order[i] * d) + order[j]] / scales[j];
            }

            for (int q = 0; q < model.OutputSize; q++)
            {
                output[(q * d) + i] = model.OutputWeights[(q * d) + order[i]] / scales[i];
            }
        }

        return ReluRnn.Create(model.SequenceLength, input, recurrent, output);
    }
}

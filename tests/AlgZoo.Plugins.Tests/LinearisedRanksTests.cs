using AlgZoo.Numerics;
using AlgZoo.Plugins;
using FsCheck;
using FsCheck.Fluent;

namespace AlgZoo.Tests.Plugins;

public sealed class LinearisedRanksTests
{
    private static readonly Type[] Estimators = [typeof(LinearisedRanks), typeof(LinearisedPair)];

    private static readonly SequenceTask[] Tasks = [SequenceTask.SecondArgmax, SequenceTask.Argmedian, SequenceTask.Argmax];

    private static Arbitrary<ulong> Seeds => Gen.Choose(1, 1_000_000).Select(seed => (ulong)seed).ToArbitrary();

    // All logits are 0, the argmax takes the first class, and balanced cells hold every position of the label equally often.
    [Test]
    public void Without_output_weights_the_accuracy_is_chance([ValueSource(nameof(Estimators))] Type type, [ValueSource(nameof(Tasks))] SequenceTask task, [Values(3, 4, 5, 8)] int length)
    {
        var model = ReluRnn.Create(length, [1, -2], [0.5f, 1, -1, 0.25f], new float[2 * length]);
        Assert.That(Value(type, model, task, 2_000_000), Is.EqualTo(1.0 / length).Within(1e-12));
    }

    // h_n holds ReLU(x_t) and ReLU(-x_t) of every input, and logit t is their difference, x_t: the argmax is always right, other answers always wrong. Linear, so that both are exact whatever the number of cells.
    [Test]
    public void A_network_that_copies_its_inputs_is_integrated_exactly([ValueSource(nameof(Estimators))] Type type, [Values(3, 4, 6)] int length)
    {
        var model = Copying(length);
        Assert.That(Value(type, model, SequenceTask.Argmax, 200_000), Is.EqualTo(1).Within(1e-12));
        Assert.That(Value(type, model, SequenceTask.SecondArgmax, 200_000), Is.EqualTo(0).Within(1e-12));
        Assert.That(Value(type, model, SequenceTask.Argmedian, 200_000), Is.EqualTo(0).Within(1e-12));
    }

    // Tolerance: the error that the linearisation leaves at this budget, and 4.5 standard errors of the truth (false-alarm rate 7e-6 a comparison). That of linearised-ranks falls slowly: it takes whole
    // strata of all ranks for linear, and networks that were not trained have kinks everywhere in them.
    [Test]
    public void Refined_cells_approach_the_truth_on_small_networks([ValueSource(nameof(Estimators))] Type type, [ValueSource(nameof(Tasks))] SequenceTask task, [Values(3, 4)] int length)
    {
        foreach (ulong seed in new ulong[] { 1, 2, 3 })
        {
            var model = Bench.RandomRnn(4, length, length, seed);
            var truth = Bench.Truth(model, task);
            Assert.That(Value(type, model, task, 20_000_000), Is.EqualTo(truth.Mean).Within((type == typeof(LinearisedPair) ? 0.01 : 0.03) + (4.5 * Math.Sqrt(truth.Variance / truth.Samples))), $"seed {seed}");
        }
    }

    // Another order of the neurons rounds differently; where that moves a kink across the centre of a cell the estimate moves too, which the networks tried here are spared.
    [Test]
    public void The_order_of_neurons_and_their_scales_do_not_matter([ValueSource(nameof(Estimators))] Type type) =>
        Check.One(Config.QuickThrowOnFailure.WithReplay(20261121, 7).WithMaxTest(10), Prop.ForAll(Seeds, Gen.Choose(2, 6).ToArbitrary(), Gen.Choose(3, 6).ToArbitrary(), (seed, d, n) =>
        {
            var model = Bench.RandomRnn(d, n, n, seed);
            double value = Value(type, model, SequenceTask.SecondArgmax, 300_000);
            return Math.Abs(Value(type, Rearranged(model), SequenceTask.SecondArgmax, 300_000) - value) < 1e-9;
        }));

    [Test]
    public void The_scale_of_the_input_weights_does_not_matter_to_the_bit_for_a_power_of_two([ValueSource(nameof(Estimators))] Type type) =>
        Check.One(Config.QuickThrowOnFailure.WithReplay(20261121, 7).WithMaxTest(10), Prop.ForAll(Seeds, Gen.Choose(2, 6).ToArbitrary(), Gen.Choose(3, 6).ToArbitrary(), (seed, d, n) =>
        {
            var model = Bench.RandomRnn(d, n, n, seed);
            double value = Value(type, model, SequenceTask.Argmedian, 300_000);
            var scaled = ReluRnn.Create(n, [.. model.InputWeights.ToArray().Select(weight => 4 * weight)], model.RecurrentWeights, model.OutputWeights);
            return Value(type, scaled, SequenceTask.Argmedian, 300_000) == value;
        }));

    [Test]
    public void No_random_number_is_drawn_and_every_run_gives_the_same([ValueSource(nameof(Estimators))] Type type)
    {
        var model = Bench.RandomRnn(5, 6, 6, seed: 3);
        var first = Bench.Problem(model, SequenceTask.Argmax, budget: 300_000, seed: 1);
        var second = Bench.Problem(model, SequenceTask.Argmax, budget: 300_000, seed: 2);
        Assert.That(Bench.Run(New(type), first).Value, Is.EqualTo(Bench.Run(New(type), second).Value));
        Assert.That(first.Random.NextDouble(), Is.EqualTo(Bench.Random(1).NextDouble()));
    }

    [Test]
    public void Other_questions_and_small_budgets_are_declined([ValueSource(nameof(Estimators))] Type type)
    {
        var model = Bench.RandomRnn(4, 5, 5, seed: 1);
        Assert.That(New(type).Supports(Bench.Problem(model, SequenceTask.SecondArgmax)), Is.True);
        Assert.That(New(type).Supports(Bench.Problem(model, SequenceTask.SecondArgmax, budget: 2_000)), Is.False);
        Assert.That(New(type).Supports(Bench.Problem(model, SequenceTask.SecondArgmax, Quantity.CrossEntropy)), Is.False);
        Assert.That(New(type).Supports(Bench.Problem(model, SequenceTask.Argoutlier)), Is.False);
        Assert.That(New(type).Supports(Bench.Problem(Bench.M2By2, SequenceTask.SecondArgmax)), Is.False);
    }

    [Test]
    public void A_cancelled_run_ends([ValueSource(nameof(Estimators))] Type type)
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var problem = Bench.Problem(Bench.RandomRnn(4, 5, 5, seed: 1), SequenceTask.SecondArgmax);
        Assert.That(() => New(type).Estimate(problem, source.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private static double Value(Type type, Model model, SequenceTask task, long budget) => Bench.Run(New(type), Bench.Problem(model, task, budget: budget)).Value;

    private static IMechanisticEstimator New(Type type) => (IMechanisticEstimator)Activator.CreateInstance(type)!;

    // Two neurons of either sign for each position: the first pair takes the input, each next pair what the one before it held a step ago.
    private static ReluRnn Copying(int length)
    {
        int d = 2 * length;
        float[] input = new float[d];
        (input[0], input[1]) = (1, -1);
        float[] recurrent = new float[d * d];
        for (int neuron = 2; neuron < d; neuron++)
        {
            recurrent[(neuron * d) + neuron - 2] = 1;
        }

        float[] output = new float[length * d];
        for (int position = 0; position < length; position++)
        {
            int age = length - 1 - position;
            output[(position * d) + (2 * age)] = 1;
            output[(position * d) + (2 * age) + 1] = -1;
        }

        return ReluRnn.Create(length, input, recurrent, output);
    }

    // Neurons in reverse, neuron i scaled by 2^(i mod 3): powers of two, so that weights stay exact.
    private static ReluRnn Rearranged(ReluRnn model)
    {
        int d = model.HiddenSize;
        float Scale(int neuron) => 1 << (neuron % 3);
        float[] input = new float[d];
        float[] recurrent = new float[d * d];
        float[] output = new float[model.OutputSize * d];
        for (int i = 0; i < d; i++)
        {
            int to = d - 1 - i;
            input[to] = model.InputWeights[i] * Scale(i);
            for (int j = 0; j < d; j++)
            {
                recurrent[(to * d) + d - 1 - j] = model.RecurrentWeights[(i * d) + j] * Scale(i) / Scale(j);
            }

            for (int k = 0; k < model.OutputSize; k++)
            {
                output[(k * d) + to] = model.OutputWeights[(k * d) + i] / Scale(i);
            }
        }

        return ReluRnn.Create(model.SequenceLength, input, recurrent, output);
    }
}

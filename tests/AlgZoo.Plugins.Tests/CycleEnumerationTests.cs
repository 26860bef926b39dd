using AlgZoo.Numerics;
using AlgZoo.Plugins;
using AlgZoo.Tests.Support;
using AlgZoo.Zoo;
using FsCheck;
using FsCheck.Fluent;

namespace AlgZoo.Tests.Plugins;

public sealed class CycleEnumerationTests
{
    private static readonly int[] HiddenSizes = [2, 3, 4, 6, 8];

    // Both in double precision; no two logits are so close that the order of sums decides.
    [Test]
    public void Is_the_mean_over_all_sequences([ValueSource(nameof(HiddenSizes))] int hiddenSize, [Values(3, 4, 5)] int length, [Values(Quantity.Accuracy, Quantity.CrossEntropy)] Quantity quantity)
    {
        var model = Bench.RandomTransformer(hiddenSize, length, seed: (ulong)(hiddenSize + length));
        Assert.That(Value(model, quantity), Is.EqualTo(ReferenceMean(model, quantity)).Within(1e-11).Percent);
    }

    // The host's kernel computes in single precision: a few of 46,656 sequences may be decided otherwise.
    [Test]
    public void Agrees_with_the_hosts_enumeration_at_length_six([ValueSource(nameof(HiddenSizes))] int hiddenSize)
    {
        var model = Transformer(2, hiddenSize, 6, seed: 3, scale: 0.5);
        double expected = ExactEnumeration.Evaluate(model, SequenceTask.LongestCycle, Quantity.Accuracy).Mean;
        Assert.That(Value(model), Is.EqualTo(expected).Within(1e-4));
    }

    [Test]
    public void Covers_any_number_of_layers([Values(1, 2, 3)] int layers, [Values(Quantity.Accuracy, Quantity.CrossEntropy)] Quantity quantity)
    {
        var model = Transformer(layers, 4, 4, seed: 5, scale: 0.5);
        Assert.That(Value(model, quantity), Is.EqualTo(ReferenceMean(model, quantity)).Within(layers > 2 ? 1e-3 : 1e-11).Percent);
    }

    // Scores of thousands: the numerators of the first layer no longer fit a table, and all of the weight is on one position.
    [TestCase(3)]
    [TestCase(30)]
    [TestCase(300)]
    public void Survives_saturated_attention(double scale)
    {
        var model = Transformer(2, 4, 4, seed: 6, scale);
        Assert.That(Value(model), Is.EqualTo(ReferenceMean(model, Quantity.Accuracy)).Within(4 / 256.0));
    }

    [Test]
    public void The_original_is_right_on_every_sequence()
    {
        var model = new ModelLibrary(TestContext.CurrentContext.WorkDirectory).Load(OriginalModels.Path("algzoo_transformer_small.pth")).Model;
        Assert.That(Value(model), Is.EqualTo(1));
    }

    [Test]
    public void Without_unembedding_the_first_class_is_the_answer()
    {
        // 3^3 functions, of which 15 have cycles of length 1 only; the cross-entropy is that of three equal classes.
        var model = Replace(Bench.RandomTransformer(4, 3, seed: 2), AttentionTransformer.UnembeddingName, _ => 0);
        double fixedPoints = Sequences(3).Count(sequence => SequenceTask.LongestCycle.Label(sequence) == 0) / 27.0;
        Assert.That(Value(model), Is.EqualTo(fixedPoints).Within(1e-15));
        Assert.That(Value(model, Quantity.CrossEntropy), Is.EqualTo(Math.Log(3)).Within(1e-14));
    }

    // A function and its conjugate by a permutation have the same cycles; the last position, which is read out, must stay in place.
    [Test]
    public void Renaming_positions_and_tokens_alike_changes_nothing() =>
        Check.One(Config.QuickThrowOnFailure.WithReplay(20261121, 7).WithMaxTest(20), Prop.ForAll(Seeds, Gen.Shuffle(Enumerable.Range(0, 3).ToArray()).ToArbitrary(), (seed, order) =>
        {
            int[] renamed = [.. order, 3];
            var model = Transformer(2, 3, 4, seed, scale: 0.7);
            var other = PermuteRows(PermuteRows(model, AttentionTransformer.EmbeddingName, renamed), AttentionTransformer.PositionEmbeddingName, renamed);
            return Math.Abs(Value(model, Quantity.CrossEntropy) - Value(other, Quantity.CrossEntropy)) < 1e-11;
        }));

    [Test]
    public void Declines_other_models_and_budgets_below_its_bound()
    {
        Assert.That(new CycleEnumeration().Supports(Bench.Problem(Bench.M2By2, SequenceTask.SecondArgmax)), Is.False);
        var model = Bench.RandomTransformer(4, 4, seed: 1);
        long bound = EnumerationCost.Flops(model, Quantity.Accuracy);
        Assert.That(new CycleEnumeration().Supports(Bench.Problem(model, SequenceTask.LongestCycle, budget: bound)), Is.True);
        Assert.That(new CycleEnumeration().Supports(Bench.Problem(model, SequenceTask.LongestCycle, budget: bound - 1)), Is.False);
        Assert.That(new CycleEnumeration().Supports(Bench.Problem(Transformer(1, 1, 9, seed: 1, scale: 1), SequenceTask.LongestCycle)), Is.False, "387,420,489 sequences");
    }

    [Test]
    public void Costs_what_its_bound_says_as_metered()
    {
        using var bench = new MeteredBench("CycleEnumeration");
        foreach (var model in new[] { Transformer(1, 3, 4, seed: 1, scale: 1), Transformer(2, 2, 5, seed: 1, scale: 1), Transformer(2, 8, 4, seed: 1, scale: 1), Transformer(2, 1, 2, seed: 1, scale: 1) })
        {
            long bound = EnumerationCost.Flops(model, Quantity.Accuracy);
            var result = bench.Run("cycle-enumeration", model, SequenceTask.LongestCycle, bound);
            Assert.That(result.Outcome, Is.EqualTo(AlgZoo.Evaluation.Outcome.Completed));
            Assert.That(result.Compute.Flops, Is.InRange(0.9 * bound, bound));
            Assert.That(result.Compute.Grade, Is.EqualTo(AlgZoo.Evaluation.MeteringGrade.Full));
        }
    }

    [Test]
    public void Draws_no_random_number()
    {
        var problem = Bench.Problem(Bench.RandomTransformer(2, 3, seed: 1), SequenceTask.LongestCycle, seed: 7);
        Bench.Run(new CycleEnumeration(), problem);
        Assert.That(problem.Random.NextUInt64(), Is.EqualTo(Bench.Random(7).NextUInt64()));
    }

    [Test]
    public void Stops_when_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var problem = Bench.Problem(Bench.RandomTransformer(2, 3, seed: 1), SequenceTask.LongestCycle);
        Assert.That(() => new CycleEnumeration().Estimate(problem, cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    internal static AttentionTransformer Transformer(int layers, int hiddenSize, int length, ulong seed, double scale)
    {
        var random = new RandomStream(RandomAddress.Root(seed).Child("weights"));
        WeightTensor Draw(string name, int rows) => new(name, [rows, hiddenSize], [.. Enumerable.Range(0, rows * hiddenSize).Select(_ => (float)(scale * random.NextGaussian()))]);
        return new AttentionTransformer(
            [
                Draw(AttentionTransformer.EmbeddingName, length),
                Draw(AttentionTransformer.PositionEmbeddingName, length),
                .. Enumerable.Range(0, layers).SelectMany(layer => new[] { Draw(AttentionTransformer.InProjectionName(layer), 3 * hiddenSize), Draw(AttentionTransformer.OutProjectionName(layer), hiddenSize) }),
                Draw(AttentionTransformer.UnembeddingName, length),
            ]);
    }

    private static Arbitrary<ulong> Seeds => Gen.Choose(0, int.MaxValue).Select(seed => (ulong)seed).ToArbitrary();

    private static double Value(Model model, Quantity quantity = Quantity.Accuracy) =>
        Bench.Run(new CycleEnumeration(), Bench.Problem(model, SequenceTask.LongestCycle, quantity)).Value;

    private static double ReferenceMean(Model model, Quantity quantity) => Sequences(model.SequenceLength).Average(sequence =>
    {
        double[] logits = new double[model.OutputSize];
        ReferenceForward.Evaluate(model, [.. sequence.Select(token => (double)token)], logits);
        int label = SequenceTask.LongestCycle.Label(sequence);
        return quantity == Quantity.Accuracy
            ? (logits.IndexOf(logits.Max()) == label ? 1 : 0)
            : logits.Max() + Math.Log(logits.Sum(logit => Math.Exp(logit - logits.Max()))) - logits[label];
    });

    private static IEnumerable<float[]> Sequences(int length) => Enumerable.Range(0, (int)Math.Pow(length, length)).Select(number =>
    {
        float[] sequence = new float[length];
        for (int i = 0; i < length; i++, number /= length)
        {
            sequence[i] = number % length;
        }

        return sequence;
    });

    private static Model Replace(Model model, string name, Func<float, float> change) =>
        model.WithTensors(model.Tensors.Select(tensor => tensor.Name == name ? new WeightTensor(name, tensor.Shape, [.. tensor.Values.ToArray().Select(change)]) : tensor));

    private static Model PermuteRows(Model model, string name, int[] order) =>
        model.WithTensors(model.Tensors.Select(tensor =>
            tensor.Name == name ? new WeightTensor(name, tensor.Shape, [.. order.SelectMany(row => tensor.Values.Slice(row * model.HiddenSize, model.HiddenSize).ToArray())]) : tensor));
}

namespace AlgZoo.Numerics.Tests;

internal sealed class ForwardPassTests
{
    // Relative to the largest output of the batch: rounding alone stays below 2e-6 for these sizes.
    private const double Tolerance = 1e-5;

    [Test]
    public void Rnn_agrees_with_the_reference_at_every_hidden_size(
        [Range(1, 64)] int hiddenSize, [Values(1, 2, 10)] int sequenceLength, [ValueSource(typeof(SupportedPaths), nameof(SupportedPaths.All))] SimdPath path)
    {
        ExpectReference(TestModels.RandomRnn(hiddenSize, sequenceLength, sequenceLength), SequenceTask.Argmax, path);
    }

    [Test]
    public void Rnn_agrees_with_the_reference_at_every_length(
        [Values(2, 3, 16, 22)] int hiddenSize, [Range(1, 16)] int sequenceLength, [ValueSource(typeof(SupportedPaths), nameof(SupportedPaths.All))] SimdPath path)
    {
        ExpectReference(TestModels.RandomRnn(hiddenSize, sequenceLength, sequenceLength), SequenceTask.Argmax, path);
        ExpectReference(TestModels.RandomRnn(hiddenSize, sequenceLength, 1), SequenceTask.Median, path);
    }

    [TestCase(100, 3)]
    [TestCase(131, 5)]
    [TestCase(6, 40)]
    public void Large_rnns_agree_with_the_reference(int hiddenSize, int sequenceLength)
    {
        foreach (var path in SupportedPaths.All)
        {
            ExpectReference(TestModels.RandomRnn(hiddenSize, sequenceLength, sequenceLength), SequenceTask.Argmax, path);
        }
    }

    [Test]
    public void Transformer_agrees_with_the_reference(
        [Values(1, 2, 3, 4, 6, 8, 17)] int hiddenSize, [Values(1, 2, 3, 4, 6, 9)] int sequenceLength, [Values(1, 2, 3)] int layers)
    {
        foreach (var path in SupportedPaths.All)
        {
            ExpectReference(TestModels.RandomTransformer(hiddenSize, sequenceLength, layers), SequenceTask.LongestCycle, path);
        }
    }

    [Test]
    public void Outputs_do_not_depend_on_the_path()
    {
        Model[] models =
        [
            TestModels.RandomRnn(5, 7, 7), TestModels.RandomRnn(16, 10, 10), TestModels.RandomRnn(31, 4, 1), TestModels.RandomRnn(64, 3, 3),
            TestModels.RandomTransformer(4, 4, 2), TestModels.RandomTransformer(7, 5, 3),
        ];
        foreach (var model in models)
        {
            float[] inputs = TestModels.Inputs(TaskOf(model), model.SequenceLength, 1000);
            float[] scalar = TestModels.Forward(model, inputs, SimdPath.Scalar);
            foreach (var path in SupportedPaths.All)
            {
                Assert.That(TestModels.Forward(model, inputs, path), Is.EqualTo(scalar), $"{model.Architecture} {model.HiddenSize}, {path}");
            }
        }
    }

    [Test]
    public void Outputs_do_not_depend_on_the_batch([Values(1, 2, 31, 32, 33, 127, 500)] int count)
    {
        var model = TestModels.RandomRnn(6, 5, 5);
        float[] inputs = TestModels.Inputs(SequenceTask.Argmax, 5, 700);
        float[] whole = TestModels.Forward(model, inputs);
        float[] part = TestModels.Forward(model, inputs[(3 * 5)..((3 + count) * 5)]);
        Assert.That(part, Is.EqualTo(whole[(3 * 5)..((3 + count) * 5)]));
    }

    [Test]
    public void Concurrent_callers_get_the_outputs_of_a_single_one()
    {
        var model = TestModels.RandomRnn(9, 6, 6);
        float[] inputs = TestModels.Inputs(SequenceTask.Argmax, 6, 3000);
        float[] expected = TestModels.Forward(model, inputs);
        var forward = ForwardPass.Create(model);
        float[][] outputs = [.. Enumerable.Range(0, 8).Select(_ => new float[expected.Length])];
        Parallel.ForEach(outputs, output => forward.Evaluate(inputs, output));
        Assert.That(outputs, Has.All.EqualTo(expected));
    }

    [Test]
    public void Overflow_gives_NaN_as_in_the_reference_and_not_a_number_that_looks_right([ValueSource(typeof(SupportedPaths), nameof(SupportedPaths.All))] SimdPath path)
    {
        // The second state is infinite in both neurons, their difference NaN.
        var model = ReluRnn.Create(3, [1, 1], [3e38f, 3e38f, 3e38f, 3e38f], [1, -1, 1, 0, 1, 0]);
        Assert.That(TestModels.Forward(model, [3e38f, 1, 1], path)[0], Is.NaN);
    }

    [Test]
    public void Wrong_lengths_and_tokens_are_refused()
    {
        var rnn = ForwardPass.Create(TestModels.RandomRnn(3, 4, 4));
        var transformer = ForwardPass.Create(TestModels.RandomTransformer(3, 4, 2));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => rnn.Evaluate(new float[7], new float[8]), Throws.ArgumentException);
            Assert.That(() => rnn.Evaluate(new float[8], new float[7]), Throws.ArgumentException);
            Assert.That(() => rnn.Evaluate([], []), Throws.Nothing);
            Assert.That(() => transformer.Evaluate([0, 1, 2, 4], new float[4]), Throws.ArgumentException.With.Message.Contains("position 3"));
            Assert.That(() => transformer.Evaluate([0, 1.5f, 2, 3], new float[4]), Throws.ArgumentException);
            Assert.That(() => transformer.Evaluate([float.NaN, 1, 2, 3], new float[4]), Throws.ArgumentException);
            Assert.That(() => ReferenceForward.Evaluate(TestModels.M2x2, [1], new double[2]), Throws.ArgumentException);
            Assert.That(() => ReferenceForward.Evaluate(TestModels.M2x2, [1, 2], new double[1]), Throws.ArgumentException);
            Assert.That(() => ForwardPass.Create(null!), Throws.ArgumentNullException);
        }
    }

    [Test]
    public void Reference_gives_a_transformer_worked_out_by_hand()
    {
        // d = 1, n = 2, one layer: s = embed + position = (1, 2) for tokens (0, 1). Query 2 at the last position, keys 1 and 2, values 10 and 20:
        // weights proportional to e^2 and e^4, so that s = 2 + 0.5 (10 e^2 + 20 e^4) / (e^2 + e^4).
        var model = new AttentionTransformer(
        [
            new WeightTensor(AttentionTransformer.EmbeddingName, [2, 1], [1, 1.5f]),
            new WeightTensor(AttentionTransformer.PositionEmbeddingName, [2, 1], [0, 0.5f]),
            new WeightTensor(AttentionTransformer.InProjectionName(0), [3, 1], [1, 1, 10]),
            new WeightTensor(AttentionTransformer.OutProjectionName(0), [1, 1], [0.5f]),
            new WeightTensor(AttentionTransformer.UnembeddingName, [2, 1], [1, -3]),
        ]);
        double[] output = new double[2];
        ReferenceForward.Evaluate(model, [0, 1], output);
        double expected = 2 + (0.5 * ((10 * Math.Exp(2)) + (20 * Math.Exp(4))) / (Math.Exp(2) + Math.Exp(4)));
        Assert.That(output, Is.EqualTo(new[] { expected, -3 * expected }).Within(1e-12));
    }

    [Test]
    public void Reference_gives_an_rnn_worked_out_by_hand()
    {
        // h_1 = relu((1, -2) * 3) = (3, 0); h_2 = relu((1, -2) * 1 + (2 * 3, 3 * 3)) = (7, 7).
        var model = ReluRnn.Create(2, [1, -2], [2, 5, 3, 7], [1, 1, 1, -2]);
        double[] output = new double[2];
        ReferenceForward.Evaluate(model, [3, 1], output);
        Assert.That(output, Is.EqualTo(new double[] { 14, -7 }));
    }

    private static ClassificationTask TaskOf(Model model) => model is AttentionTransformer ? SequenceTask.LongestCycle : SequenceTask.Argmax;

    private static void ExpectReference(Model model, SequenceTask task, SimdPath path)
    {
        float[] inputs = TestModels.Inputs(task, model.SequenceLength, 37);
        double[] expected = TestModels.ReferenceOutputs(model, inputs);
        double scale = expected.Max(Math.Abs);
        Assert.That(TestModels.Forward(model, inputs, path), Is.EqualTo(expected).Within(Tolerance * scale));
    }
}

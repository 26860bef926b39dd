namespace AlgZoo.Tests.Plugins;

/// <summary>
/// What leaves the function of a model unchanged leaves every estimate without advice unchanged, up to the rounding of float32, for sampling kinds with the same seed. Advised estimators are left out: to them the
/// transformed model is another noisy copy of the base model.
/// </summary>
public sealed class SymmetryTests
{
    private const long Budget = 4_000_000;

    // Rounding decides a few of thousands of sampled inputs otherwise, and moves what is computed from the weights in the last digits of float32.
    private const double SampledTolerance = 1e-3;
    private const double DeducedTolerance = 2e-5;

    private static readonly (string Name, ReluRnn Model, SequenceTask Task)[] Questions =
    [
        ("2nd argmax 2, 2", Bench.M2By2, SequenceTask.SecondArgmax),
        ("2nd argmax 4, 3", Bench.RandomRnn(4, 3, 3, seed: 21), SequenceTask.SecondArgmax),
        ("2nd argmax 4, 4", Bench.RandomRnn(4, 4, 4, seed: 22), SequenceTask.SecondArgmax),
        ("argmedian 5, 5", Bench.RandomRnn(5, 5, 5, seed: 23), SequenceTask.Argmedian),
        ("argmax 6, 4", Bench.RandomRnn(6, 4, 4, seed: 24), SequenceTask.Argmax),
        ("2nd argmax 8, 10", Bench.RandomRnn(8, 10, 10, seed: 25), SequenceTask.SecondArgmax),
        ("median 4, 3", Bench.RandomRnn(4, 3, 1, seed: 26), SequenceTask.Median),
        ("median 3, 5", Bench.RandomRnn(3, 5, 1, seed: 27), SequenceTask.Median),
    ];

    private static IEnumerable<TestCaseData> Cases =>
        from type in ShippedEstimators.Types
        where !typeof(IAdvisedEstimator).IsAssignableFrom(type)
        from question in Questions
        where ShippedEstimators.Create(type).Supports(Bench.Problem(question.Model, question.Task, budget: Budget))
        select new TestCaseData(type, question.Model, question.Task).SetArgDisplayNames(ShippedEstimators.Id(type), question.Name);

    [TestCaseSource(nameof(Cases))]
    public void The_order_of_the_neurons_does_not_matter(Type type, ReluRnn model, SequenceTask task)
    {
        int[] order = [.. Enumerable.Range(0, model.HiddenSize).OrderBy(i => (i * 7) % model.HiddenSize).ThenByDescending(i => i)];
        AssertUnchanged(type, model, task, Permuted(model, order));
    }

    [TestCaseSource(nameof(Cases))]
    public void The_scale_of_a_neuron_does_not_matter(Type type, ReluRnn model, SequenceTask task)
    {
        double[] scales = [.. Enumerable.Range(0, model.HiddenSize).Select(i => Math.Pow(1.7, (i % 5) - 2))];
        AssertUnchanged(type, model, task, Rescaled(model, scales));
    }

    // A scalar output is compared with the inputs' own scale, so that only logits may be scaled with the inputs.
    [TestCaseSource(nameof(Cases))]
    public void The_scale_of_the_input_weights_does_not_matter(Type type, ReluRnn model, SequenceTask task)
    {
        const float Scale = 2.5f;
        float undo = task is ClassificationTask ? 1 : 1 / Scale;
        var scaled = ReluRnn.Create(model.SequenceLength, [.. model.InputWeights.ToArray().Select(weight => Scale * weight)], model.RecurrentWeights, [.. model.OutputWeights.ToArray().Select(weight => undo * weight)]);
        AssertUnchanged(type, model, task, scaled);
    }

    // The truth itself moves by some 1e-7 for each unit in the last place.
    [TestCaseSource(nameof(Cases))]
    public void The_last_place_of_the_weights_hardly_matters(Type type, ReluRnn model, SequenceTask task)
    {
        float[] Moved(ReadOnlySpan<float> weights) => [.. weights.ToArray().Select((weight, k) => k % 2 == 0 ? MathF.BitIncrement(weight) : MathF.BitDecrement(weight))];
        AssertUnchanged(type, model, task, ReluRnn.Create(model.SequenceLength, Moved(model.InputWeights), Moved(model.RecurrentWeights), Moved(model.OutputWeights)));
    }

    private static void AssertUnchanged(Type type, ReluRnn model, SequenceTask task, ReluRnn transformed)
    {
        double before = Bench.Run(ShippedEstimators.Create(type), Bench.Problem(model, task, budget: Budget)).Value;
        double after = Bench.Run(ShippedEstimators.Create(type), Bench.Problem(transformed, task, budget: Budget)).Value;
        double tolerance = ShippedEstimators.Attribute(type).Kind == EstimatorKind.Deductive ? DeducedTolerance : SampledTolerance;
        Assert.That(after, Is.EqualTo(before).Within(tolerance));
    }

    private static ReluRnn Permuted(ReluRnn model, int[] order)
    {
        int d = model.HiddenSize;
        float[] input = model.InputWeights.ToArray();
        float[] recurrent = model.RecurrentWeights.ToArray();
        float[] output = model.OutputWeights.ToArray();
        return ReluRnn.Create(
            model.SequenceLength,
            [.. order.Select(i => input[i])],
            [.. order.SelectMany(i => order.Select(j => recurrent[(i * d) + j]))],
            [.. Enumerable.Range(0, model.OutputSize).SelectMany(k => order.Select(j => output[(k * d) + j]))]);
    }

    private static ReluRnn Rescaled(ReluRnn model, double[] scales)
    {
        int d = model.HiddenSize;
        return ReluRnn.Create(
            model.SequenceLength,
            [.. model.InputWeights.ToArray().Select((weight, i) => (float)(weight * scales[i]))],
            [.. model.RecurrentWeights.ToArray().Select((weight, k) => (float)(weight * scales[k / d] / scales[k % d]))],
            [.. model.OutputWeights.ToArray().Select((weight, k) => (float)(weight / scales[k % d]))]);
    }
}

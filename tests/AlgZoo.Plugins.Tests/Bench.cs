using System.Collections.Concurrent;
using AlgZoo.Metering;
using AlgZoo.Numerics;

namespace AlgZoo.Tests.Plugins;

/// <summary>Models, problems and advice for the tests of the shipped estimators.</summary>
internal static class Bench
{
    private static readonly ConcurrentDictionary<(Model Model, SequenceTask Task, Quantity Quantity, long Samples), SampleStatistics> Truths = new();

    /// <summary>The published M2,2, trained on the 2nd argmax; its error rate is 7.743149178e-5 (exact).</summary>
    public static ReluRnn M2By2 { get; } = ReluRnn.Create(
        2,
        [4.174038f, -6.7540298f],
        [-0.38212356f, 1.2886474f, 1.847114f, -0.75152266f],
        [9.540969f, -25.69231f, -9.538148f, 25.63807f]);

    /// <summary>A ReLU RNN with weights U(-1/sqrt(d), 1/sqrt(d)), PyTorch's initialisation.</summary>
    public static ReluRnn RandomRnn(int hiddenSize, int sequenceLength, int outputSize, ulong seed)
    {
        var random = new RandomStream(RandomAddress.Root(seed).Child("weights"));
        double bound = 1 / Math.Sqrt(hiddenSize);
        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)(bound * ((2 * random.NextDouble()) - 1)))];
        return ReluRnn.Create(sequenceLength, Draw(hiddenSize), Draw(hiddenSize * hiddenSize), Draw(outputSize * hiddenSize));
    }

    /// <summary>A transformer with Gaussian weights.</summary>
    public static AttentionTransformer RandomTransformer(int hiddenSize, int sequenceLength, ulong seed)
    {
        var random = new RandomStream(RandomAddress.Root(seed).Child("weights"));
        WeightTensor Draw(string name, int rows)
        {
            float[] values = new float[rows * hiddenSize];
            random.FillGaussian(values);
            return new WeightTensor(name, [rows, hiddenSize], values);
        }

        return new AttentionTransformer(
            [
                Draw(AttentionTransformer.EmbeddingName, sequenceLength),
                Draw(AttentionTransformer.PositionEmbeddingName, sequenceLength),
                Draw(AttentionTransformer.InProjectionName(0), 3 * hiddenSize),
                Draw(AttentionTransformer.OutProjectionName(0), hiddenSize),
                Draw(AttentionTransformer.InProjectionName(1), 3 * hiddenSize),
                Draw(AttentionTransformer.OutProjectionName(1), hiddenSize),
                Draw(AttentionTransformer.UnembeddingName, sequenceLength),
            ]);
    }

    public static EstimationProblem Problem(
        Model model, SequenceTask task, Quantity? quantity = null, long budget = ComputeMeter.Unlimited, ulong seed = 1, byte[]? advice = null) =>
        new(model, task, quantity ?? task.DefaultQuantity, ForwardPass.Create(model), new ComputeMeter(budget), Random(seed), advice is null ? null : new(advice));

    public static AdviceRequest Request(Model model, SequenceTask task, WeightNoise noise, ulong seed = 1) =>
        new(model, task, task.DefaultQuantity, noise, ForwardPass.Create, new ComputeMeter(), Random(seed));

    public static RandomStream Random(ulong seed) => new(RandomAddress.Root(seed).Child("cell"));

    /// <summary>Prepares advice, metered as in <see cref="Run"/>.</summary>
    public static byte[] Prepare(IAdvisedEstimator estimator, AdviceRequest request)
    {
        using var window = MeterWindow.Open(request.Meter);
        return estimator.Prepare(request, CancellationToken.None);
    }

    /// <summary>The truth by the host's own sampler, on streams that no estimator uses; sampled once for each model.</summary>
    public static SampleStatistics Truth(Model model, SequenceTask task, Quantity? quantity = null, long samples = 1 << 20) =>
        Truths.GetOrAdd((model, task, quantity ?? task.DefaultQuantity, samples), question =>
            ModelSampler.Sample(question.Model, question.Task, question.Quantity, question.Samples, RandomAddress.Root(99).Child("truth")));

    /// <summary>
    /// Estimates and checks what holds for every estimator: the problem is supported, the budget kept, the value admissible. Estimators run as they were compiled, so that their meter sees the
    /// kernels of the host that charge themselves and nothing else.
    /// </summary>
    public static Estimate Run(IMechanisticEstimator estimator, EstimationProblem problem)
    {
        using var window = MeterWindow.Open(problem.Meter);
        Assert.That(estimator.Supports(problem), Is.True, $"{estimator.GetType().Name} supports the problem");
        Assert.That(problem.Meter.Spent, Is.Zero, "Supports charges nothing");
        var estimate = estimator.Estimate(problem, CancellationToken.None);
        Assert.That(problem.Meter.Spent, Is.LessThanOrEqualTo(problem.Budget));
        Assert.That(estimate.Value, Is.InRange(0, problem.Quantity == Quantity.Accuracy ? 1 : double.MaxValue));
        Assert.That(estimate.StandardError ?? 0, Is.InRange(0, double.MaxValue));
        return estimate;
    }
}

using static System.FormattableString;

namespace AlgZoo.Conformance;

/// <summary>Untrained models with fixed Gaussian weights.</summary>
internal static class RandomModels
{
    private const int Layers = 2;

    /// <summary>A model for a task, the same on every call.</summary>
    /// <param name="task">The task.</param>
    /// <param name="hiddenSize">Hidden size d.</param>
    /// <param name="sequenceLength">Sequence length n.</param>
    public static Model Create(SequenceTask task, int hiddenSize, int sequenceLength)
    {
        int d = hiddenSize;
        int n = sequenceLength;
        var random = new RandomStream(RandomAddress.Root(1).Child(NameOf(task, d, n)));
        return task.Inputs == InputLaw.StandardGaussian
            ? ReluRnn.Create(n, Weights(random, d, 1), Weights(random, d * d, d), Weights(random, task.OutputSize(n) * d, d))
            : new AttentionTransformer(
                [
                    new WeightTensor(AttentionTransformer.EmbeddingName, [n, d], Weights(random, n * d, 1)),
                    new WeightTensor(AttentionTransformer.PositionEmbeddingName, [n, d], Weights(random, n * d, 1)),
                    .. Enumerable.Range(0, Layers).SelectMany(layer => new[]
                    {
                        new WeightTensor(AttentionTransformer.InProjectionName(layer), [3 * d, d], Weights(random, 3 * d * d, d)),
                        new WeightTensor(AttentionTransformer.OutProjectionName(layer), [d, d], Weights(random, d * d, d)),
                    }),
                    new WeightTensor(AttentionTransformer.UnembeddingName, [n, d], Weights(random, n * d, d)),
                ]);
    }

    /// <summary>A probe with such a model.</summary>
    public static Probe Probe(SequenceTask task, int hiddenSize, int sequenceLength) => new(NameOf(task, hiddenSize, sequenceLength), Create(task, hiddenSize, sequenceLength), task);

    /// <summary>Other weights of the same shapes.</summary>
    public static Model InPlaceOf(Model model)
    {
        var random = new RandomStream(RandomAddress.Root(2).Child("other weights"));
        return model.WithTensors(model.Tensors.Select(tensor => new WeightTensor(tensor.Name, tensor.Shape, Weights(random, tensor.Values.Length, tensor.Shape[^1]))));
    }

    private static string NameOf(SequenceTask task, int hiddenSize, int sequenceLength) => Invariant($"random {task.Name}_{hiddenSize}_{sequenceLength}");

    private static float[] Weights(RandomStream random, int count, int inputs)
    {
        float[] weights = new float[count];
        random.FillGaussian(weights);
        float scale = 1 / MathF.Sqrt(inputs);
        return Array.ConvertAll(weights, weight => scale * weight);
    }
}

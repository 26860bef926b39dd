namespace AlgZoo.Numerics.Tests;

/// <summary>Models with random weights at fixed addresses, and AlgZoo's M2,2.</summary>
internal static class TestModels
{
    /// <summary>The weights of AlgZoo's M2,2, whose error rate is known exactly.</summary>
    public static ReluRnn M2x2 { get; } = ReluRnn.Create(
        2, [4.174038f, -6.7540298f], [-.38212356f, 1.2886474f, 1.847114f, -.75152266f], [9.540969f, -25.69231f, -9.538148f, 25.63807f]);

    public static ReluRnn RandomRnn(int hiddenSize, int sequenceLength, int outputSize, ulong seed = 0)
    {
        var random = new RandomStream(RandomAddress.Root(seed).Child("rnn").Child((ulong)hiddenSize).Child((ulong)sequenceLength));
        float scale = MathF.Sqrt(2f / hiddenSize);
        return ReluRnn.Create(sequenceLength, Gaussians(random, hiddenSize, 1), Gaussians(random, hiddenSize * hiddenSize, scale), Gaussians(random, outputSize * hiddenSize, scale));
    }

    public static AttentionTransformer RandomTransformer(int hiddenSize, int sequenceLength, int layers, ulong seed = 0)
    {
        var random = new RandomStream(RandomAddress.Root(seed).Child("transformer").Child((ulong)hiddenSize).Child((ulong)sequenceLength));
        var tensors = new List<WeightTensor>
        {
            Tensor(AttentionTransformer.EmbeddingName, sequenceLength, hiddenSize),
            Tensor(AttentionTransformer.PositionEmbeddingName, sequenceLength, hiddenSize),
            Tensor(AttentionTransformer.UnembeddingName, sequenceLength, hiddenSize),
        };
        for (int layer = 0; layer < layers; layer++)
        {
            tensors.Add(Tensor(AttentionTransformer.InProjectionName(layer), 3 * hiddenSize, hiddenSize));
            tensors.Add(Tensor(AttentionTransformer.OutProjectionName(layer), hiddenSize, hiddenSize));
        }

        return new AttentionTransformer(tensors);

        WeightTensor Tensor(string name, int rows, int columns) => new(name, [rows, columns], Gaussians(random, rows * columns, 1));
    }

    /// <summary>A transformer whose logits are largest for one class, whatever the input.</summary>
    public static AttentionTransformer ConstantAnswer(int sequenceLength, int answer)
    {
        float[] position = new float[sequenceLength];
        Array.Fill(position, 1);
        float[] unembedding = new float[sequenceLength];
        unembedding[answer] = 1;
        return new AttentionTransformer(
        [
            new WeightTensor(AttentionTransformer.EmbeddingName, [sequenceLength, 1], new float[sequenceLength]),
            new WeightTensor(AttentionTransformer.PositionEmbeddingName, [sequenceLength, 1], position),
            new WeightTensor(AttentionTransformer.InProjectionName(0), [3, 1], new float[3]),
            new WeightTensor(AttentionTransformer.OutProjectionName(0), [1, 1], new float[1]),
            new WeightTensor(AttentionTransformer.UnembeddingName, [sequenceLength, 1], unembedding),
        ]);
    }

    public static float[] Inputs(SequenceTask task, int sequenceLength, int count, ulong seed = 0)
    {
        float[] inputs = new float[count * sequenceLength];
        SampleInputs.Fill(task.Inputs, sequenceLength, RandomAddress.Root(seed).Child("inputs"), inputs);
        return inputs;
    }

    public static float[] Forward(Model model, float[] inputs, SimdPath? path = null)
    {
        float[] outputs = new float[inputs.Length / model.SequenceLength * model.OutputSize];
        (path is { } chosen ? ForwardPass.CreateUncharged(model, chosen) : ForwardPass.Create(model)).Evaluate(inputs, outputs);
        return outputs;
    }

    public static double[] ReferenceOutputs(Model model, float[] inputs)
    {
        int n = model.SequenceLength;
        int o = model.OutputSize;
        double[] outputs = new double[inputs.Length / n * o];
        double[] input = new double[n];
        for (int i = 0; i < inputs.Length / n; i++)
        {
            for (int t = 0; t < n; t++)
            {
                input[t] = inputs[(i * n) + t];
            }

            ReferenceForward.Evaluate(model, input, outputs.AsSpan(i * o, o));
        }

        return outputs;
    }

    private static float[] Gaussians(RandomStream random, int count, float scale)
    {
        float[] values = new float[count];
        random.FillGaussian(values);
        foreach (ref float value in values.AsSpan())
        {
            value *= scale;
        }

        return values;
    }
}

namespace AlgZoo.Exact.Tests;

/// <summary>Reference: a ReLU RNN in plain double precision loops.</summary>
internal static class ScalarModel
{
    public static ReluRnn Gaussian(int hiddenSize, int sequenceLength, int outputSize, RandomStream random)
    {
        float[] Draw(int count, double scale) => [.. Enumerable.Range(0, count).Select(_ => (float)(scale * random.NextGaussian()))];
        return ReluRnn.Create(sequenceLength, Draw(hiddenSize, 1), Draw(hiddenSize * hiddenSize, 1 / Math.Sqrt(hiddenSize)), Draw(outputSize * hiddenSize, 1));
    }

    /// <summary>Weights in {-1, 0, 1}, whose logits are often equal on whole pieces.</summary>
    public static ReluRnn Degenerate(int hiddenSize, int sequenceLength, int outputSize, RandomStream random)
    {
        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextInt32(3) - 1f)];
        return ReluRnn.Create(sequenceLength, Draw(hiddenSize), Draw(hiddenSize * hiddenSize), Draw(outputSize * hiddenSize));
    }

    /// <summary>W_hh h after the inputs.</summary>
    public static double[] Offsets(ReluRnn model, ReadOnlySpan<float> inputs)
    {
        int d = model.HiddenSize;
        double[] offsets = new double[d];
        foreach (float input in inputs)
        {
            double[] state = State(model, offsets, input);
            for (int i = 0; i < d; i++)
            {
                offsets[i] = Enumerable.Range(0, d).Sum(j => model.RecurrentWeights[(i * d) + j] * state[j]);
            }
        }

        return offsets;
    }

    public static double[] Outputs(ReluRnn model, double[] offsets, double input)
    {
        double[] state = State(model, offsets, input);
        return [.. Enumerable.Range(0, model.OutputSize).Select(k => Enumerable.Range(0, state.Length).Sum(j => model.OutputWeights[(k * state.Length) + j] * state[j]))];
    }

    public static int FirstLargest(double[] logits) => Array.IndexOf(logits, logits.Max());

    private static double[] State(ReluRnn model, double[] offsets, double input) =>
        [.. offsets.Select((offset, i) => Math.Max(0, offset + (model.InputWeights[i] * input)))];
}

namespace AlgZoo.Exact.Tests;

/// <summary>Networks in double precision.</summary>
internal static class Networks
{
    /// <summary>The published M2,2, trained on the 2nd argmax.</summary>
    public static RnnWeights M2By2 { get; } = Widen(ReluRnn.Create(
        2, [4.174038f, -6.7540298f], [-0.38212356f, 1.2886474f, 1.847114f, -0.75152266f], [9.540969f, -25.69231f, -9.538148f, 25.63807f]));

    /// <summary>Finds the second argmax of two inputs as if the second were divided by a factor.</summary>
    public static RnnWeights Tilted(double factor) => new(2, [1, -1], [-factor, factor, factor, -factor], [1, -1, -1, 1]);

    /// <summary>The handcrafted network of three inputs, whose slope is 100, before it is rounded to single precision.</summary>
    public static RnnWeights Handcrafted3()
    {
        const double L = 100;
        double determinant = (-2 * L) - 1;
        double[,] recurrence =
        {
            { ((L + 1) + (-(L + 1) * L)) / determinant, (-L + ((L + 1) * (L + 1))) / determinant },
            { (-(L + 1) - (L * L)) / determinant, (L + (L * (L + 1))) / determinant },
        };
        int[] coordinate = [0, 1, 1, 0];
        int[] sign = [1, 1, -1, -1];
        double[] newest = [L, L + 1];
        double[,] readOut = { { 1, 1 }, { -L, L + 1 }, { L + 1, -L } };
        double[] input = [.. Enumerable.Range(0, 4).Select(i => sign[i] * newest[coordinate[i]])];
        double[] recurrent = [.. Enumerable.Range(0, 16).Select(k => sign[k / 4] * recurrence[coordinate[k / 4], coordinate[k % 4]] * sign[k % 4])];
        double[] output = [.. Enumerable.Range(0, 12).Select(k => readOut[k / 4, coordinate[k % 4]])];
        return new(3, input, recurrent, output);
    }

    /// <summary>Standard Gaussian weights.</summary>
    public static RnnWeights Random(int hiddenSize, int sequenceLength, int outputSize, ulong seed)
    {
        var random = new RandomStream(RandomAddress.Root(seed).Child("weights"));
        double[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextGaussian())];
        return new(sequenceLength, Draw(hiddenSize), Draw(hiddenSize * hiddenSize), Draw(outputSize * hiddenSize));
    }

    /// <summary>Weights -1, 0 and 1; in every third network the second neuron is a copy of the first.</summary>
    public static RnnWeights Degenerate(int hiddenSize, int sequenceLength, ulong seed)
    {
        var random = new RandomStream(RandomAddress.Root(seed).Child("degenerate"));
        double[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => Math.Floor(3 * random.NextDouble()) - 1)];
        double[] input = Draw(hiddenSize);
        double[] recurrent = Draw(hiddenSize * hiddenSize);
        double[] output = Draw(sequenceLength * hiddenSize);
        if (seed % 3 == 0 && hiddenSize > 1)
        {
            input[1] = input[0];
            recurrent.AsSpan(0, hiddenSize).CopyTo(recurrent.AsSpan(hiddenSize));
        }

        return new(sequenceLength, input, recurrent, output);
    }

    public static RnnWeights WithOutput(this RnnWeights weights, ReadOnlySpan<double> output) => new(weights.SequenceLength, weights.Input, weights.Recurrent, output);

    public static RnnWeights Widen(ReluRnn model) => RnnWeights.Of(model);

    /// <summary>The same network with its neurons in another order and neuron i multiplied by scales[i] > 0.</summary>
    public static RnnWeights Rearranged(RnnWeights weights, int[] order, double[] scales)
    {
        int d = weights.HiddenSize;
        double[] input = new double[d];
        double[] recurrent = new double[d * d];
        double[] output = new double[weights.OutputSize * d];
        for (int i = 0; i < d; i++)
        {
            input[i] = scales[i] * weights.Input[order[i]];
            for (int j = 0; j < d; j++)
            {
                recurrent[(i * d) + j] = scales[i] * weights.Recurrent[(order[i] * d) + order[j]] / scales[j];
            }

            for (int k = 0; k < weights.OutputSize; k++)
            {
                output[(k * d) + i] = weights.Output[(k * d) + order[i]] / scales[i];
            }
        }

        return new(weights.SequenceLength, input, recurrent, output);
    }
}

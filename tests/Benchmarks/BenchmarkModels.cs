using AlgZoo.Numerics;

namespace AlgZoo.Benchmarks;

/// <summary>Models of random weights: the time does not depend on the weights.</summary>
internal static class BenchmarkModels
{
    public static ReluRnn Rnn(int hiddenSize, int sequenceLength)
    {
        var random = new RandomStream(RandomAddress.Root(0).Child("benchmark").Child((ulong)hiddenSize));
        float[] input = new float[hiddenSize];
        float[] recurrent = new float[hiddenSize * hiddenSize];
        float[] output = new float[sequenceLength * hiddenSize];
        random.FillGaussian(input);
        random.FillGaussian(recurrent);
        random.FillGaussian(output);
        foreach (ref float weight in recurrent.AsSpan())
        {
            weight /= MathF.Sqrt(hiddenSize);
        }

        return ReluRnn.Create(sequenceLength, input, recurrent, output);
    }
}

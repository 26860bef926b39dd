using AlgZoo.Numerics;

namespace AlgZoo.Training.Tests;

/// <summary>A transformer with initial weights, times a factor, and random sequences.</summary>
internal sealed class TransformerBatch
{
    public TransformerBatch(int hiddenSize, int sequenceLength, int layers, int tiles = 2, float weightFactor = 1)
    {
        HiddenSize = hiddenSize;
        SequenceLength = sequenceLength;
        LayerCount = layers;
        Tiles = tiles;
        var address = RandomAddress.Root(1).Child((ulong)hiddenSize).Child((ulong)sequenceLength).Child((ulong)layers);
        Layout = ParameterLayout.Transformer(hiddenSize, sequenceLength, layers);
        Parameters = [.. InitialWeights.Draw(Layout, address.Child("weights")).Select(weight => weight * weightFactor)];
        Inputs = new float[tiles * Tile.Lanes * sequenceLength];
        SampleInputs.Fill(InputLaw.UniformTokens, sequenceLength, address.Child("inputs"), Inputs);
        Labels = [.. Inputs.Chunk(sequenceLength).Select(sequence => SequenceTask.LongestCycle.Label(sequence))];
    }

    public int HiddenSize { get; }

    public int SequenceLength { get; }

    public int LayerCount { get; }

    public int Tiles { get; }

    public ParameterLayout Layout { get; }

    public float[] Parameters { get; }

    /// <summary>Shape [count, n].</summary>
    public float[] Inputs { get; }

    public int[] Labels { get; }

    public AttentionTransformer Model => new(Layout.WithValues(Parameters));

    public unsafe (TileSums Sums, float[] Gradient) Evaluate(SimdPath path)
    {
        var tiles = new AlignedBuffer<float>(Inputs.Length);
        Tile.GatherAll(Inputs, SequenceLength, tiles.Pointer);
        float[] gradient = new float[Parameters.Length];
        fixed (float* parameters = Parameters, result = gradient)
        {
            fixed (int* labels = Labels)
            {
                var sums = new TransformerGradient(HiddenSize, SequenceLength, LayerCount, path).Evaluate(parameters, tiles.Pointer, labels, Tiles, result);
                GC.KeepAlive(tiles);
                return (sums, gradient);
            }
        }
    }

    public (double Loss, double[] Gradient) EvaluateReference()
    {
        var reference = new TransformerReference(HiddenSize, SequenceLength, LayerCount);
        double[] parameters = [.. Parameters.Select(weight => (double)weight)];
        double[] gradient = new double[parameters.Length];
        double loss = 0;
        foreach (var (sequence, label) in Inputs.Chunk(SequenceLength).Zip(Labels))
        {
            loss += reference.Evaluate(parameters, [.. sequence.Select(token => (int)token)], label, gradient);
        }

        return (loss, gradient);
    }
}

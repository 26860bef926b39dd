using AlgZoo.Numerics;
using AlgZoo.Training;
using BenchmarkDotNet.Attributes;

namespace AlgZoo.Benchmarks;

/// <summary>Loss and gradient of a batch of the longest-cycle transformer on one thread, by this processor's fastest path. The target is 1.5 million sequences a second at (8, 6), 15 million at (2, 3).</summary>
public unsafe class AttentionTrainingBenchmarks
{
    private const int Sequences = 1024;

    private TransformerGradient _gradient = null!;
    private AlignedBuffer<float> _parameters = null!;
    private AlignedBuffer<float> _parameterGradient = null!;
    private AlignedBuffer<float> _inputs = null!;
    private AlignedBuffer<int> _labels = null!;

    [Params("2,3", "3,4", "4,5", "6,6", "8,6")]
    public string Size { get; set; } = "";

    [Params(32, 128, 1024)]
    public int BatchSize { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        int[] sizes = [.. Size.Split(',').Select(int.Parse)];
        (int d, int n) = (sizes[0], sizes[1]);
        var layout = ParameterLayout.Transformer(d, n, ParameterLayout.AttentionLayers);
        var address = RandomAddress.Root(0);
        _gradient = new(d, n, ParameterLayout.AttentionLayers, SimdPaths.Fastest);
        _parameters = new(layout.Count);
        _parameterGradient = new(layout.Count);
        InitialWeights.Draw(layout, address.Child("weights")).CopyTo(new Span<float>(_parameters.Pointer, layout.Count));
        float[] sequences = new float[BatchSize * n];
        SampleInputs.Fill(InputLaw.UniformTokens, n, address.Child("inputs"), sequences);
        _inputs = new(sequences.Length);
        Tile.GatherAll(sequences, n, _inputs.Pointer);
        _labels = new(BatchSize);
        sequences.Chunk(n).Select(sequence => SequenceTask.LongestCycle.Label(sequence)).ToArray().CopyTo(new Span<int>(_labels.Pointer, BatchSize));
    }

    [Benchmark(OperationsPerInvoke = Sequences)]
    public double LossAndGradient()
    {
        double loss = 0;
        for (int done = 0; done < Sequences; done += BatchSize)
        {
            loss += _gradient.Evaluate(_parameters.Pointer, _inputs.Pointer, _labels.Pointer, BatchSize / Tile.Lanes, _parameterGradient.Pointer).Loss;
        }

        return loss;
    }
}

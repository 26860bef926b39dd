using AlgZoo.Numerics;
using BenchmarkDotNet.Attributes;

namespace AlgZoo.Benchmarks;

/// <summary>M16,10 on one thread: the whole sampler, its parts, and the multiply-adds of its forward pass at the processor's peak.</summary>
public unsafe class SamplingBenchmarks
{
    private const int HiddenSize = 16;
    private const int SequenceLength = 10;
    private const int Sequences = ModelSampler.BlockSize;
    private const long MultiplyAddsPerSequence = (SequenceLength * HiddenSize) + ((SequenceLength - 1) * HiddenSize * HiddenSize) + (SequenceLength * HiddenSize);

    private SimdPath _path;
    private BlockSampler _sampler = null!;
    private TileForward _forward = null!;
    private TileBuffers _buffers = null!;
    private TileScorer _scorer = null!;
    private BlockRandom _random = null!;
    private IForwardPass _batchForward = null!;
    private float[] _inputs = null!;
    private float[] _outputs = null!;

    [Params(nameof(SimdPath.Vector512), nameof(SimdPath.Vector256), nameof(SimdPath.Vector128), nameof(SimdPath.Scalar))]
    public string Path { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        _path = Enum.Parse<SimdPath>(Path);
        var kernels = TileKernels.For(_path);
        var model = BenchmarkModels.Rnn(HiddenSize, SequenceLength);
        var address = RandomAddress.Root(0);
        _forward = TileForward.Create(model, kernels);
        _sampler = new(_forward, kernels, SequenceTask.SecondArgmax, Quantity.Accuracy, address);
        _buffers = new(_forward);
        _scorer = new(kernels, SequenceTask.SecondArgmax, Quantity.Accuracy, SequenceLength, _forward.MaximumTiles);
        _random = new(kernels);
        _random.Open(address);
        _batchForward = ForwardPass.CreateUncharged(model, _path);
        _inputs = new float[Sequences * SequenceLength];
        _outputs = new float[Sequences * SequenceLength];
        SampleInputs.Fill(InputLaw.StandardGaussian, SequenceLength, address, _inputs);
        Generation();
        Forward();
    }

    [Benchmark(OperationsPerInvoke = Sequences, Baseline = true)]
    public float Peak() => PeakLoop.Run(_path, Sequences * MultiplyAddsPerSequence);

    [Benchmark(OperationsPerInvoke = Sequences)]
    public long Sampling() => _sampler.Sample(0, Sequences).Hits;

    [Benchmark(OperationsPerInvoke = Sequences)]
    public void Forward()
    {
        for (int done = 0; done < Sequences; done += _forward.MaximumTiles * Tile.Lanes)
        {
            _forward.Evaluate(_buffers.Inputs.Pointer, _buffers.Outputs.Pointer, _forward.MaximumTiles, _buffers.Workspace.Pointer);
        }
    }

    [Benchmark(OperationsPerInvoke = Sequences)]
    public void Generation()
    {
        for (int done = 0; done < Sequences; done += _forward.MaximumTiles * Tile.Lanes)
        {
            _random.Fill(InputLaw.StandardGaussian, SequenceLength, _buffers.Inputs.Pointer, _forward.MaximumTiles * SequenceLength);
        }
    }

    [Benchmark(OperationsPerInvoke = Sequences)]
    public int Scoring()
    {
        int hits = 0;
        for (int done = 0; done < Sequences; done += _forward.MaximumTiles * Tile.Lanes)
        {
            hits += _scorer.CountHits(_buffers.Inputs.Pointer, _buffers.Outputs.Pointer, _forward.MaximumTiles * Tile.Lanes);
        }

        return hits;
    }

    [Benchmark(OperationsPerInvoke = Sequences)]
    public void ForwardOfRowMajorBatch() => _batchForward.Evaluate(_inputs, _outputs);
}

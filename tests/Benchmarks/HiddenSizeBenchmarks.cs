using AlgZoo.Numerics;
using BenchmarkDotNet.Attributes;

namespace AlgZoo.Benchmarks;

/// <summary>The sampler on one thread at sizes of the model zoo, by this processor's fastest path.</summary>
public class HiddenSizeBenchmarks
{
    private BlockSampler _sampler = null!;

    [Params(2, 3, 4, 6, 8, 16, 22, 32, 64)]
    public int HiddenSize { get; set; }

    [Params(2, 10)]
    public int SequenceLength { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var kernels = TileKernels.For(SimdPaths.Fastest);
        var forward = TileForward.Create(BenchmarkModels.Rnn(HiddenSize, SequenceLength), kernels);
        _sampler = new(forward, kernels, SequenceTask.SecondArgmax, Quantity.Accuracy, RandomAddress.Root(0));
    }

    [Benchmark(OperationsPerInvoke = ModelSampler.BlockSize)]
    public long SampleRnn() => _sampler.Sample(0, ModelSampler.BlockSize).Hits;
}

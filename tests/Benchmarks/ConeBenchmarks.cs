using AlgZoo.Exact;
using BenchmarkDotNet.Attributes;

namespace AlgZoo.Benchmarks;

/// <summary>The exact accuracy of a network of two or three inputs. The time is that of an evaluation.</summary>
public class ConeBenchmarks
{
    private RnnWeights _weights = null!;

    [Params(2, 4, 8, 16, 32, 64)]
    public int HiddenSize { get; set; }

    [Params(2, 3)]
    public int SequenceLength { get; set; }

    [GlobalSetup]
    public void Prepare() => _weights = RnnWeights.Of(BenchmarkModels.Rnn(HiddenSize, SequenceLength));

    [Benchmark]
    public double Cones() => ExactCones.Evaluate(_weights, SequenceTask.SecondArgmax).Value;
}

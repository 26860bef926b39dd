using AlgZoo.Exact;
using AlgZoo.Numerics;
using BenchmarkDotNet.Attributes;

namespace AlgZoo.Benchmarks;

/// <summary>One point of order-sobol on a model of the size of M16,10: coordinates, the nine steps of the prefix, the exact integral over the last input.</summary>
public class LastInputBenchmarks
{
    private const int SequenceLength = 10;

    private readonly RankCoordinates _coordinates = new(SequenceLength - 1, explicitRanks: 3, leadingRank: 1);
    private readonly double[] _point = new double[SequenceLength];
    private readonly float[] _inputs = new float[SequenceLength - 1];
    private SobolSequence _sequence = null!;
    private SparseRecurrence _recurrence = null!;
    private LastInputAccuracy _accuracy = null!;
    private float[] _offsets = null!;

    [Params(16, 32)]
    public int HiddenSize { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var model = BenchmarkModels.Rnn(HiddenSize, SequenceLength);
        _sequence = new(SequenceLength, RandomAddress.Root(0));
        _recurrence = new(model);
        _accuracy = new(model);
        _offsets = new float[HiddenSize];
        Point();
    }

    [Benchmark(Baseline = true)]
    public double Point()
    {
        Coordinates();
        Prefix();
        return LastInput();
    }

    [Benchmark]
    public void Coordinates()
    {
        _sequence.Next(_point);
        _coordinates.Map(_point, _inputs);
    }

    [Benchmark]
    public void Prefix() => _recurrence.Offsets(_inputs, _offsets);

    [Benchmark]
    public double LastInput() => _accuracy.Probability(_offsets, _coordinates.Ranked(1), _coordinates.Ranked(0));
}

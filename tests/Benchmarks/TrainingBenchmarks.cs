using AlgZoo.Training;
using BenchmarkDotNet.Attributes;

namespace AlgZoo.Benchmarks;

/// <summary>Training of ReLU RNNs on one thread, from random numbers to new weights. The time is per sequence.</summary>
public class TrainingBenchmarks
{
    private const int Sequences = 1 << 14;

    private Trainer _trainer = null!;
    private TrainingState _state = null!;

    [Params("2,2", "4,3", "8,3", "16,10", "32,10")]
    public string Size { get; set; } = "";

    [Params(128, 1024)]
    public int BatchSize { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        int[] size = [.. Size.Split(',').Select(int.Parse)];
        _trainer = new(new TrainingRecipe { Task = SequenceTask.SecondArgmax, HiddenSize = size[0], SequenceLength = size[1], BatchSize = BatchSize, Sequences = 1L << 50 });
        _state = _trainer.Start();
    }

    [Benchmark(OperationsPerInvoke = Sequences)]
    public double Train() => _trainer.Advance(_state, Sequences / BatchSize).Loss;
}

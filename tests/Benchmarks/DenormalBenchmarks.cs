using AlgZoo.Training;
using BenchmarkDotNet.Attributes;

namespace AlgZoo.Benchmarks;

/// <summary>A training step of (8,3), fresh and well trained, when most probabilities and many moments vanish: denormal numbers would make it 25 times slower. The time is per sequence.</summary>
public class DenormalBenchmarks
{
    private const int Sequences = 1 << 16;
    private const int BatchSize = 128;

    private Trainer _trainer = null!;
    private TrainingState _state = null!;

    [Params(0, 1 << 24)]
    public int TrainedSequences { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var recipe = new TrainingRecipe { Task = SequenceTask.SecondArgmax, HiddenSize = 8, SequenceLength = 3, BatchSize = BatchSize, Sequences = 1 << 24 };
        var training = new Trainer(recipe);
        _state = training.Start();
        if (TrainedSequences > 0)
        {
            training.Advance(_state, TrainedSequences / BatchSize);
        }

        // So long a run that its warm-up hardly changes the weights while they are timed.
        _trainer = new(recipe with { Sequences = 1L << 60 });
    }

    [Benchmark(OperationsPerInvoke = Sequences)]
    public double Train() => _trainer.Advance(_state, Sequences / BatchSize).Loss;
}

using AlgZoo.Numerics;

namespace AlgZoo.Training.Tests;

/// <summary>A model size with random weights, and sequences in tiles, for tests of the gradient.</summary>
internal sealed unsafe class RnnCase
{
    public const int Tiles = 5;

    private readonly AlignedBuffer<float> _inputs;

    public RnnCase(SequenceTask task, int hiddenSize, int sequenceLength, ulong seed = 0)
    {
        (Task, HiddenSize, SequenceLength) = (task, hiddenSize, sequenceLength);
        var address = RandomAddress.Root(seed).Child("gradient test");
        Parameters = InitialWeights.Draw(ParameterLayout.Rnn(hiddenSize, task.OutputSize(sequenceLength)), address);
        foreach (ref float parameter in Parameters.AsSpan())
        {
            // Initial weights are so small that all logits are nearly equal.
            parameter *= 1.5f;
        }

        _inputs = new(Tiles * sequenceLength * Tile.Lanes);
        var random = new BlockRandom(TileKernels.For(SimdPaths.Fastest));
        random.Open(address.Child("inputs"));
        random.Fill(task.Inputs, sequenceLength, _inputs.Pointer, Tiles * sequenceLength);
    }

    public static IEnumerable<TestCaseData<SequenceTask, int, int>> All { get; } =
        from task in new SequenceTask[] { SequenceTask.SecondArgmax, SequenceTask.Argmedian, SequenceTask.Argmax, SequenceTask.Argoutlier, SequenceTask.Median }
        from size in new[] { (1, 3), (2, 2), (3, 4), (4, 3), (5, 5), (6, 10), (17, 3), (33, 4) }
        select new TestCaseData<SequenceTask, int, int>(task, size.Item1, size.Item2);

    public SequenceTask Task { get; }

    public int HiddenSize { get; }

    public int SequenceLength { get; }

    public float[] Parameters { get; }

    public float[] Sequence(int index)
    {
        float[] sequence = new float[SequenceLength];
        Tile.CopyLane(_inputs.Pointer, SequenceLength, index, sequence);
        GC.KeepAlive(_inputs);
        return sequence;
    }

    /// <summary>The kernels' sums over all sequences.</summary>
    public (double Loss, long Hits, float[] Gradient) Evaluate(float[] parameters, SimdPath path)
    {
        var answers = new TileAnswers(TileKernels.For(path), Task, SequenceLength, Tiles);
        var labels = new AlignedBuffer<int>(Tiles * Tile.Lanes);
        if (Task is RegressionTask)
        {
            answers.Target(_inputs.Pointer, (float*)labels.Pointer, Tiles * Tile.Lanes);
        }
        else
        {
            answers.Label(_inputs.Pointer, labels.Pointer, Tiles);
        }

        float[] gradient = new float[parameters.Length];
        fixed (float* weights = parameters, result = gradient)
        {
            var sums = new RnnGradient(Task, HiddenSize, SequenceLength, maximumTiles: 4, path).Evaluate(weights, _inputs.Pointer, labels.Pointer, Tiles, result);
            GC.KeepAlive(labels);
            GC.KeepAlive(_inputs);
            return (sums.Loss, sums.Hits, gradient);
        }
    }
}

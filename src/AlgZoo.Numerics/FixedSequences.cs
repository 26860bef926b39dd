namespace AlgZoo.Numerics;

/// <summary>Sequences on which many models are scored, so that they differ by their weights alone.</summary>
internal sealed unsafe class FixedSequences
{
    private FixedSequences(SequenceTask task, int sequenceLength, int count)
    {
        Task = task;
        Count = count;
        Inputs = new(Tile.Count(count) * sequenceLength * Tile.Lanes);
    }

    public SequenceTask Task { get; }

    /// <summary>Number of sequences.</summary>
    public int Count { get; }

    /// <summary>Tiles of n rows.</summary>
    public AlignedBuffer<float> Inputs { get; }

    /// <summary>Draws random sequences.</summary>
    /// <param name="task">The task, which fixes the input law.</param>
    /// <param name="sequenceLength">Sequence length n.</param>
    /// <param name="count">How many.</param>
    /// <param name="address">Address of the random stream.</param>
    public static FixedSequences Draw(SequenceTask task, int sequenceLength, int count, RandomAddress address)
    {
        var sequences = new FixedSequences(task, sequenceLength, count);
        var random = new BlockRandom(TileKernels.For(SimdPaths.Fastest));
        random.Open(address);
        random.Fill(task.Inputs, sequenceLength, sequences.Inputs.Pointer, Tile.Count(count) * sequenceLength);
        return sequences;
    }

    /// <summary>All n^n sequences of a task with token inputs.</summary>
    /// <param name="task">The task.</param>
    /// <param name="sequenceLength">Sequence length n.</param>
    public static FixedSequences All(SequenceTask task, int sequenceLength)
    {
        int count = (int)Math.Pow(sequenceLength, sequenceLength);
        var sequences = new FixedSequences(task, sequenceLength, count);
        float[] tokens = new float[count * sequenceLength];
        for (int i = 0; i < count; i++)
        {
            int number = i;
            foreach (ref float token in tokens.AsSpan(i * sequenceLength, sequenceLength))
            {
                token = number % sequenceLength;
                number /= sequenceLength;
            }
        }

        Tile.GatherAll(tokens, sequenceLength, sequences.Inputs.Pointer);
        return sequences;
    }
}

namespace AlgZoo.Numerics;

/// <summary>What one block of sequences gave: the hits for accuracy, else the moments of the values.</summary>
internal readonly record struct BlockResult(long Hits, Moments Moments);

/// <summary>Generates, evaluates and scores blocks of sequences for one thread.</summary>
internal sealed unsafe class BlockSampler(TileForward forward, TileKernels kernels, SequenceTask task, Quantity quantity, RandomAddress address)
{
    private readonly TileBuffers _buffers = new(forward);
    private readonly BlockRandom _random = new(kernels);
    private readonly TileScorer _scorer = new(kernels, task, quantity, forward.SequenceLength, forward.MaximumTiles);
    private readonly double[] _values = new double[forward.MaximumTiles * Tile.Lanes];

    /// <summary>Samples the first <paramref name="count"/> sequences of a block.</summary>
    public BlockResult Sample(long block, int count)
    {
        _random.Open(address.Child((ulong)block));
        float* inputs = _buffers.Inputs.Pointer;
        float* outputs = _buffers.Outputs.Pointer;
        int hits = 0;
        var moments = default(Moments);
        for (int first = 0; first < count; first += _values.Length)
        {
            int sequences = Math.Min(_values.Length, count - first);
            int tiles = Tile.Count(sequences);
            _random.Fill(task.Inputs, forward.SequenceLength, inputs, tiles * forward.SequenceLength);
            forward.Evaluate(inputs, outputs, tiles, _buffers.Workspace.Pointer);
            if (quantity == Quantity.Accuracy)
            {
                hits += _scorer.CountHits(inputs, outputs, sequences);
            }
            else
            {
                var values = _values.AsSpan(0, sequences);
                _scorer.Evaluate(inputs, outputs, values);
                moments.Add(values);
            }
        }

        GC.KeepAlive(_buffers);
        return new(hits, moments);
    }
}

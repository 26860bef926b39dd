namespace AlgZoo.Numerics;

/// <summary>Scores models of one shape on the same sequences. Not safe for concurrent use; several may share the sequences.</summary>
internal sealed unsafe class FixedSequenceScorer
{
    private readonly FixedSequences _sequences;
    private readonly Quantity _quantity;
    private readonly Model _shape;
    private readonly TileKernels _kernels = TileKernels.For(SimdPaths.Fastest);
    private readonly TileBuffers _buffers;
    private readonly TileScorer _scorer;
    private readonly double[] _values;
    private TileForward _forward;

    /// <summary>Prepares for models like one.</summary>
    /// <param name="sequences">The sequences.</param>
    /// <param name="quantity">The quantity.</param>
    /// <param name="shape">A model of the architecture and sizes in question.</param>
    public FixedSequenceScorer(FixedSequences sequences, Quantity quantity, Model shape)
    {
        _sequences = sequences;
        _quantity = quantity;
        _shape = shape;
        _forward = TileForward.Create(shape, _kernels);
        _buffers = new(_forward);
        _scorer = new(_kernels, sequences.Task, quantity, shape.SequenceLength, _forward.MaximumTiles);
        _values = new double[_forward.MaximumTiles * Tile.Lanes];
    }

    /// <summary>The loss of a model.</summary>
    /// <param name="parameters">Shape [P]: its tensors in the order of its state dict.</param>
    /// <returns>1 - accuracy; else the mean of the quantity.</returns>
    public double Loss(ReadOnlySpan<float> parameters)
    {
        Load(parameters);
        double sum = 0;
        int perPass = _values.Length;
        for (int first = 0; first < _sequences.Count; first += perPass)
        {
            int count = Math.Min(perPass, _sequences.Count - first);
            float* inputs = Forward(first, count);
            if (_quantity == Quantity.Accuracy)
            {
                sum += count - _scorer.CountHits(inputs, _buffers.Outputs.Pointer, count);
                continue;
            }

            var values = _values.AsSpan(0, count);
            _scorer.Evaluate(inputs, _buffers.Outputs.Pointer, values);
            foreach (double value in values)
            {
                sum += value;
            }
        }

        GC.KeepAlive(_sequences);
        GC.KeepAlive(_buffers);
        return sum / _sequences.Count;
    }

    /// <summary>The quantity's value of a model on each sequence: 1 or 0 for accuracy.</summary>
    /// <param name="parameters">Shape [P]: its tensors in the order of its state dict.</param>
    /// <param name="values">As many as there are sequences.</param>
    public void Evaluate(ReadOnlySpan<float> parameters, Span<double> values)
    {
        Load(parameters);
        int perPass = _values.Length;
        for (int first = 0; first < values.Length; first += perPass)
        {
            int count = Math.Min(perPass, values.Length - first);
            _scorer.Evaluate(Forward(first, count), _buffers.Outputs.Pointer, values.Slice(first, count));
        }

        GC.KeepAlive(_sequences);
        GC.KeepAlive(_buffers);
    }

    private float* Forward(int first, int count)
    {
        float* inputs = _sequences.Inputs.Pointer + (first * _shape.SequenceLength);
        _forward.Evaluate(inputs, _buffers.Outputs.Pointer, Tile.Count(count), _buffers.Workspace.Pointer);
        return inputs;
    }

    private void Load(ReadOnlySpan<float> parameters)
    {
        if (_forward is RnnTileForward rnn)
        {
            rnn.Load(parameters);
        }
        else
        {
            _forward = TileForward.Create(_shape.WithTensors(ParameterLayout.Of(_shape).WithValues(parameters.ToArray())), _kernels);
        }
    }
}

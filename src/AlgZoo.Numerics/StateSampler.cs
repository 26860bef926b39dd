namespace AlgZoo.Numerics;

/// <summary>
/// Random sequences with the hidden states that a ReLU RNN has on them, for those who look at a model. 32 sequences lie side by side, the lanes of every row. States have the bits of the forward
/// pass. Not safe for concurrent use.
/// </summary>
internal sealed unsafe class StateSampler
{
    /// <summary>Number of sequences that are evaluated together.</summary>
    public const int Lanes = Tile.Lanes;

    private readonly int _sequenceLength;
    private readonly int _stateLength;
    private readonly PackedMatrix _recurrent;
    private readonly BlockRandom _random;
    private readonly AlignedBuffer<float> _inputs;
    private readonly AlignedBuffer<float> _states;

    /// <summary>Prepares a model.</summary>
    /// <param name="model">The weights.</param>
    public StateSampler(ReluRnn model)
    {
        var kernels = TileKernels.For(SimdPaths.Fastest);
        _sequenceLength = model.SequenceLength;
        _stateLength = model.HiddenSize * Lanes;
        _recurrent = new(kernels, model.RecurrentWeights, model.HiddenSize, model.InputWeights);
        _random = new(kernels);
        _inputs = new(_sequenceLength * Lanes);
        _states = new(_sequenceLength * _stateLength);
    }

    /// <summary>The sequences, shape [n][32].</summary>
    public ReadOnlySpan<float> Inputs => new(_inputs.Pointer, _inputs.Length);

    /// <summary>Their states h_1, .., h_n, shape [n][d][32].</summary>
    public ReadOnlySpan<float> States => new(_states.Pointer, _states.Length);

    /// <summary>Goes to the beginning of a block of sequences: those of <see cref="SampleInputs"/> at the same address.</summary>
    /// <param name="block">Address of the random stream.</param>
    public void Open(RandomAddress block) => _random.Open(block);

    /// <summary>Draws and evaluates the next 32 sequences.</summary>
    public void Next()
    {
        _random.Fill(InputLaw.StandardGaussian, _sequenceLength, _inputs.Pointer, _sequenceLength);
        float* previous = _states.Pointer;
        float* state = previous;
        for (int t = 0; t < _sequenceLength; t++)
        {
            _recurrent.MultiplyAndRectify(_inputs.Pointer + (t * Lanes), inputStride: 0, previous, stateIsZero: t == 0, state, _stateLength, tiles: 1);
            previous = state;
            state += _stateLength;
        }

        GC.KeepAlive(_inputs);
        GC.KeepAlive(_states);
    }
}

namespace AlgZoo.Numerics;

/// <summary>The ReLU RNN on tiles.</summary>
internal sealed unsafe class RnnTileForward : TileForward
{
    private readonly int _hiddenSize;
    private readonly PackedMatrix _recurrent;
    private readonly PackedMatrix _output;

    public RnnTileForward(ReluRnn model, TileKernels kernels)
        : base(model, workspaceRows: 2 * model.HiddenSize)
    {
        _hiddenSize = model.HiddenSize;
        _recurrent = new(kernels, model.RecurrentWeights, model.HiddenSize, model.InputWeights);
        _output = new(kernels, model.OutputWeights, model.HiddenSize);
    }

    /// <summary>Takes other weights of the same shapes.</summary>
    /// <param name="parameters">W_hi, W_hh and W_oh, row-major, one after the other.</param>
    public void Load(ReadOnlySpan<float> parameters)
    {
        fixed (float* input = parameters)
        {
            float* recurrent = input + _hiddenSize;
            _recurrent.Pack(input, inputStride: 1, recurrent, rowStride: _hiddenSize, columnStride: 1);
            _output.Pack(recurrent + (_hiddenSize * _hiddenSize), rowStride: _hiddenSize, columnStride: 1);
        }
    }

    public override void Evaluate(float* inputs, float* outputs, int tiles, float* workspace)
    {
        int stateStride = _hiddenSize * Tile.Lanes;
        int inputStride = SequenceLength * Tile.Lanes;
        float* state = workspace;
        float* next = workspace + (tiles * stateStride);
        for (int t = 0; t < SequenceLength; t++)
        {
            _recurrent.MultiplyAndRectify(inputs + (t * Tile.Lanes), inputStride, state, stateIsZero: t == 0, next, stateStride, tiles);
            float* previous = state;
            state = next;
            next = previous;
        }

        _output.Multiply(state, stateStride, outputs, OutputSize * Tile.Lanes, tiles);
    }
}

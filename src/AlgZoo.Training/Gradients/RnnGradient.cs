using AlgZoo.Numerics;

namespace AlgZoo.Training;

/// <summary>
/// Backpropagation through time for the ReLU RNN. With a_t = W_hh h_{t-1} + W_hi x_t and h_t = ReLU(a_t), the deltas dL/da_t follow from the last to the first: W_oh^T dL/dlogits, then W_hh^T delta_{t+1}, each
/// where h_t is positive; the weights' gradients are outer products of deltas with states and inputs.
/// </summary>
internal sealed unsafe class RnnGradient : TileGradient
{
    // Tiles that go through the network together: their states and deltas should stay in the first-level cache.
    private const int FirstLevelCacheFloats = 8192;

    // Through longer sequences deltas can shrink to denormal numbers; those of the zoo are shorter.
    private const int StepsBetweenFlushes = 16;

    private readonly GradientKernels _kernels;
    private readonly int _hiddenSize;
    private readonly int _sequenceLength;
    private readonly int _outputSize;
    private readonly bool _hasScalarOutput;
    private readonly int _maximumTiles;
    private readonly PackedMatrix _recurrent;
    private readonly PackedMatrix _output;
    private readonly PackedMatrix _recurrentTransposed;
    private readonly PackedMatrix _outputTransposed;
    private readonly AlignedBuffer<float> _states;
    private readonly AlignedBuffer<float> _deltas;
    private readonly AlignedBuffer<float> _logits;
    private readonly AlignedBuffer<float> _sums;
    private readonly LossSums _lossSums = new();

    public RnnGradient(SequenceTask task, int hiddenSize, int sequenceLength, int maximumTiles, SimdPath path)
    {
        var tileKernels = TileKernels.For(path);
        _kernels = GradientKernels.For(path);
        _hiddenSize = hiddenSize;
        _sequenceLength = sequenceLength;
        _outputSize = task.OutputSize(sequenceLength);
        _hasScalarOutput = task is RegressionTask;
        int states = sequenceLength * hiddenSize * Tile.Lanes;
        _maximumTiles = Math.Clamp(FirstLevelCacheFloats / (2 * states), 1, maximumTiles);
        _recurrent = new(tileKernels, hiddenSize, hiddenSize, hasInput: true);
        _output = new(tileKernels, _outputSize, hiddenSize, hasInput: false);
        _recurrentTransposed = new(tileKernels, hiddenSize, hiddenSize, hasInput: false);
        _outputTransposed = new(tileKernels, hiddenSize, _outputSize, hasInput: false);
        _states = new(_maximumTiles * states);
        _deltas = new(_maximumTiles * states);
        _logits = new(_maximumTiles * _outputSize * Tile.Lanes);
        _sums = new(ParameterLayout.Rnn(hiddenSize, _outputSize).Count * OuterProducts.SumLanes);
    }

    public override TileSums Evaluate(float* parameters, float* inputs, int* labels, int tiles, float* gradient)
    {
        Pack(parameters);
        new Span<float>(_sums.Pointer, _sums.Length).Clear();
        _lossSums.Clear();
        for (int first = 0; first < tiles; first += _maximumTiles)
        {
            AddTiles(inputs + (first * _sequenceLength * Tile.Lanes), labels + (first * Tile.Lanes), Math.Min(_maximumTiles, tiles - first));
        }

        GradientKernels.AddLanes(_sums.Pointer, gradient, _sums.Length / OuterProducts.SumLanes);
        GC.KeepAlive(this);
        return _lossSums.Total();
    }

    private void Pack(float* parameters)
    {
        int d = _hiddenSize;
        float* recurrent = parameters + d;
        float* output = recurrent + (d * d);
        _recurrent.Pack(parameters, inputStride: 1, recurrent, rowStride: d, columnStride: 1);
        _output.Pack(output, rowStride: d, columnStride: 1);
        _recurrentTransposed.Pack(recurrent, rowStride: 1, columnStride: d);
        _outputTransposed.Pack(output, rowStride: 1, columnStride: d);
    }

    private void AddTiles(float* inputs, int* labels, int tiles)
    {
        int stateStride = _hiddenSize * Tile.Lanes;
        int sequenceStride = _sequenceLength * stateStride;
        int inputStride = _sequenceLength * Tile.Lanes;
        int outputStride = _outputSize * Tile.Lanes;
        float* states = _states.Pointer;
        float* deltas = _deltas.Pointer;
        float* logits = _logits.Pointer;
        float* lastStates = states + sequenceStride - stateStride;
        float* lastDeltas = deltas + sequenceStride - stateStride;

        for (int t = 0; t < _sequenceLength; t++)
        {
            float* state = states + (t * stateStride);
            _recurrent.MultiplyAndRectify(inputs + (t * Tile.Lanes), inputStride, state - stateStride, stateIsZero: t == 0, state, sequenceStride, tiles);
        }

        _output.Multiply(lastStates, sequenceStride, logits, outputStride, tiles);
        if (_hasScalarOutput)
        {
            _kernels.SquaredError(logits, (float*)labels, tiles, _lossSums.Losses);
        }
        else
        {
            _kernels.CrossEntropy(logits, _outputSize, labels, tiles, _lossSums.Losses, _lossSums.Hits);
        }

        _outputTransposed.MultiplyAndGate(logits, outputStride, lastDeltas, sequenceStride, lastStates, flush: false, tiles);
        for (int t = _sequenceLength - 2; t >= 0; t--)
        {
            float* delta = deltas + (t * stateStride);
            bool flush = (_sequenceLength - 1 - t) % StepsBetweenFlushes == 0;
            _recurrentTransposed.MultiplyAndGate(delta + stateStride, sequenceStride, delta, sequenceStride, states + (t * stateStride), flush, tiles);
        }

        float* inputSums = _sums.Pointer;
        float* recurrentSums = inputSums + (_hiddenSize * OuterProducts.SumLanes);
        float* outputSums = recurrentSums + (_hiddenSize * _hiddenSize * OuterProducts.SumLanes);
        _kernels.Add(new OuterProducts
        {
            Rows = deltas,
            RowCount = _hiddenSize,
            RowStepStride = stateStride,
            RowTileStride = sequenceStride,
            Columns = inputs,
            ColumnCount = 1,
            ColumnStepStride = Tile.Lanes,
            ColumnTileStride = inputStride,
            Steps = _sequenceLength,
            Tiles = tiles,
            Sums = inputSums,
        });
        _kernels.Add(new OuterProducts
        {
            Rows = deltas + stateStride,
            RowCount = _hiddenSize,
            RowStepStride = stateStride,
            RowTileStride = sequenceStride,
            Columns = states,
            ColumnCount = _hiddenSize,
            ColumnStepStride = stateStride,
            ColumnTileStride = sequenceStride,
            Steps = _sequenceLength - 1,
            Tiles = tiles,
            Sums = recurrentSums,
        });
        _kernels.Add(new OuterProducts
        {
            Rows = logits,
            RowCount = _outputSize,
            RowStepStride = 0,
            RowTileStride = outputStride,
            Columns = lastStates,
            ColumnCount = _hiddenSize,
            ColumnStepStride = 0,
            ColumnTileStride = sequenceStride,
            Steps = 1,
            Tiles = tiles,
            Sums = outputSums,
        });
    }
}

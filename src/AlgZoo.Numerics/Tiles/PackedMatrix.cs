using System.Runtime.CompilerServices;

namespace AlgZoo.Numerics;

/// <summary>
/// A weight matrix in the order in which the kernels read it: as many blocks of the largest size as fit, then at most one of each smaller size. The weights of a scalar input, or else the first column,
/// stand apart.
/// </summary>
internal sealed unsafe class PackedMatrix
{
    private readonly TileKernels _kernels;
    private readonly int _rows;
    private readonly int _stateColumns;
    private readonly AlignedBuffer<float> _weights;
    private readonly AlignedBuffer<float> _inputWeights;

    /// <summary>Makes room for a matrix.</summary>
    /// <param name="kernels">The kernels that read the matrix.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns, at least 1, the scalar input not counted.</param>
    /// <param name="hasInput">Whether there is a scalar input beside the state.</param>
    public PackedMatrix(TileKernels kernels, int rows, int columns, bool hasInput)
    {
        _kernels = kernels;
        _rows = rows;
        _stateColumns = hasInput ? columns : columns - 1;
        _weights = new(rows * _stateColumns);
        _inputWeights = new(rows);
    }

    /// <summary>Packs a matrix.</summary>
    /// <param name="kernels">The kernels that read the matrix.</param>
    /// <param name="matrix">Shape [rows, columns], row-major.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="inputWeights">Shape [rows]: weights of one scalar input; empty for none.</param>
    public PackedMatrix(TileKernels kernels, ReadOnlySpan<float> matrix, int columns, ReadOnlySpan<float> inputWeights = default)
        : this(kernels, matrix.Length / columns, columns, hasInput: !inputWeights.IsEmpty)
    {
        fixed (float* weights = matrix)
        fixed (float* ofInput = inputWeights)
        {
            if (inputWeights.IsEmpty)
            {
                Pack(weights, rowStride: columns, columnStride: 1);
            }
            else
            {
                Pack(ofInput, inputStride: 1, weights, rowStride: columns, columnStride: 1);
            }
        }
    }

    /// <summary>Packs a matrix without scalar input.</summary>
    public void Pack(float* matrix, int rowStride, int columnStride) => Pack(matrix, inputStride: rowStride, matrix + columnStride, rowStride, columnStride);

    /// <summary>Packs a matrix and the weights of its scalar input.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pack(float* inputWeights, int inputStride, float* matrix, int rowStride, int columnStride)
    {
        float* input = _inputWeights.Pointer;
        for (int row = 0; row < _rows; row++)
        {
            input[row] = inputWeights[row * inputStride];
        }

        float* weight = _weights.Pointer;
        for (int firstRow = 0, size = _kernels.RowsPerBlock; firstRow < _rows; size /= 2)
        {
            for (; firstRow + size <= _rows; firstRow += size)
            {
                for (int column = 0; column < _stateColumns; column++)
                {
                    float* source = matrix + (firstRow * rowStride) + (column * columnStride);
                    for (float* end = weight + size; weight < end; source += rowStride)
                    {
                        *weight++ = *source;
                    }
                }
            }
        }

        GC.KeepAlive(_inputWeights);
        GC.KeepAlive(_weights);
    }

    /// <summary>next = matrix * state, tile by tile.</summary>
    public void Multiply(float* state, int stateStride, float* next, int nextStride, int tiles) =>
        Apply(Activation.Identity, state, stateStride, state + Tile.Lanes, stateStride, _stateColumns, next, nextStride, gates: null, tiles);

    /// <summary>next = matrix * state where the gate is positive, else zero, tile by tile. The gates lie like the results. Flushing, results below 1e-18 become zero.</summary>
    public void MultiplyAndGate(float* state, int stateStride, float* next, int nextStride, float* gates, bool flush, int tiles) =>
        Apply(flush ? Activation.FlushingGate : Activation.Gate, state, stateStride, state + Tile.Lanes, stateStride, _stateColumns, next, nextStride, gates, tiles);

    /// <summary>next = ReLU(inputWeights * input + matrix * state), tile by tile; without the matrix where the state is zero.</summary>
    public void MultiplyAndRectify(float* input, int inputStride, float* state, bool stateIsZero, float* next, int stateStride, int tiles) =>
        Apply(Activation.Relu, input, inputStride, state, stateStride, stateIsZero ? 0 : _stateColumns, next, stateStride, gates: null, tiles);

    private void Apply(
        Activation activation, float* input, int inputStride, float* state, int stateStride, int columns, float* next, int nextStride, float* gates, int tiles)
    {
        for (int firstRow = 0, size = _kernels.RowsPerBlock; firstRow < _rows; size /= 2)
        {
            int blocks = (_rows - firstRow) / size;
            if (blocks > 0)
            {
                _kernels.Affine(
                    size,
                    activation,
                    new AffineRows
                    {
                        Weights = _weights.Pointer + (firstRow * _stateColumns),
                        InputWeights = _inputWeights.Pointer + firstRow,
                        Blocks = blocks,
                        PackedColumns = _stateColumns,
                        Columns = columns,
                        Input = input,
                        InputStride = inputStride,
                        State = state,
                        StateStride = stateStride,
                        Next = next + (firstRow * Tile.Lanes),
                        NextStride = nextStride,
                        Gates = gates + (firstRow * Tile.Lanes),
                        Tiles = tiles,
                    });
                firstRow += blocks * size;
            }
        }

        GC.KeepAlive(_weights);
        GC.KeepAlive(_inputWeights);
    }
}

namespace AlgZoo.Numerics;

/// <summary>A weight matrix in the order in which the kernels read it: as many blocks of the largest size as fit, then at most one of each smaller size.</summary>
internal sealed unsafe class PackedMatrix
{
    private readonly TileKernels _kernels;
    private readonly int _rows;
    private readonly int _columns;
    private readonly AlignedBuffer<float> _weights;
    private readonly AlignedBuffer<float> _inputWeights;
    private readonly AlignedBuffer<float> _zeroInput = new(Tile.Lanes);

    /// <summary>Packs a matrix.</summary>
    /// <param name="kernels">The kernels that read the matrix.</param>
    /// <param name="matrix">Shape [rows, columns], row-major.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="inputWeights">Shape [rows]: weights of one scalar input; empty for none.</param>
    public PackedMatrix(TileKernels kernels, ReadOnlySpan<float> matrix, int columns, ReadOnlySpan<float> inputWeights = default)
    {
        _kernels = kernels;
        _columns = columns;
        _rows = matrix.Length / columns;
        _weights = new(matrix.Length);
        _inputWeights = new(_rows);
        inputWeights.CopyTo(new Span<float>(_inputWeights.Pointer, _rows));
        float* weight = _weights.Pointer;
        for (int firstRow = 0, size = kernels.RowsPerBlock; firstRow < _rows; size /= 2)
        {
            for (; firstRow + size <= _rows; firstRow += size)
            {
                for (int column = 0; column < columns; column++)
                {
                    for (int row = firstRow; row < firstRow + size; row++)
                    {
                        *weight++ = matrix[(row * columns) + column];
                    }
                }
            }
        }

        GC.KeepAlive(_weights);
    }

    /// <summary>next = matrix * state, tile by tile.</summary>
    public void Multiply(float* state, int stateStride, float* next, int nextStride, int tiles)
    {
        Apply(rectify: false, _zeroInput.Pointer, inputStride: 0, state, stateStride, _columns, next, nextStride, tiles);
        GC.KeepAlive(_zeroInput);
    }

    /// <summary>next = ReLU(inputWeights * input + matrix * state), tile by tile; without the matrix where the state is zero.</summary>
    public void MultiplyAndRectify(float* input, int inputStride, float* state, bool stateIsZero, float* next, int stateStride, int tiles) =>
        Apply(rectify: true, input, inputStride, state, stateStride, stateIsZero ? 0 : _columns, next, stateStride, tiles);

    private void Apply(bool rectify, float* input, int inputStride, float* state, int stateStride, int columns, float* next, int nextStride, int tiles)
    {
        for (int firstRow = 0, size = _kernels.RowsPerBlock; firstRow < _rows; size /= 2)
        {
            int blocks = (_rows - firstRow) / size;
            if (blocks > 0)
            {
                _kernels.Affine(
                    size,
                    rectify,
                    new AffineRows
                    {
                        Weights = _weights.Pointer + (firstRow * _columns),
                        InputWeights = _inputWeights.Pointer + firstRow,
                        Blocks = blocks,
                        PackedColumns = _columns,
                        Columns = columns,
                        Input = input,
                        InputStride = inputStride,
                        State = state,
                        StateStride = stateStride,
                        Next = next + (firstRow * Tile.Lanes),
                        NextStride = nextStride,
                        Tiles = tiles,
                    });
                firstRow += blocks * size;
            }
        }

        GC.KeepAlive(_weights);
        GC.KeepAlive(_inputWeights);
    }
}

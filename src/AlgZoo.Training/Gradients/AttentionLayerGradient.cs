using AlgZoo.Numerics;

namespace AlgZoo.Training;

/// <summary>
/// One attention layer, forward and backward. With scores s_iᵀQᵀK s_j / √d and update O V Σ_j p_ij s_j it needs two d x d matrices only: M = KᵀQ / √d gives queries M s_i to be compared with the residual
/// stream itself, and N = O V turns mixtures of the stream into updates. The gradients of Q, K, V and O follow from those of M and N once a batch.
/// </summary>
internal sealed unsafe class AttentionLayerGradient
{
    private readonly TransformerKernels _kernels;
    private readonly GradientKernels _gradientKernels;
    private readonly int _hiddenSize;
    private readonly int _queryCount;
    private readonly int _firstQuery;
    private readonly float _scale;
    private readonly AlignedBuffer<float> _queryMatrix;
    private readonly AlignedBuffer<float> _updateMatrix;
    private readonly AlignedBuffer<float> _matrixGradient;
    private readonly AlignedBuffer<float> _transpose;
    private readonly AlignedBuffer<float> _queryMatrixSums;
    private readonly AlignedBuffer<float> _updateMatrixSums;
    private readonly AlignedBuffer<float> _queries;
    private readonly AlignedBuffer<float> _probabilities;
    private readonly AlignedBuffer<float> _mixtures;
    private readonly AlignedBuffer<float> _queryGradient;
    private readonly AlignedBuffer<float> _scoreGradient;
    private readonly AlignedBuffer<float> _mixtureGradient;

    /// <summary>Allocates the workspace of a layer.</summary>
    /// <param name="kernels">Kernels for the sizes that follow.</param>
    /// <param name="gradientKernels">Kernels of the same width.</param>
    /// <param name="hiddenSize">Hidden size d.</param>
    /// <param name="sequenceLength">Sequence length n.</param>
    /// <param name="queryCount">The last positions that are queried: n, or 1 in the last layer.</param>
    public AttentionLayerGradient(TransformerKernels kernels, GradientKernels gradientKernels, int hiddenSize, int sequenceLength, int queryCount)
    {
        _kernels = kernels;
        _gradientKernels = gradientKernels;
        _hiddenSize = hiddenSize;
        _queryCount = queryCount;
        _firstQuery = sequenceLength - queryCount;
        _scale = (float)(1 / Math.Sqrt(hiddenSize));
        int weights = hiddenSize * hiddenSize;
        _queryMatrix = new(weights);
        _updateMatrix = new(weights);
        _matrixGradient = new(weights);
        _transpose = new(weights);
        _queryMatrixSums = new(weights * OuterProducts.SumLanes);
        _updateMatrixSums = new(weights * OuterProducts.SumLanes);
        int vectors = queryCount * hiddenSize * Tile.Lanes;
        int scores = queryCount * sequenceLength * Tile.Lanes;
        _queries = new(vectors);
        _probabilities = new(scores);
        _mixtures = new(vectors);
        _queryGradient = new(vectors);
        _scoreGradient = new(scores);
        _mixtureGradient = new(vectors);
    }

    /// <summary>Number of a layer's parameters: Q, K, V and O, one after the other, each row-major.</summary>
    public static int ParameterCount(int hiddenSize) => 4 * hiddenSize * hiddenSize;

    /// <summary>Merges the weights and forgets the sums over earlier tiles.</summary>
    public void Begin(float* parameters)
    {
        var weights = new Weights(parameters, _hiddenSize);
        SmallMatrices.Multiply(weights.Key.Transposed, weights.Query.First, _scale, _queryMatrix.Pointer);
        SmallMatrices.Multiply(weights.Output, weights.Value.First, 1, _updateMatrix.Pointer);
        new Span<float>(_queryMatrixSums.Pointer, _queryMatrixSums.Length).Clear();
        new Span<float>(_updateMatrixSums.Pointer, _updateMatrixSums.Length).Clear();
    }

    /// <summary>Evaluates a tile and keeps what the backward pass needs.</summary>
    /// <param name="stream">Shape [n][d][lanes].</param>
    /// <param name="next">Shape [queries][d][lanes]: receives the stream after the layer.</param>
    public void Forward(float* stream, float* next)
    {
        float* queried = Queried(stream);
        _kernels.Multiply(QueryMatrix, queried, addends: null, _queries.Pointer, _queryCount);
        _kernels.Attend(Pass(stream));
        _kernels.Multiply(UpdateMatrix, _mixtures.Pointer, queried, next, _queryCount);
    }

    /// <summary>Goes back through the last tile of <see cref="Forward"/>.</summary>
    /// <param name="stream">The stream before the layer.</param>
    /// <param name="gradient">Shape [n][d][lanes]: the gradient of the stream after the layer, zero where it is not queried; becomes that of the stream before the layer.</param>
    public void Backward(float* stream, float* gradient)
    {
        float* queried = Queried(stream);
        float* queriedGradient = Queried(gradient);
        AddOuterProducts(queriedGradient, _mixtures.Pointer, _updateMatrixSums.Pointer);
        _kernels.Multiply(UpdateMatrix.Transposed, queriedGradient, addends: null, _mixtureGradient.Pointer, _queryCount);
        _kernels.AttendBackward(Pass(stream), _mixtureGradient.Pointer, _scoreGradient.Pointer, _queryGradient.Pointer, gradient);
        AddOuterProducts(_queryGradient.Pointer, queried, _queryMatrixSums.Pointer);
        _kernels.Multiply(QueryMatrix.Transposed, _queryGradient.Pointer, queriedGradient, queriedGradient, _queryCount);
    }

    /// <summary>Writes the gradient of the layer's parameters, summed over the tiles since <see cref="Begin"/>.</summary>
    public void End(float* parameters, float* gradient)
    {
        var weights = new Weights(parameters, _hiddenSize);
        var gradients = new Weights(gradient, _hiddenSize);
        float* matrixGradient = _matrixGradient.Pointer;
        float* transpose = _transpose.Pointer;

        GradientKernels.AddLanes(_queryMatrixSums.Pointer, matrixGradient, _hiddenSize * _hiddenSize);
        SmallMatrices.Transpose(matrixGradient, _hiddenSize, transpose);
        SmallMatrices.Multiply(weights.Key, matrixGradient, _scale, gradients.Query.First);
        SmallMatrices.Multiply(weights.Query, transpose, _scale, gradients.Key.First);

        GradientKernels.AddLanes(_updateMatrixSums.Pointer, matrixGradient, _hiddenSize * _hiddenSize);
        SmallMatrices.Transpose(weights.Value.First, _hiddenSize, transpose);
        SmallMatrices.Multiply(weights.Output.Transposed, matrixGradient, 1, gradients.Value.First);
        SmallMatrices.Multiply(new MatrixView(matrixGradient, _hiddenSize, _hiddenSize), transpose, 1, gradients.Output.First);
    }

    private MatrixView QueryMatrix => new(_queryMatrix.Pointer, _hiddenSize, _hiddenSize);

    private MatrixView UpdateMatrix => new(_updateMatrix.Pointer, _hiddenSize, _hiddenSize);

    private float* Queried(float* stream) => stream + (_firstQuery * _hiddenSize * Tile.Lanes);

    private void AddOuterProducts(float* rows, float* columns, float* sums) => _gradientKernels.Add(new OuterProducts
    {
        Rows = rows,
        RowCount = _hiddenSize,
        RowStepStride = _hiddenSize * Tile.Lanes,
        RowTileStride = 0,
        Columns = columns,
        ColumnCount = _hiddenSize,
        ColumnStepStride = _hiddenSize * Tile.Lanes,
        ColumnTileStride = 0,
        Steps = _queryCount,
        Tiles = 1,
        Sums = sums,
    });

    private AttentionPass Pass(float* stream) => new()
    {
        QueryCount = _queryCount,
        Stream = stream,
        Queries = _queries.Pointer,
        Probabilities = _probabilities.Pointer,
        Mixtures = _mixtures.Pointer,
    };

    private readonly struct Weights(float* first, int hiddenSize)
    {
        public MatrixView Query => At(0);

        public MatrixView Key => At(1);

        public MatrixView Value => At(2);

        public MatrixView Output => At(3);

        private MatrixView At(int index) => new(first + (index * hiddenSize * hiddenSize), hiddenSize, hiddenSize);
    }
}

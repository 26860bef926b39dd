using AlgZoo.Numerics;

namespace AlgZoo.Training;

/// <summary>Cross-entropy of an attention-only transformer and its gradient. Only the last position of the last layer is evaluated.</summary>
internal sealed unsafe class TransformerGradient : TileGradient
{
    private readonly TransformerKernels _kernels;
    private readonly GradientKernels _gradientKernels;
    private readonly int _sequenceLength;
    private readonly int _hiddenSize;
    private readonly AttentionLayerGradient[] _layers;
    private readonly AlignedBuffer<float>[] _streams;
    private readonly AlignedBuffer<float> _result;
    private readonly AlignedBuffer<float> _logits;
    private readonly AlignedBuffer<float> _streamGradient;
    private readonly AlignedBuffer<float> _embeddingSums;
    private readonly AlignedBuffer<float> _positionEmbeddingSums;
    private readonly AlignedBuffer<float> _unembeddingSums;
    private readonly LossSums _lossSums = new();

    /// <summary>Allocates the workspace.</summary>
    /// <param name="hiddenSize">Hidden size d.</param>
    /// <param name="sequenceLength">Sequence length n, at most <see cref="AttentionTransformer.MaximumSize"/>.</param>
    /// <param name="layers">Attention layers, at least 1.</param>
    /// <param name="path">Vectors to use.</param>
    public TransformerGradient(int hiddenSize, int sequenceLength, int layers, SimdPath path)
    {
        _kernels = TransformerKernels.Create(path, sequenceLength, hiddenSize);
        _gradientKernels = GradientKernels.For(path);
        _sequenceLength = sequenceLength;
        _hiddenSize = hiddenSize;
        int stream = sequenceLength * hiddenSize * Tile.Lanes;
        int sums = sequenceLength * hiddenSize * OuterProducts.SumLanes;
        _layers = [.. Enumerable.Range(1, layers).Select(i => new AttentionLayerGradient(_kernels, _gradientKernels, hiddenSize, sequenceLength, queryCount: i < layers ? sequenceLength : 1))];
        _streams = [.. _layers.Select(_ => new AlignedBuffer<float>(stream))];
        _result = new(hiddenSize * Tile.Lanes);
        _logits = new(sequenceLength * Tile.Lanes);
        _streamGradient = new(stream);
        _embeddingSums = new(sums);
        _positionEmbeddingSums = new(sums);
        _unembeddingSums = new(sums);
    }

    private int EmbeddingSize => _sequenceLength * _hiddenSize;

    private int UnembeddingOffset => LayerOffset(_layers.Length);

    /// <inheritdoc/>
    public override TileSums Evaluate(float* parameters, float* inputs, int* labels, int tiles, float* gradient)
    {
        Begin(parameters);
        for (int tile = 0; tile < tiles; tile++)
        {
            float* tokens = inputs + (tile * _sequenceLength * Tile.Lanes);
            _kernels.Embed(tokens, parameters, parameters + EmbeddingSize, _streams[0].Pointer);
            EvaluateTile(parameters + UnembeddingOffset, labels + (tile * Tile.Lanes));
            _kernels.AccumulateEmbeddings(tokens, _streamGradient.Pointer, _embeddingSums.Pointer, _positionEmbeddingSums.Pointer);
        }

        End(parameters, gradient);
        GC.KeepAlive(this);
        return _lossSums.Total();
    }

    private void Begin(float* parameters)
    {
        for (int i = 0; i < _layers.Length; i++)
        {
            _layers[i].Begin(parameters + LayerOffset(i));
        }

        Clear(_embeddingSums);
        Clear(_positionEmbeddingSums);
        Clear(_unembeddingSums);
        _lossSums.Clear();
    }

    private void End(float* parameters, float* gradient)
    {
        GradientKernels.AddLanes(_embeddingSums.Pointer, gradient, EmbeddingSize);
        GradientKernels.AddLanes(_positionEmbeddingSums.Pointer, gradient + EmbeddingSize, EmbeddingSize);
        for (int i = 0; i < _layers.Length; i++)
        {
            _layers[i].End(parameters + LayerOffset(i), gradient + LayerOffset(i));
        }

        GradientKernels.AddLanes(_unembeddingSums.Pointer, gradient + UnembeddingOffset, EmbeddingSize);
    }

    private int LayerOffset(int layer) => (2 * EmbeddingSize) + (layer * AttentionLayerGradient.ParameterCount(_hiddenSize));

    // From the embedded tile to the loss and back.
    private void EvaluateTile(float* unembedding, int* labels)
    {
        int last = _layers.Length - 1;
        for (int i = 0; i <= last; i++)
        {
            _layers[i].Forward(_streams[i].Pointer, i < last ? _streams[i + 1].Pointer : _result.Pointer);
        }

        var unembeddingMatrix = new MatrixView(unembedding, _sequenceLength, _hiddenSize);
        float* logits = _logits.Pointer;
        _kernels.Multiply(unembeddingMatrix, _result.Pointer, addends: null, logits, count: 1);
        _gradientKernels.CrossEntropy(logits, _sequenceLength, labels, tiles: 1, _lossSums.Losses, _lossSums.Hits);

        Clear(_streamGradient);
        float* resultGradient = _streamGradient.Pointer + ((_sequenceLength - 1) * _hiddenSize * Tile.Lanes);
        AddUnembeddingGradient();
        _kernels.Multiply(unembeddingMatrix.Transposed, logits, addends: null, resultGradient, count: 1);
        for (int i = last; i >= 0; i--)
        {
            _layers[i].Backward(_streams[i].Pointer, _streamGradient.Pointer);
        }
    }

    private void AddUnembeddingGradient() => _gradientKernels.Add(new OuterProducts
    {
        Rows = _logits.Pointer,
        RowCount = _sequenceLength,
        RowStepStride = 0,
        RowTileStride = 0,
        Columns = _result.Pointer,
        ColumnCount = _hiddenSize,
        ColumnStepStride = 0,
        ColumnTileStride = 0,
        Steps = 1,
        Tiles = 1,
        Sums = _unembeddingSums.Pointer,
    });

    private static void Clear(AlignedBuffer<float> buffer) => new Span<float>(buffer.Pointer, buffer.Length).Clear();
}

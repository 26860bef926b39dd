using AlgZoo.Numerics;

namespace AlgZoo.Training;

/// <summary>Cross-entropy of an attention-only transformer and its gradient. Only the last position of the last layer is evaluated.</summary>
internal sealed unsafe class TransformerGradient : TileGradient
{
    private readonly TransformerKernels _kernels;
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
    private readonly AlignedBuffer<float> _exponentialSums = new(Tile.Lanes);
    private readonly AlignedBuffer<float> _margins = new(Tile.Lanes);
    private readonly AlignedBuffer<int> _hits = new(Tile.Lanes);

    /// <summary>Allocates the workspace.</summary>
    /// <param name="hiddenSize">Hidden size d.</param>
    /// <param name="sequenceLength">Sequence length n, at most <see cref="AttentionTransformer.MaximumSize"/>.</param>
    /// <param name="layers">Attention layers, at least 1.</param>
    /// <param name="path">Vectors to use.</param>
    public TransformerGradient(int hiddenSize, int sequenceLength, int layers, SimdPath path)
    {
        _kernels = TransformerKernels.Create(path, sequenceLength, hiddenSize);
        _sequenceLength = sequenceLength;
        _hiddenSize = hiddenSize;
        int stream = sequenceLength * hiddenSize * Tile.Lanes;
        _layers = [.. Enumerable.Range(1, layers).Select(i => new AttentionLayerGradient(_kernels, hiddenSize, sequenceLength, queryCount: i < layers ? sequenceLength : 1))];
        _streams = [.. _layers.Select(_ => new AlignedBuffer<float>(stream))];
        _result = new(hiddenSize * Tile.Lanes);
        _logits = new(sequenceLength * Tile.Lanes);
        _streamGradient = new(stream);
        _embeddingSums = new(stream);
        _positionEmbeddingSums = new(stream);
        _unembeddingSums = new(stream);
    }

    /// <inheritdoc/>
    public override TileSums Evaluate(float* parameters, float* inputs, int* labels, int tiles, float* gradient)
    {
        int weights = _sequenceLength * _hiddenSize;
        float* embedding = parameters;
        float* positionEmbedding = embedding + weights;
        float* firstLayer = positionEmbedding + weights;
        int perLayer = _layers[0].ParameterCount;
        float* unembedding = firstLayer + (_layers.Length * perLayer);
        for (int i = 0; i < _layers.Length; i++)
        {
            _layers[i].Begin(firstLayer + (i * perLayer));
        }

        Clear(_embeddingSums);
        Clear(_positionEmbeddingSums);
        Clear(_unembeddingSums);
        new Span<int>(_hits.Pointer, _hits.Length).Clear();
        double loss = 0;
        for (int tile = 0; tile < tiles; tile++)
        {
            float* tokens = inputs + (tile * _sequenceLength * Tile.Lanes);
            _kernels.Embed(tokens, embedding, positionEmbedding, _streams[0].Pointer);
            loss += EvaluateTile(unembedding, labels + (tile * Tile.Lanes));
            _kernels.AccumulateEmbeddings(tokens, _streamGradient.Pointer, _embeddingSums.Pointer, _positionEmbeddingSums.Pointer);
        }

        LaneSums.Evaluate(_embeddingSums.Pointer, weights, gradient);
        LaneSums.Evaluate(_positionEmbeddingSums.Pointer, weights, gradient + weights);
        for (int i = 0; i < _layers.Length; i++)
        {
            int offset = (2 * weights) + (i * perLayer);
            _layers[i].End(parameters + offset, gradient + offset);
        }

        LaneSums.Evaluate(_unembeddingSums.Pointer, weights, gradient + (unembedding - parameters));
        long hits = 0;
        foreach (int count in new ReadOnlySpan<int>(_hits.Pointer, _hits.Length))
        {
            hits += count;
        }

        GC.KeepAlive(this);
        return new(loss, hits);
    }

    // From the embedded tile to the loss and back.
    private double EvaluateTile(float* unembedding, int* labels)
    {
        int last = _layers.Length - 1;
        for (int i = 0; i <= last; i++)
        {
            _layers[i].Forward(_streams[i].Pointer, i < last ? _streams[i + 1].Pointer : _result.Pointer);
        }

        var unembeddingMatrix = new MatrixView(unembedding, _sequenceLength, _hiddenSize);
        float* logits = _logits.Pointer;
        _kernels.Multiply(unembeddingMatrix, _result.Pointer, addends: null, logits, count: 1);
        _kernels.CrossEntropy(logits, labels, _exponentialSums.Pointer, _margins.Pointer, _hits.Pointer);

        Clear(_streamGradient);
        float* resultGradient = _streamGradient.Pointer + ((_sequenceLength - 1) * _hiddenSize * Tile.Lanes);
        _kernels.AccumulateOuterProducts(logits, _sequenceLength, _result.Pointer, _hiddenSize, count: 1, _unembeddingSums.Pointer);
        _kernels.Multiply(unembeddingMatrix.Transposed, logits, addends: null, resultGradient, count: 1);
        for (int i = last; i >= 0; i--)
        {
            _layers[i].Backward(_streams[i].Pointer, _streamGradient.Pointer);
        }

        return Loss();
    }

    // The logarithm of the product of the lanes' sums, each between 1 and n.
    private double Loss()
    {
        double product = 1;
        double margin = 0;
        for (int lane = 0; lane < Tile.Lanes; lane++)
        {
            product *= _exponentialSums.Pointer[lane];
            margin += _margins.Pointer[lane];
        }

        return PortableMath.Log(product) + margin;
    }

    private static void Clear(AlignedBuffer<float> buffer) => new Span<float>(buffer.Pointer, buffer.Length).Clear();
}

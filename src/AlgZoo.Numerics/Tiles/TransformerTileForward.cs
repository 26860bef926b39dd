namespace AlgZoo.Numerics;

/// <summary>The attention-only transformer on tiles. The positions of a sequence are the tiles of the kernels; the last layer is evaluated at the last position only.</summary>
internal sealed unsafe class TransformerTileForward : TileForward
{
    private readonly int _hiddenSize;
    private readonly float[] _embedding;
    private readonly float[] _positionEmbedding;
    private readonly Layer[] _layers;
    private readonly PackedMatrix _unembedding;
    private readonly TileKernels _kernels;

    public TransformerTileForward(AttentionTransformer model, TileKernels kernels)
        : base(model, workspaceRows: (model.SequenceLength * ((4 * model.HiddenSize) + 1)) + (2 * model.HiddenSize))
    {
        _kernels = kernels;
        _hiddenSize = model.HiddenSize;
        _embedding = model.Embedding.ToArray();
        _positionEmbedding = model.PositionEmbedding.ToArray();
        _layers = [.. model.Layers.Select(layer => new Layer(layer, model.HiddenSize, kernels))];
        _unembedding = new(kernels, model.Unembedding, model.HiddenSize);
    }

    public override void Evaluate(float* inputs, float* outputs, int tiles, float* workspace)
    {
        for (int tile = 0; tile < tiles; tile++)
        {
            EvaluateTile(inputs + (tile * SequenceLength * Tile.Lanes), outputs + (tile * OutputSize * Tile.Lanes), workspace);
        }
    }

    private void EvaluateTile(float* tokens, float* outputs, float* workspace)
    {
        int stride = _hiddenSize * Tile.Lanes;
        int n = SequenceLength;
        float* stream = workspace;
        float* queries = stream + (n * stride);
        float* keysAndValues = queries + (n * stride);
        float* mixture = keysAndValues + (2 * n * stride);
        float* update = mixture + stride;
        float* scores = update + stride;
        Embed(tokens, stream);
        for (int l = 0; l < _layers.Length; l++)
        {
            var layer = _layers[l];
            int first = l == _layers.Length - 1 ? n - 1 : 0;
            layer.Queries.Multiply(stream + (first * stride), stride, queries + (first * stride), stride, n - first);
            layer.KeysAndValues.Multiply(stream, stride, keysAndValues, 2 * stride, n);
            for (int position = first; position < n; position++)
            {
                _kernels.Attend(queries + (position * stride), keysAndValues, _hiddenSize, n, scores, mixture);
                layer.Output.Multiply(mixture, stride, update, stride, tiles: 1);
                _kernels.Accumulate(stream + (position * stride), update, _hiddenSize);
            }
        }

        _unembedding.Multiply(stream + ((n - 1) * stride), stride, outputs, OutputSize * Tile.Lanes, tiles: 1);
    }

    private void Embed(float* tokens, float* stream)
    {
        for (int position = 0; position < SequenceLength; position++)
        {
            var here = _positionEmbedding.AsSpan(position * _hiddenSize, _hiddenSize);
            for (int lane = 0; lane < Tile.Lanes; lane++)
            {
                int token = Tokens.Parse(tokens[(position * Tile.Lanes) + lane], position, SequenceLength);
                var embedded = _embedding.AsSpan(token * _hiddenSize, _hiddenSize);
                float* destination = stream + (position * _hiddenSize * Tile.Lanes) + lane;
                for (int i = 0; i < here.Length; i++)
                {
                    destination[i * Tile.Lanes] = embedded[i] + here[i];
                }
            }
        }
    }

    private sealed class Layer
    {
        public Layer(AttentionLayer layer, int hiddenSize, TileKernels kernels)
        {
            // The scores' scale is folded into the queries.
            float[] query = layer.Query.ToArray();
            foreach (ref float weight in query.AsSpan())
            {
                weight = (float)(weight / Math.Sqrt(hiddenSize));
            }

            Queries = new(kernels, query, hiddenSize);
            KeysAndValues = new(kernels, [.. layer.Key, .. layer.Value], hiddenSize);
            Output = new(kernels, layer.Output, hiddenSize);
        }

        public PackedMatrix Queries { get; }

        public PackedMatrix KeysAndValues { get; }

        public PackedMatrix Output { get; }
    }
}

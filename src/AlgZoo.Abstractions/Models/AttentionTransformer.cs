namespace AlgZoo;

/// <summary>
/// An attention-only transformer over tokens: s = embed[x] + pos_embed[position]; for each layer s += attention(s) with one head and neither bias, mask, layer norm nor MLP;
/// logits = unembed · s[last position]. Attention scores are scaled by 1/sqrt(d).
/// </summary>
/// <remarks>
/// <see cref="Model.ForwardFlops"/>, with the queries' scale folded into the weights and the last layer evaluated at the last position only: nd for the embeddings; keys and values 2nd(2d-1) a layer; and
/// for each of q query positions (n, in the last layer 1) the query d(2d-1), n scores of 2d-1, a softmax of n exponentials at 16, n-1 sums and n divisions, the weighted values d(2n-1), the projection
/// d(2d-1) and the residual d; then the logits o(2d-1).
/// </remarks>
public sealed class AttentionTransformer : Model
{
    /// <summary>AlgZoo's name of the token embedding.</summary>
    public const string EmbeddingName = "embed.weight";

    /// <summary>AlgZoo's name of the position embedding.</summary>
    public const string PositionEmbeddingName = "pos_embed.weight";

    /// <summary>AlgZoo's name of the unembedding.</summary>
    public const string UnembeddingName = "unembed.weight";

    /// <summary>Largest hidden size and sequence length that are accepted.</summary>
    public const int MaximumSize = 256;

    /// <summary>Largest number of layers that is accepted.</summary>
    public const int MaximumLayers = 16;

    internal const string ArchitectureName = "attention-transformer";

    private readonly WeightTensor _embedding;
    private readonly WeightTensor _positionEmbedding;
    private readonly WeightTensor _unembedding;

    /// <summary>Creates a model from its tensors; the shapes decide d, n and the number of layers.</summary>
    /// <param name="tensors">
    /// <c>embed.weight</c> [n, d], <c>pos_embed.weight</c> [n, d], for each layer i <c>attns.i.in_proj_weight</c> [3d, d] and <c>attns.i.out_proj.weight</c> [d, d],
    /// and <c>unembed.weight</c> [n, d], in any order.
    /// </param>
    /// <exception cref="ArgumentException">A tensor is missing, superfluous or of another shape, or a size is above its limit.</exception>
    public AttentionTransformer(IEnumerable<WeightTensor> tensors)
        : this(Arrange(tensors))
    {
    }

    private AttentionTransformer(WeightTensor[] arranged)
        : base(arranged[0].Shape[1], arranged[1].Shape[0], arranged[^1].Shape[0], arranged)
    {
        (_embedding, _positionEmbedding, _unembedding) = (arranged[0], arranged[1], arranged[^1]);
        Layers = [.. Enumerable.Range(0, (arranged.Length - 3) / 2).Select(i => new AttentionLayer(arranged[2 + (2 * i)], arranged[3 + (2 * i)]))];
    }

    /// <inheritdoc/>
    public override string Architecture => ArchitectureName;

    /// <summary>Token embedding, shape [n, d], row-major: one row per token.</summary>
    public ReadOnlySpan<float> Embedding => _embedding.Values;

    /// <summary>Position embedding, shape [n, d], row-major: one row per position.</summary>
    public ReadOnlySpan<float> PositionEmbedding => _positionEmbedding.Values;

    /// <summary>The attention layers, first to last; at least one.</summary>
    public IReadOnlyList<AttentionLayer> Layers { get; }

    /// <summary>Unembedding, shape [n, d], row-major: one row per logit.</summary>
    public ReadOnlySpan<float> Unembedding => _unembedding.Values;

    /// <summary>AlgZoo's name of a layer's packed query, key and value weights.</summary>
    /// <param name="layer">Zero-based layer.</param>
    /// <returns><c>attns.{layer}.in_proj_weight</c>.</returns>
    public static string InProjectionName(int layer) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"attns.{layer}.in_proj_weight");

    /// <summary>AlgZoo's name of a layer's output projection.</summary>
    /// <param name="layer">Zero-based layer.</param>
    /// <returns><c>attns.{layer}.out_proj.weight</c>.</returns>
    public static string OutProjectionName(int layer) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"attns.{layer}.out_proj.weight");

    /// <inheritdoc/>
    public override Model WithTensors(IEnumerable<WeightTensor> tensors)
    {
        var model = new AttentionTransformer(tensors);
        return model.HiddenSize == HiddenSize && model.SequenceLength == SequenceLength && model.Layers.Count == Layers.Count
            ? model
            : throw new ArgumentException(
                $"The tensors are those of a model of hidden size {model.HiddenSize}, sequence length {model.SequenceLength} and {model.Layers.Count} layers, not {HiddenSize}, {SequenceLength} and {Layers.Count}.", nameof(tensors));
    }

    private protected override OperationCounts CountForwardOperations()
    {
        long d = HiddenSize;
        long n = SequenceLength;
        long queries = ((Layers.Count - 1) * n) + 1;
        var embedding = OperationCounts.Of((OperationClass.AddSingle, n * d));
        var keyAndValue = Products(2 * d, d);
        var query = Products(d, d) + Products(n, d) + Softmax(n) + Products(d, n) + Products(d, d) + OperationCounts.Of((OperationClass.AddSingle, d));
        return embedding + (keyAndValue * (Layers.Count * n)) + (query * queries) + Products(OutputSize, d);
    }

    // Inner products of a number of terms.
    private static OperationCounts Products(long count, long terms) =>
        OperationCounts.Of((OperationClass.MultiplySingle, count * terms), (OperationClass.AddSingle, count * (terms - 1)));

    private static OperationCounts Softmax(long scores) =>
        OperationCounts.Of((OperationClass.TranscendentalSingle, scores), (OperationClass.AddSingle, scores - 1), (OperationClass.DivideSingle, scores));

    private static WeightTensor[] Arrange(IEnumerable<WeightTensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        WeightTensor[] all = [.. tensors];
        var embedding = Find(all, EmbeddingName);
        var positionEmbedding = Find(all, PositionEmbeddingName);
        var unembedding = Find(all, UnembeddingName);
        EnsureMatrix(positionEmbedding);
        int n = positionEmbedding.Shape[0];
        int d = positionEmbedding.Shape[1];
        if (Math.Max(n, d) > MaximumSize)
        {
            throw new ArgumentException($"Hidden size {d} and sequence length {n} must not be above {MaximumSize}.", nameof(tensors));
        }

        int layers = (all.Length - 3) / 2;
        if (layers is < 1 or > MaximumLayers)
        {
            throw new ArgumentException($"The model has {layers} attention layers; 1 to {MaximumLayers} are supported.", nameof(tensors));
        }

        EnsureShape(embedding, n, d);
        EnsureShape(unembedding, n, d);
        var arranged = new List<WeightTensor> { embedding, positionEmbedding };
        for (int layer = 0; layer < layers; layer++)
        {
            var inProjection = Find(all, InProjectionName(layer));
            var outProjection = Find(all, OutProjectionName(layer));
            EnsureShape(inProjection, 3 * d, d);
            EnsureShape(outProjection, d, d);
            arranged.Add(inProjection);
            arranged.Add(outProjection);
        }

        arranged.Add(unembedding);
        EnsureNoOthers(all, arranged.Count);
        return [.. arranged];
    }
}

/// <summary>The weights of one attention layer with one head.</summary>
public sealed class AttentionLayer
{
    private readonly WeightTensor _inProjection;
    private readonly WeightTensor _outProjection;

    internal AttentionLayer(WeightTensor inProjection, WeightTensor outProjection)
    {
        _inProjection = inProjection;
        _outProjection = outProjection;
    }

    /// <summary>Query weights Q, shape [d, d], row-major: query = Q s.</summary>
    public ReadOnlySpan<float> Query => _inProjection.Values[..(_inProjection.Values.Length / 3)];

    /// <summary>Key weights K, shape [d, d], row-major.</summary>
    public ReadOnlySpan<float> Key => _inProjection.Values.Slice(_inProjection.Values.Length / 3, _inProjection.Values.Length / 3);

    /// <summary>Value weights V, shape [d, d], row-major.</summary>
    public ReadOnlySpan<float> Value => _inProjection.Values[(_inProjection.Values.Length / 3 * 2)..];

    /// <summary>Output projection, shape [d, d], row-major.</summary>
    public ReadOnlySpan<float> Output => _outProjection.Values;
}

using System.Runtime.Intrinsics;
using AlgZoo.Numerics;

namespace AlgZoo.Training;

/// <summary>
/// The inner loops of <see cref="TransformerGradient"/> over one tile, for sequence length n and hidden size d. A vector of d components has shape [d][<see cref="Tile.Lanes"/>]. All vector widths give the
/// same bits.
/// </summary>
internal abstract unsafe class TransformerKernels(int sequenceLength, int hiddenSize)
{
    /// <summary>Positions n; also the number of tokens and of logits.</summary>
    protected int SequenceLength { get; } = sequenceLength;

    /// <summary>Components d of the residual stream.</summary>
    protected int HiddenSize { get; } = hiddenSize;

    /// <summary>The kernels of a path that the processor supports.</summary>
    public static TransformerKernels Create(SimdPath path, int sequenceLength, int hiddenSize) => path switch
    {
        SimdPath.Vector512 => new TransformerKernels<Vector512<float>, Vector512<int>, Vector512<ulong>, Lanes512>(sequenceLength, hiddenSize),
        SimdPath.Vector256 => new TransformerKernels<Vector256<float>, Vector256<int>, Vector256<ulong>, Lanes256>(sequenceLength, hiddenSize),
        SimdPath.Vector128 => new TransformerKernels<Vector128<float>, Vector128<int>, Vector128<ulong>, Lanes128>(sequenceLength, hiddenSize),
        _ => new TransformerKernels<float, int, ulong, ScalarLane>(sequenceLength, hiddenSize),
    };

    /// <summary>stream_i = embedding of token i + embedding of position i.</summary>
    public abstract void Embed(float* tokens, float* embedding, float* positionEmbedding, float* stream);

    /// <summary>Adds the stream's gradient to the lanes' sums for both embeddings, shape [n][d][lanes] each.</summary>
    public abstract void AccumulateEmbeddings(float* tokens, float* streamGradient, float* embeddingSums, float* positionEmbeddingSums);

    /// <summary>products_i = addends_i + matrix · vectors_i; null addends are zero.</summary>
    public abstract void Multiply(in MatrixView matrix, float* vectors, float* addends, float* products, int count);

    /// <summary>Adds Σ_i left_i right_iᵀ to the lanes' sums, shape [leftSize][rightSize][lanes].</summary>
    public abstract void AccumulateOuterProducts(float* left, int leftSize, float* right, int rightSize, int count, float* sums);

    /// <summary>probabilities_ij = softmax_j(query_i · stream_j), zero where a score is 20 below the largest; mixture_i = Σ_j probabilities_ij stream_j.</summary>
    public abstract void Attend(in AttentionPass pass);

    /// <summary>From the mixtures' gradient, overwrites that of scores and queries, and adds to that of the stream.</summary>
    public abstract void AttendBackward(in AttentionPass pass, float* mixtureGradient, float* scoreGradient, float* queryGradient, float* streamGradient);

    /// <summary>
    /// Overwrites n logits by the gradient of the cross-entropy, which is ln(sum) + margin; probabilities are zero where a logit is 20 below the largest. Adds 1 to the hits of the lanes whose first largest
    /// logit is the label's.
    /// </summary>
    public abstract void CrossEntropy(float* logits, int* labels, float* sums, float* margins, int* hits);
}

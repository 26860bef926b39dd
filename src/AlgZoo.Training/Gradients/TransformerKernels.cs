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

    /// <summary>Adds the stream's gradient to the sums for both embeddings, shape [n][d][<see cref="OuterProducts.SumLanes"/>] each.</summary>
    public abstract void AccumulateEmbeddings(float* tokens, float* streamGradient, float* embeddingSums, float* positionEmbeddingSums);

    /// <summary>products_i = addends_i + matrix · vectors_i; null addends are zero.</summary>
    public abstract void Multiply(in MatrixView matrix, float* vectors, float* addends, float* products, int count);

    /// <summary>probabilities_ij = softmax_j(query_i · stream_j), zero where a score is 20 below the largest; mixture_i = Σ_j probabilities_ij stream_j.</summary>
    public abstract void Attend(in AttentionPass pass);

    /// <summary>From the mixtures' gradient, overwrites that of scores and queries, and adds to that of the stream.</summary>
    public abstract void AttendBackward(in AttentionPass pass, float* mixtureGradient, float* scoreGradient, float* queryGradient, float* streamGradient);
}

using System.Runtime.CompilerServices;
using AlgZoo.Numerics;

namespace AlgZoo.Training;

/// <content>Attention over the residual stream, forward and backward.</content>
internal sealed unsafe partial class TransformerKernels<TFloat, TInt, TWord, TLanes>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Attend(in AttentionPass pass)
    {
        int n = SequenceLength;
        int d = HiddenSize;
        int stride = d * Tile.Lanes;
        float* stream = pass.Stream;
        for (int query = 0; query < pass.QueryCount; query++)
        {
            for (int lane = 0; lane < Tile.Lanes; lane += TLanes.Count)
            {
                float* q = pass.Queries + (query * stride) + lane;
                float* probabilities = pass.Probabilities + (query * n * Tile.Lanes) + lane;
                float* mixture = pass.Mixtures + (query * stride) + lane;
                var largest = TLanes.Create(float.NegativeInfinity);
                for (int position = 0; position < n; position++)
                {
                    float* x = stream + (position * stride) + lane;
                    var score = TLanes.Multiply(TLanes.Load(q), TLanes.Load(x));
                    for (int i = Tile.Lanes; i < stride; i += Tile.Lanes)
                    {
                        score = TLanes.FusedMultiplyAdd(TLanes.Load(q + i), TLanes.Load(x + i), score);
                    }

                    TLanes.Store(score, probabilities + (position * Tile.Lanes));
                    largest = TLanes.AtLeast(largest, score);
                }

                var sum = TLanes.Create(0f);
                for (int position = 0; position < n; position++)
                {
                    var weight = FlushedExp(TLanes.Subtract(TLanes.Load(probabilities + (position * Tile.Lanes)), largest));
                    TLanes.Store(weight, probabilities + (position * Tile.Lanes));
                    sum = TLanes.Add(sum, weight);
                }

                var scale = TLanes.Divide(TLanes.Create(1f), sum);
                for (int position = 0; position < n; position++)
                {
                    float* weight = probabilities + (position * Tile.Lanes);
                    TLanes.Store(TLanes.Multiply(TLanes.Load(weight), scale), weight);
                }

                for (int i = 0; i < stride; i += Tile.Lanes)
                {
                    float* x = stream + i + lane;
                    var total = TLanes.Multiply(TLanes.Load(probabilities), TLanes.Load(x));
                    for (int position = 1; position < n; position++)
                    {
                        total = TLanes.FusedMultiplyAdd(TLanes.Load(probabilities + (position * Tile.Lanes)), TLanes.Load(x + (position * stride)), total);
                    }

                    TLanes.Store(total, mixture + i);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AttendBackward(in AttentionPass pass, float* mixtureGradient, float* scoreGradient, float* queryGradient, float* streamGradient)
    {
        int n = SequenceLength;
        int stride = HiddenSize * Tile.Lanes;
        int scoreStride = n * Tile.Lanes;
        int queryCount = pass.QueryCount;
        for (int lane = 0; lane < Tile.Lanes; lane += TLanes.Count)
        {
            float* stream = pass.Stream + lane;
            float* queries = pass.Queries + lane;
            float* probabilities = pass.Probabilities + lane;
            float* mixtures = pass.Mixtures + lane;
            float* dMixtures = mixtureGradient + lane;
            float* dScores = scoreGradient + lane;
            for (int query = 0; query < queryCount; query++)
            {
                float* dMixture = dMixtures + (query * stride);
                float* mixture = mixtures + (query * stride);
                float* probability = probabilities + (query * scoreStride);
                float* dScore = dScores + (query * scoreStride);

                // d score_j = p_j (dMixture · (stream_j - mixture))
                var mean = TLanes.Multiply(TLanes.Load(dMixture), TLanes.Load(mixture));
                for (int i = Tile.Lanes; i < stride; i += Tile.Lanes)
                {
                    mean = TLanes.FusedMultiplyAdd(TLanes.Load(dMixture + i), TLanes.Load(mixture + i), mean);
                }

                for (int position = 0; position < n; position++)
                {
                    float* x = stream + (position * stride);
                    var dProbability = TLanes.Multiply(TLanes.Load(dMixture), TLanes.Load(x));
                    for (int i = Tile.Lanes; i < stride; i += Tile.Lanes)
                    {
                        dProbability = TLanes.FusedMultiplyAdd(TLanes.Load(dMixture + i), TLanes.Load(x + i), dProbability);
                    }

                    TLanes.Store(TLanes.Multiply(TLanes.Load(probability + (position * Tile.Lanes)), TLanes.Subtract(dProbability, mean)), dScore + (position * Tile.Lanes));
                }

                float* dQuery = queryGradient + (query * stride) + lane;
                for (int i = 0; i < stride; i += Tile.Lanes)
                {
                    float* x = stream + i;
                    var total = TLanes.Multiply(TLanes.Load(dScore), TLanes.Load(x));
                    for (int position = 1; position < n; position++)
                    {
                        total = TLanes.FusedMultiplyAdd(TLanes.Load(dScore + (position * Tile.Lanes)), TLanes.Load(x + (position * stride)), total);
                    }

                    TLanes.Store(total, dQuery + i);
                }
            }

            for (int position = 0; position < n; position++)
            {
                float* dStream = streamGradient + (position * stride) + lane;
                float* probability = probabilities + (position * Tile.Lanes);
                float* dScore = dScores + (position * Tile.Lanes);
                for (int i = 0; i < stride; i += Tile.Lanes)
                {
                    var asValue = TLanes.Load(dStream + i);
                    var asKey = TLanes.Create(0f);
                    for (int query = 0; query < queryCount; query++)
                    {
                        asValue = TLanes.FusedMultiplyAdd(TLanes.Load(probability + (query * scoreStride)), TLanes.Load(dMixtures + (query * stride) + i), asValue);
                        asKey = TLanes.FusedMultiplyAdd(TLanes.Load(dScore + (query * scoreStride)), TLanes.Load(queries + (query * stride) + i), asKey);
                    }

                    TLanes.Store(TLanes.Add(asValue, asKey), dStream + i);
                }
            }
        }
    }

    // Without the flush, products of small probabilities become denormal numbers, which slow a well-trained model down many times.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloat FlushedExp(TFloat x) =>
        TLanes.Select(TLanes.GreaterThan(TLanes.Create(-20f), x), TLanes.Create(0f), LaneMath<TFloat, TInt, TWord, TLanes>.ExpOfNonpositive(x));
}

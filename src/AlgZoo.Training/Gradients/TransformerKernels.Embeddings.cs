using System.Runtime.CompilerServices;
using AlgZoo.Numerics;

namespace AlgZoo.Training;

/// <content>The embeddings, two components at a time. Tokens are compared by their bits.</content>
internal sealed unsafe partial class TransformerKernels<TFloat, TInt, TWord, TLanes>(int sequenceLength, int hiddenSize) : TransformerKernels(sequenceLength, hiddenSize)
    where TLanes : struct, ILanes<TFloat, TInt, TWord>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Embed(float* tokens, float* embedding, float* positionEmbedding, float* stream)
    {
        int n = SequenceLength;
        int d = HiddenSize;
        for (int position = 0; position < n; position++)
        {
            float* here = positionEmbedding + (position * d);
            for (int lane = 0; lane < Tile.Lanes; lane += TLanes.Count)
            {
                var bits = TLanes.AsInt(TLanes.Load(tokens + (position * Tile.Lanes) + lane));
                float* result = stream + (position * d * Tile.Lanes) + lane;
                int i = 0;
                for (; i + 1 < d; i += 2)
                {
                    float* row = embedding + i;
                    var x = TLanes.Create(row[0]);
                    var y = TLanes.Create(row[1]);
                    for (int token = 1; token < n; token++)
                    {
                        row += d;
                        var isToken = TLanes.Equals(bits, TLanes.AsInt(TLanes.Create((float)token)));
                        x = TLanes.Select(isToken, TLanes.Create(row[0]), x);
                        y = TLanes.Select(isToken, TLanes.Create(row[1]), y);
                    }

                    TLanes.Store(TLanes.Add(x, TLanes.Create(here[i])), result + (i * Tile.Lanes));
                    TLanes.Store(TLanes.Add(y, TLanes.Create(here[i + 1])), result + ((i + 1) * Tile.Lanes));
                }

                if (i < d)
                {
                    float* row = embedding + i;
                    var x = TLanes.Create(row[0]);
                    for (int token = 1; token < n; token++)
                    {
                        row += d;
                        x = TLanes.Select(TLanes.Equals(bits, TLanes.AsInt(TLanes.Create((float)token))), TLanes.Create(row[0]), x);
                    }

                    TLanes.Store(TLanes.Add(x, TLanes.Create(here[i])), result + (i * Tile.Lanes));
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AccumulateEmbeddings(float* tokens, float* streamGradient, float* embeddingSums, float* positionEmbeddingSums)
    {
        const int SumLanes = OuterProducts.SumLanes;
        int n = SequenceLength;
        int d = HiddenSize;
        int stride = d * Tile.Lanes;
        for (int row = 0; row < n * d; row++)
        {
            float* gradient = streamGradient + (row * Tile.Lanes);
            float* sums = positionEmbeddingSums + (row * SumLanes);
            for (int lane = 0; lane < SumLanes; lane += TLanes.Count)
            {
                var both = TLanes.Add(TLanes.Load(gradient + lane), TLanes.Load(gradient + SumLanes + lane));
                TLanes.Store(TLanes.Add(TLanes.Load(sums + lane), both), sums + lane);
            }
        }

        var zero = TLanes.Create(0f);
        for (int token = 0; token < n; token++)
        {
            var tokenBits = TLanes.AsInt(TLanes.Create((float)token));
            for (int lane = 0; lane < SumLanes; lane += TLanes.Count)
            {
                float* sum = embeddingSums + (token * d * SumLanes) + lane;
                for (int i = 0; i < stride; i += Tile.Lanes, sum += SumLanes)
                {
                    var x = TLanes.Load(sum);
                    var y = zero;
                    float* gradient = streamGradient + i + lane;
                    float* here = tokens + lane;
                    for (int position = 0; position < n; position++, gradient += stride, here += Tile.Lanes)
                    {
                        x = TLanes.Add(x, TLanes.Select(TLanes.Equals(TLanes.AsInt(TLanes.Load(here)), tokenBits), TLanes.Load(gradient), zero));
                        y = TLanes.Add(y, TLanes.Select(TLanes.Equals(TLanes.AsInt(TLanes.Load(here + SumLanes)), tokenBits), TLanes.Load(gradient + SumLanes), zero));
                    }

                    TLanes.Store(TLanes.Add(x, y), sum);
                }
            }
        }
    }
}

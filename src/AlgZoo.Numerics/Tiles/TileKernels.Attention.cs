using System.Runtime.CompilerServices;

namespace AlgZoo.Numerics;

/// <content>Attention.</content>
internal sealed unsafe partial class TileKernels<TFloat, TInt, TWord, TLanes>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Attend(float* query, float* keysAndValues, int hiddenSize, int positions, float* scores, float* mixture)
    {
        int stride = 2 * hiddenSize * Tile.Lanes;
        for (int lane = 0; lane < Tile.Lanes; lane += TLanes.Count)
        {
            var largest = TLanes.Create(float.NegativeInfinity);
            for (int position = 0; position < positions; position++)
            {
                float* key = keysAndValues + (position * stride) + lane;
                var score = TLanes.Create(0f);
                for (int i = 0; i < hiddenSize; i++)
                {
                    score = TLanes.FusedMultiplyAdd(TLanes.Load(query + (i * Tile.Lanes) + lane), TLanes.Load(key + (i * Tile.Lanes)), score);
                }

                TLanes.Store(score, scores + (position * Tile.Lanes) + lane);
                largest = TLanes.AtLeast(largest, score);
            }

            var sum = TLanes.Create(0f);
            for (int position = 0; position < positions; position++)
            {
                float* score = scores + (position * Tile.Lanes) + lane;
                var weight = LaneMath<TFloat, TInt, TWord, TLanes>.ExpOfNonpositive(TLanes.Subtract(TLanes.Load(score), largest));
                TLanes.Store(weight, score);
                sum = TLanes.Add(sum, weight);
            }

            for (int i = 0; i < hiddenSize; i++)
            {
                float* value = keysAndValues + ((hiddenSize + i) * Tile.Lanes) + lane;
                var total = TLanes.Create(0f);
                for (int position = 0; position < positions; position++)
                {
                    total = TLanes.FusedMultiplyAdd(TLanes.Load(scores + (position * Tile.Lanes) + lane), TLanes.Load(value + (position * stride)), total);
                }

                TLanes.Store(TLanes.Divide(total, sum), mixture + (i * Tile.Lanes) + lane);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Accumulate(float* rows, float* addends, int count)
    {
        for (int i = 0; i < count * Tile.Lanes; i += TLanes.Count)
        {
            TLanes.Store(TLanes.Add(TLanes.Load(rows + i), TLanes.Load(addends + i)), rows + i);
        }
    }
}

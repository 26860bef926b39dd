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
                var weight = ExpOfNonpositive(TLanes.Subtract(TLanes.Load(score), largest));
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

    // exp(x) = 2^k exp(r), |r| <= ln(2)/2, a polynomial of degree 6 to 2.2e-8. Below -87, where exp is within a factor of 2 of the smallest normal float, it stays constant.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloat ExpOfNonpositive(TFloat x)
    {
        // Adding 1.5 * 2^23 rounds to a whole number and leaves it in the low bits.
        var shift = TLanes.Create(12582912f);
        x = TLanes.AtLeast(TLanes.Create(-87f), x);
        var shifted = TLanes.FusedMultiplyAdd(x, TLanes.Create(1.44269504f), shift);
        var k = TLanes.Subtract(shifted, shift);
        var r = TLanes.FusedMultiplyAdd(k, TLanes.Create(-0.693145752f), x);
        r = TLanes.FusedMultiplyAdd(k, TLanes.Create(-1.42860677e-06f), r);
        var p = TLanes.Create(0.00139421597f);
        p = TLanes.FusedMultiplyAdd(p, r, TLanes.Create(0.00837596785f));
        p = TLanes.FusedMultiplyAdd(p, r, TLanes.Create(0.0416663401f));
        p = TLanes.FusedMultiplyAdd(p, r, TLanes.Create(0.166664049f));
        p = TLanes.FusedMultiplyAdd(p, r, TLanes.Create(0.5f));
        p = TLanes.FusedMultiplyAdd(p, r, TLanes.Create(1f));
        p = TLanes.FusedMultiplyAdd(p, r, TLanes.Create(1f));
        return TLanes.AsFloat(TLanes.Add(TLanes.AsInt(p), TLanes.ShiftLeft(TLanes.AsInt(shifted), 23)));
    }
}

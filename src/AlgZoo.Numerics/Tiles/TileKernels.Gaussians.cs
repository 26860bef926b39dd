using System.Runtime.CompilerServices;

namespace AlgZoo.Numerics;

/// <content>Random words and standard Gaussians.</content>
internal sealed unsafe partial class TileKernels<TFloat, TInt, TWord, TLanes>
{
    private const float TwoToMinus31 = 1f / (1u << 31);

    // xoshiro256++ (Blackman and Vigna 2019), one generator a lane. The state is [word of the generator][generator].
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void FillWords(ulong* state, ulong* words, int steps)
    {
        for (int lane = 0; lane < BlockRandom.Generators; lane += TLanes.WordCount)
        {
            var s0 = TLanes.Load(state + lane);
            var s1 = TLanes.Load(state + lane + BlockRandom.Generators);
            var s2 = TLanes.Load(state + lane + (2 * BlockRandom.Generators));
            var s3 = TLanes.Load(state + lane + (3 * BlockRandom.Generators));
            ulong* destination = words + lane;
            for (int step = 0; step < steps; step++)
            {
                TLanes.Store(TLanes.Add(TLanes.RotateLeft(TLanes.Add(s0, s3), 23), s0), destination);
                destination += BlockRandom.Generators;
                var t = TLanes.ShiftLeft(s1, 17);
                s2 = TLanes.Xor(s2, s0);
                s3 = TLanes.Xor(s3, s1);
                s1 = TLanes.Xor(s1, s2);
                s0 = TLanes.Xor(s0, s3);
                s2 = TLanes.Xor(s2, t);
                s3 = TLanes.RotateLeft(s3, 45);
            }

            TLanes.Store(s0, state + lane);
            TLanes.Store(s1, state + lane + BlockRandom.Generators);
            TLanes.Store(s2, state + lane + (2 * BlockRandom.Generators));
            TLanes.Store(s3, state + lane + (3 * BlockRandom.Generators));
        }
    }

    // Box-Muller. The two outputs of a pair go to lanes l and l + 16 of one row, that is to different sequences, so that no sequence holds both.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void ToGaussians(float* rows, int count)
    {
        for (float* row = rows; row < rows + (count * Tile.Lanes); row += Tile.Lanes)
        {
            for (int lane = 0; lane < Tile.Lanes / 2; lane += TLanes.Count)
            {
                float* first = row + lane;
                float* second = first + (Tile.Lanes / 2);
                var radius = Radius(TLanes.Load((int*)first));
                Direction(TLanes.Load((int*)second), out var cos, out var sin);
                TLanes.Store(TLanes.Multiply(radius, cos), first);
                TLanes.Store(TLanes.Multiply(radius, sin), second);
            }
        }
    }

    // sqrt(-2 ln u) for u = (k + 1/2) / 2^31, k the upper 31 bits. The largest radius is 6.66.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloat Radius(TInt word)
    {
        var u = TLanes.FusedMultiplyAdd(TLanes.Convert(TLanes.ShiftRightLogical(word, 1)), TLanes.Create(TwoToMinus31), TLanes.Create((TwoToMinus31 / 2)));
        return TLanes.Sqrt(LaneLogarithm<TFloat, TInt, TWord, TLanes>.MinusTwice(u));
    }

    // Cosine and sine of a uniform angle of 32 bits: a signed residual of 30 bits, (pi/4) v with v in [-1, 1], in the quadrant that the upper two bits choose.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Direction(TInt word, out TFloat cos, out TFloat sin)
    {
        var v = TLanes.Multiply(TLanes.Convert(TLanes.ShiftLeft(word, 2)), TLanes.Create(TwoToMinus31));
        var square = TLanes.Multiply(v, v);
        var s = TLanes.Create(-3.59542901e-05f);
        s = TLanes.FusedMultiplyAdd(s, square, TLanes.Create(0.00249000685f));
        s = TLanes.FusedMultiplyAdd(s, square, TLanes.Create(-0.0807454363f));
        s = TLanes.Multiply(TLanes.FusedMultiplyAdd(s, square, TLanes.Create(0.785398185f)), v);
        var c = TLanes.Create(3.52979714e-06f);
        c = TLanes.FusedMultiplyAdd(c, square, TLanes.Create(-0.000325938599f));
        c = TLanes.FusedMultiplyAdd(c, square, TLanes.Create(0.0158543251f));
        c = TLanes.FusedMultiplyAdd(c, square, TLanes.Create(-0.308425128f));
        c = TLanes.FusedMultiplyAdd(c, square, TLanes.Create(1f));
        var swap = TLanes.ShiftRightArithmetic(word, 31);
        var sign = TLanes.And(TLanes.ShiftLeft(word, 1), TLanes.Create(int.MinValue));
        var otherSign = TLanes.Xor(sign, TLanes.And(word, TLanes.Create(int.MinValue)));
        cos = TLanes.AsFloat(TLanes.Xor(TLanes.AsInt(TLanes.Select(swap, s, c)), sign));
        sin = TLanes.AsFloat(TLanes.Xor(TLanes.AsInt(TLanes.Select(swap, c, s)), otherSign));
    }
}

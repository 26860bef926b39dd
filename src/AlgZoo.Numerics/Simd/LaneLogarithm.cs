using System.Runtime.CompilerServices;

namespace AlgZoo.Numerics;

/// <summary>The logarithm of lanes, the same bits at every width.</summary>
internal static class LaneLogarithm<TFloat, TInt, TWord, TLanes>
    where TLanes : struct, ILanes<TFloat, TInt, TWord>
{
    /// <summary>-2 ln(u) for a normal positive u, to 1.4e-8 relative near 1.</summary>
    // u = 2^e (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)); ln(1 + f) = f - f^2 p(f), p of degree 8 to 1.4e-8 relative to the logarithm. All terms are doubled, which is exact.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat MinusTwice(TFloat u)
    {
        var bits = TLanes.AsInt(u);
        var e = TLanes.ShiftRightArithmetic(TLanes.Subtract(bits, TLanes.Create(0x3F3504F3)), 23);
        var f = TLanes.Subtract(TLanes.AsFloat(TLanes.Subtract(bits, TLanes.ShiftLeft(e, 23))), TLanes.Create(1f));
        var p = TLanes.Create(2 * 0.0767364129f);
        p = TLanes.FusedMultiplyAdd(p, f, TLanes.Create(2 * -0.127226725f));
        p = TLanes.FusedMultiplyAdd(p, f, TLanes.Create(2 * 0.13127555f));
        p = TLanes.FusedMultiplyAdd(p, f, TLanes.Create(2 * -0.142048553f));
        p = TLanes.FusedMultiplyAdd(p, f, TLanes.Create(2 * 0.166266456f));
        p = TLanes.FusedMultiplyAdd(p, f, TLanes.Create(2 * -0.200012341f));
        p = TLanes.FusedMultiplyAdd(p, f, TLanes.Create(2 * 0.250007808f));
        p = TLanes.FusedMultiplyAdd(p, f, TLanes.Create(2 * -0.333333313f));
        p = TLanes.FusedMultiplyAdd(p, f, TLanes.Create(2 * 0.49999997f));
        var mantissa = TLanes.FusedMultiplyAdd(TLanes.Multiply(f, f), p, TLanes.Multiply(TLanes.Create(-2f), f));
        return TLanes.FusedMultiplyAdd(TLanes.Convert(e), TLanes.Create(-2 * 0.693147181f), mantissa);
    }
}

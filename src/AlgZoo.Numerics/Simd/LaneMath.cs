using System.Runtime.CompilerServices;

namespace AlgZoo.Numerics;

/// <summary>Elementary functions of lanes, the same bits at every width.</summary>
internal static class LaneMath<TFloat, TInt, TWord, TLanes>
    where TLanes : struct, ILanes<TFloat, TInt, TWord>
{
    /// <summary>exp(x) for x at most 0. Below -87, where exp is within a factor of 2 of the smallest normal float, it stays constant.</summary>
    // exp(x) = 2^k exp(r), |r| <= ln(2)/2, a polynomial of degree 6 to 2.2e-8.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat ExpOfNonpositive(TFloat x)
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

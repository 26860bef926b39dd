using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AlgZoo.Numerics;

/// <summary>The peak of one thread, beside which kernels are measured: fused multiply-adds that never leave the registers.</summary>
internal static class PeakLoop
{
    /// <summary>Does at least so many multiply-adds, counted by lane.</summary>
    public static float Run(SimdPath path, long multiplyAdds) => path switch
    {
        SimdPath.Vector512 => PeakLoop<Vector512<float>, Vector512<int>, Vector512<ulong>, Lanes512>.Run(multiplyAdds).ToScalar(),
        SimdPath.Vector256 => PeakLoop<Vector256<float>, Vector256<int>, Vector256<ulong>, Lanes256>.Run(multiplyAdds).ToScalar(),
        SimdPath.Vector128 => PeakLoop<Vector128<float>, Vector128<int>, Vector128<ulong>, Lanes128>.Run(multiplyAdds).ToScalar(),
        _ => PeakLoop<float, int, ulong, ScalarLane>.Run(multiplyAdds),
    };
}

/// <summary>Fused multiply-adds that never leave the registers.</summary>
internal static class PeakLoop<TFloat, TInt, TWord, TLanes>
    where TLanes : struct, ILanes<TFloat, TInt, TWord>
{
    /// <summary>Does at least so many multiply-adds, counted by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static TFloat Run(long multiplyAdds)
    {
        var factor = TLanes.Create(0.999f);
        var addend = TLanes.Create(0.001f);
        var a0 = TLanes.Create(0f);
        var a1 = TLanes.Create(1f);
        var a2 = TLanes.Create(2f);
        var a3 = TLanes.Create(3f);
        var a4 = TLanes.Create(4f);
        var a5 = TLanes.Create(5f);
        var a6 = TLanes.Create(6f);
        var a7 = TLanes.Create(7f);
        var a8 = TLanes.Create(8f);
        var a9 = TLanes.Create(9f);
        for (long done = 0; done < multiplyAdds; done += 10 * TLanes.Count)
        {
            a0 = TLanes.FusedMultiplyAdd(a0, factor, addend);
            a1 = TLanes.FusedMultiplyAdd(a1, factor, addend);
            a2 = TLanes.FusedMultiplyAdd(a2, factor, addend);
            a3 = TLanes.FusedMultiplyAdd(a3, factor, addend);
            a4 = TLanes.FusedMultiplyAdd(a4, factor, addend);
            a5 = TLanes.FusedMultiplyAdd(a5, factor, addend);
            a6 = TLanes.FusedMultiplyAdd(a6, factor, addend);
            a7 = TLanes.FusedMultiplyAdd(a7, factor, addend);
            a8 = TLanes.FusedMultiplyAdd(a8, factor, addend);
            a9 = TLanes.FusedMultiplyAdd(a9, factor, addend);
        }

        var sum = TLanes.Add(TLanes.Add(TLanes.Add(a0, a1), TLanes.Add(a2, a3)), TLanes.Add(TLanes.Add(a4, a5), TLanes.Add(a6, a7)));
        return TLanes.Add(sum, TLanes.Add(a8, a9));
    }
}

using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace AlgZoo.Numerics;

/// <summary>How wide the kernels' vectors are. All paths give the same bits.</summary>
internal enum SimdPath
{
    /// <summary>One number at a time.</summary>
    Scalar,

    /// <summary>Four floats at a time.</summary>
    Vector128,

    /// <summary>Eight floats at a time.</summary>
    Vector256,

    /// <summary>Sixteen floats at a time.</summary>
    Vector512,
}

/// <summary>Which paths this processor has in hardware.</summary>
internal static class SimdPaths
{
    /// <summary>The widest path in hardware. Without hardware fused multiply-add, vectors are no faster than the scalar path.</summary>
    public static SimdPath Fastest { get; } = Enum.GetValues<SimdPath>().Last(IsSupported);

    public static bool IsSupported(SimdPath path) => path switch
    {
        SimdPath.Vector512 => Vector512.IsHardwareAccelerated && Avx512F.IsSupported,
        SimdPath.Vector256 => Vector256.IsHardwareAccelerated && Fma.IsSupported,
        SimdPath.Vector128 => Vector128.IsHardwareAccelerated && (Fma.IsSupported || AdvSimd.IsSupported),
        _ => true,
    };
}

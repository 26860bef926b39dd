using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using AlgZoo.Numerics;

namespace AlgZoo.Training;

/// <summary>The inner loops of training beside those of <see cref="TileKernels"/>. All vector widths give the same bits.</summary>
internal abstract unsafe class GradientKernels
{
    private static readonly GradientKernels[] ByPath =
    [
        new GradientKernels<float, int, ulong, ScalarLane>(largestRowBlock: 2),
        new GradientKernels<Vector128<float>, Vector128<int>, Vector128<ulong>, Lanes128>(largestRowBlock: 2),
        new GradientKernels<Vector256<float>, Vector256<int>, Vector256<ulong>, Lanes256>(largestRowBlock: 2),
        new GradientKernels<Vector512<float>, Vector512<int>, Vector512<ulong>, Lanes512>(largestRowBlock: 4),
    ];

    /// <summary>The kernels of a path that the processor supports.</summary>
    public static GradientKernels For(SimdPath path) => SimdPaths.IsSupported(path)
        ? ByPath[(int)path]
        : throw new PlatformNotSupportedException($"This processor does not support the {path} path.");

    /// <summary>Overwrites tiles of logits by the gradient of the cross-entropy, in which a probability is 0 where the logit is 20 below the largest.</summary>
    /// <param name="logits">Shape [tiles][o][32].</param>
    /// <param name="outputSize">Number of logits o.</param>
    /// <param name="labels">Shape [tiles][32].</param>
    /// <param name="tiles">Number of tiles.</param>
    /// <param name="losses">Shape [16]: the losses of lanes l and l + 16 are added to sum l.</param>
    /// <param name="hits">Shape [16]: likewise the number of labels that are the first largest logit.</param>
    public abstract void CrossEntropy(float* logits, int outputSize, int* labels, int tiles, float* losses, int* hits);

    /// <summary>Overwrites tiles of scalar outputs by the gradient of the squared error.</summary>
    /// <param name="outputs">Shape [tiles][32].</param>
    /// <param name="targets">Shape [tiles][32].</param>
    /// <param name="tiles">Number of tiles.</param>
    /// <param name="losses">Shape [16]: the squared errors of lanes l and l + 16 are added to sum l.</param>
    public abstract void SquaredError(float* outputs, float* targets, int tiles, float* losses);

    /// <summary>Adds outer products to their sums, tile by tile, step by step, each lane l before l + 16.</summary>
    public abstract void Add(in OuterProducts products);

    /// <summary>Does a step of AdamW. Moments below 1e-30 become 0: denormal numbers would be a hundred times slower.</summary>
    public abstract void Update(in AdamWStep step, float* gradient, float* parameters, float* firstMoments, float* secondMoments, int count);

    /// <summary>Adds up the lanes of each sum in one order for all machines.</summary>
    /// <param name="sums">Shape [count][<see cref="OuterProducts.SumLanes"/>].</param>
    /// <param name="totals">Shape [count].</param>
    /// <param name="count">Number of sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddLanes(float* sums, float* totals, int count)
    {
        int i = 0;
        for (; i <= count - 4; i += 4, sums += 4 * OuterProducts.SumLanes)
        {
            var first = PairSums(Quarter(sums), Quarter(sums + OuterProducts.SumLanes));
            var second = PairSums(Quarter(sums + (2 * OuterProducts.SumLanes)), Quarter(sums + (3 * OuterProducts.SumLanes)));
            PairSums(first, second).Store(totals + i);
        }

        for (; i < count; i++, sums += OuterProducts.SumLanes)
        {
            var quarter = Quarter(sums);
            totals[i] = (quarter[0] + quarter[1]) + (quarter[2] + quarter[3]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Quarter(float* sums) =>
        (Vector128.Load(sums) + Vector128.Load(sums + 8)) + (Vector128.Load(sums + 4) + Vector128.Load(sums + 12));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> PairSums(Vector128<float> left, Vector128<float> right)
    {
        if (Sse3.IsSupported)
        {
            return Sse3.HorizontalAdd(left, right);
        }

        return AdvSimd.Arm64.IsSupported
            ? AdvSimd.Arm64.AddPairwise(left, right)
            : Vector128.Create(left[0] + left[1], left[2] + left[3], right[0] + right[1], right[2] + right[3]);
    }
}

using System.Runtime.Intrinsics;

namespace AlgZoo.Numerics;

/// <summary>The inner loops over tiles. All vector widths give the same bits.</summary>
/// <remarks>
/// The loops are leaf methods: a vector that lives across a call would be kept on the stack for the whole loop, since no calling convention preserves vector registers of full width. They opt out
/// of tiering, whose unoptimised first stage is a hundred times slower.
/// </remarks>
internal abstract unsafe class TileKernels
{
    private static readonly TileKernels[] ByPath =
    [
        new TileKernels<float, int, ulong, ScalarLane>(rowsPerBlock: 4),
        new TileKernels<Vector128<float>, Vector128<int>, Vector128<ulong>, Lanes128>(rowsPerBlock: 4),
        new TileKernels<Vector256<float>, Vector256<int>, Vector256<ulong>, Lanes256>(rowsPerBlock: 4),
        new TileKernels<Vector512<float>, Vector512<int>, Vector512<ulong>, Lanes512>(rowsPerBlock: 8),
    ];

    private protected TileKernels(int rowsPerBlock)
    {
        RowsPerBlock = rowsPerBlock;
    }

    /// <summary>The largest row block of <see cref="Affine"/>: twice as many accumulators as rows, and room for operands, fit the registers.</summary>
    public int RowsPerBlock { get; }

    /// <summary>The kernels of a path that the processor supports.</summary>
    public static TileKernels For(SimdPath path) => SimdPaths.IsSupported(path)
        ? ByPath[(int)path]
        : throw new PlatformNotSupportedException($"This processor does not support the {path} path.");

    /// <summary>Computes the rows of an affine map in blocks of 8, 4, 2 or 1 rows.</summary>
    public abstract void Affine(int rowsPerBlock, Activation activation, in AffineRows rows);

    /// <summary>Runs the random generators, each step giving one word from each of the <see cref="BlockRandom.Generators"/>.</summary>
    public abstract void FillWords(ulong* state, ulong* words, int steps);

    /// <summary>Turns rows of 32 uniform 32-bit words into standard Gaussians, in place.</summary>
    public abstract void ToGaussians(float* rows, int count);

    /// <summary>Position of the first largest value of every lane. NaN is never larger than another value.</summary>
    public abstract void Argmax(float* rows, int count, int* positions, int tiles);

    /// <summary>Position of the second largest value of every lane; of equal values the later one is the larger. No NaN.</summary>
    public abstract void SecondArgmax(float* rows, int count, int* positions, int tiles);

    /// <summary>Position of the value with a rank (0 = smallest) in stable ascending order of every lane. No NaN.</summary>
    public abstract void PositionOfRank(float* rows, int count, int rank, int* positions, int tiles);

    /// <summary>Position of the first of the values farthest from the mean of every lane. No NaN.</summary>
    public abstract void Argoutlier(float* rows, int count, int* positions, int tiles);

    /// <summary>Length, less 1, of the longest cycle of every lane's map of positions to positions. Whole values from 0 to count - 1 only.</summary>
    public abstract void LongestCycle(float* rows, int count, int* classes, int tiles);

    /// <summary>Softmax attention of one query over the keys and values of all positions.</summary>
    public abstract void Attend(float* query, float* keysAndValues, int hiddenSize, int positions, float* scores, float* mixture);

    /// <summary>Adds rows to rows.</summary>
    public abstract void Accumulate(float* rows, float* addends, int count);
}

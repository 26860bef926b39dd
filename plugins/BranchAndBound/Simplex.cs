namespace AlgZoo.Plugins;

/// <summary>
/// Geometry of the simplicial cones, without rounding where it matters. The roots are the cones of one order of 0 and the n inputs; their edges have coordinates in {-1, 0, 1} and determinant 1. A cone is
/// bisected at the midpoint of an edge of its flat simplex, so that after k bisections coordinates are multiples of 2^-k, exact in double precision for k up to <see cref="DeepestLevel"/>, the determinant is
/// exactly 2^-k, and the cones tile the space without gaps or overlaps.
/// </summary>
internal static class Simplex
{
    /// <summary>
    /// Most bisections of a cone. Every bisection halves an edge, and adds at most one bit to the coordinates.
    /// </summary>
    public const int DeepestLevel = 50;

    /// <summary>
    /// A bound on the relative rounding error of <see cref="Mass"/>: all terms under the arctangent are sums of positive ones, at most 20 operations of relative error 2^-53 and a few units in the last place of
    /// the arctangent and of the square roots; twice that.
    /// </summary>
    public const double MassError = 1.0 / (1L << 47);

    /// <summary>Whether the label is constant on every root: it depends on the order of the inputs alone.</summary>
    public static bool HasConstantLabels(SequenceTask task) => task == SequenceTask.SecondArgmax || task == SequenceTask.Argmedian || task == SequenceTask.Argmax;

    /// <summary>Number of roots, (n + 1)!.</summary>
    public static int Roots(int sequenceLength) => sequenceLength == 2 ? 6 : 24;

    /// <summary>The roots: for every order of the inputs and each number of negative ones. Each is of shape [n, n], row-major, one edge a row.</summary>
    public static IEnumerable<double[]> AllRoots(int sequenceLength)
    {
        foreach (int[] order in Orders(sequenceLength))
        {
            for (int negative = 0; negative <= sequenceLength; negative++)
            {
                yield return Root(order, negative);
            }
        }
    }

    /// <summary>The probability that a standard Gaussian vector is in a cone: its angle over 2 pi, or its solid angle over 4 pi (Van Oosterom and Strackee 1983).</summary>
    /// <param name="edges">Shape [n, n] with n = 2 or 3. All inner products of edges are sums of positive terms.</param>
    /// <param name="determinant">Their determinant's absolute value.</param>
    public static double Mass(ReadOnlySpan<double> edges, double determinant)
    {
        if (edges.Length == 4)
        {
            return Math.Atan2(determinant, (edges[0] * edges[2]) + (edges[1] * edges[3])) / (2 * Math.PI);
        }

        var a = edges[..3];
        var b = edges.Slice(3, 3);
        var c = edges[6..];
        double lengthA = Math.Sqrt(Dot(a, a));
        double lengthB = Math.Sqrt(Dot(b, b));
        double lengthC = Math.Sqrt(Dot(c, c));
        return Math.Atan2(determinant, (lengthA * lengthB * lengthC) + (Dot(a, b) * lengthC) + (Dot(b, c) * lengthA) + (Dot(c, a) * lengthB)) / (2 * Math.PI);
    }

    /// <summary>The two edges that are farthest apart.</summary>
    public static (int First, int Second) LongestSide(ReadOnlySpan<double> edges)
    {
        if (edges.Length == 4)
        {
            return (0, 1);
        }

        double side01 = SquaredDistance(edges[..3], edges.Slice(3, 3));
        double side12 = SquaredDistance(edges.Slice(3, 3), edges[6..]);
        double side02 = SquaredDistance(edges[..3], edges[6..]);
        return side01 >= side12 && side01 >= side02 ? (0, 1) : side12 >= side02 ? (1, 2) : (0, 2);
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right) => (left[0] * right[0]) + (left[1] * right[1]) + (left[2] * right[2]);

    private static double SquaredDistance(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double x = left[0] - right[0];
        double y = left[1] - right[1];
        double z = left[2] - right[2];
        return (x * x) + (y * y) + (z * z);
    }

    private static int[][] Orders(int n) => n == 2 ? [[0, 1], [1, 0]] : [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

    // x_order[0] < x_order[1] < ..: -1 in the first so many negative ones, or 1 in all from one on.
    private static double[] Root(int[] order, int negative)
    {
        int n = order.Length;
        double[] edges = new double[n * n];
        for (int row = 0; row < n; row++)
        {
            bool isNegative = row < negative;
            for (int i = 0; i < n; i++)
            {
                edges[(row * n) + order[i]] = isNegative ? (i <= row ? -1 : 0) : (i >= row ? 1 : 0);
            }
        }

        return edges;
    }
}

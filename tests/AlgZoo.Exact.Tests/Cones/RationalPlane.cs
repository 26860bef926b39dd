using System.Numerics;

namespace AlgZoo.Exact.Tests;

/// <summary>
/// An oracle for two inputs that has nothing in common with the sweep but exact arithmetic: every boundary ray is listed, also those at which a logit overtakes the other, and each sector is judged by a
/// forward pass at a point inside.
/// </summary>
internal static class RationalPlane
{
    public static double ErrorRate(RnnWeights weights, Func<BigInteger, BigInteger, int> label)
    {
        int d = weights.HiddenSize;
        var input = Whole(weights.Input);
        var recurrent = Whole(weights.Recurrent);
        var output = Whole(weights.Output);
        var rays = new List<(BigInteger X, BigInteger Y)> { (0, 1), (0, -1), (1, 1), (-1, -1) };
        foreach (int sign in (int[])[1, -1])
        {
            for (int i = 0; i < d; i++)
            {
                var carried = Enumerable.Range(0, d).Aggregate(BigInteger.Zero, (sum, j) => sum + (recurrent[(i * d) + j] * BigInteger.Max(0, input[j] * sign)));
                if (!input[i].IsZero)
                {
                    // One factor of the unit is in the recurrent weights.
                    rays.Add((sign * BigInteger.Abs(input[i]) * Unit, -carried * input[i].Sign));
                }
            }
        }

        rays = Sorted(rays);
        var overtaking = new List<(BigInteger X, BigInteger Y)>();
        for (int k = 0; k < rays.Count; k++)
        {
            var (u, v) = (rays[k], rays[(k + 1) % rays.Count]);
            var (atU, atV) = (Lead(u), Lead(v));
            if (atU.Sign * atV.Sign < 0)
            {
                var (a, b) = (BigInteger.Abs(atV), BigInteger.Abs(atU));
                overtaking.Add(((a * u.X) + (b * v.X), (a * u.Y) + (b * v.Y)));
            }
        }

        rays = Sorted([.. rays, .. overtaking]);
        double angles = 0;
        for (int k = 0; k < rays.Count; k++)
        {
            var (u, v) = (rays[k], rays[(k + 1) % rays.Count]);
            (BigInteger X, BigInteger Y) inside = (u.X + v.X, u.Y + v.Y);
            if ((Lead(inside).Sign >= 0 ? 0 : 1) != label(inside.X, inside.Y))
            {
                angles += Angle((u.X * v.Y) - (u.Y * v.X), (u.X * v.X) + (u.Y * v.Y));
            }
        }

        return angles / (2 * Math.PI);

        BigInteger Lead((BigInteger X, BigInteger Y) x)
        {
            BigInteger lead = 0;
            for (int i = 0; i < d; i++)
            {
                var sum = input[i] * x.Y * Unit;
                for (int j = 0; j < d; j++)
                {
                    sum += recurrent[(i * d) + j] * BigInteger.Max(0, input[j] * x.X);
                }

                lead += (output[i] - output[d + i]) * BigInteger.Max(0, sum);
            }

            return lead;
        }
    }

    // Every single-precision number above 2^-150 in absolute value is a whole multiple of this, and so are the double-precision weights of these tests.
    private static BigInteger Unit { get; } = BigInteger.One << 150;

    private static BigInteger[] Whole(ReadOnlySpan<double> values)
    {
        var whole = new BigInteger[values.Length];
        for (int i = 0; i < whole.Length; i++)
        {
            whole[i] = new BigInteger(Math.ScaleB(values[i], 150));
        }

        return whole;
    }

    // By angle from the negative x axis on; every direction once.
    private static List<(BigInteger X, BigInteger Y)> Sorted(List<(BigInteger X, BigInteger Y)> rays)
    {
        var sorted = new List<(BigInteger X, BigInteger Y)>();
        foreach (var ray in rays.Order(Comparer<(BigInteger X, BigInteger Y)>.Create((left, right) =>
            Half(left) != Half(right) ? Half(left).CompareTo(Half(right)) : ((right.X * left.Y) - (right.Y * left.X)).Sign)))
        {
            if (sorted.Count == 0 || Half(sorted[^1]) != Half(ray) || sorted[^1].X * ray.Y != sorted[^1].Y * ray.X)
            {
                sorted.Add(ray);
            }
        }

        return sorted;
    }

    private static int Half((BigInteger X, BigInteger Y) ray) => ray.Y.Sign < 0 || (ray.Y.IsZero && ray.X.Sign < 0) ? 0 : 1;

    private static double Angle(BigInteger sine, BigInteger cosine)
    {
        const int Bits = 80;
        if (cosine.Sign <= 0)
        {
            return (Math.PI / 2) + (cosine.IsZero ? 0 : Math.Atan((double)((-cosine << Bits) / sine) * Math.ScaleB(1, -Bits)));
        }

        // The quotient of whole numbers keeps 80 bits, however small it is.
        int shift = Bits + (int)long.Max(0, cosine.GetBitLength() - sine.GetBitLength());
        return Math.Atan(Math.ScaleB((double)((sine << shift) / cosine), -shift));
    }
}

using System.Numerics;

namespace AlgZoo.Exact;

/// <summary>A vector of the plane, or a linear form, with whole coordinates: exact, and only its direction matters for a ray.</summary>
internal readonly record struct IntegerVector(BigInteger X, BigInteger Y)
{
    // More bits than a double holds, and few enough for a ulong.
    private const int KeptBits = 64;

    public static IntegerVector operator +(in IntegerVector left, in IntegerVector right) => new(left.X + right.X, left.Y + right.Y);

    public static IntegerVector operator -(in IntegerVector left, in IntegerVector right) => new(left.X - right.X, left.Y - right.Y);

    public static IntegerVector operator *(in BigInteger factor, in IntegerVector vector) => new(factor * vector.X, factor * vector.Y);

    public static BigInteger Dot(in IntegerVector left, in IntegerVector right) => (left.X * right.X) + (left.Y * right.Y);

    public static BigInteger Cross(in IntegerVector left, in IntegerVector right) => (left.X * right.Y) - (left.Y * right.X);

    /// <summary>The angle from one ray counter-clockwise to another, less than pi away, accurate to a few units in the last place however small it is.</summary>
    public static double Angle(in IntegerVector from, in IntegerVector to)
    {
        var (cosine, sine) = new IntegerVector(Dot(from, to), Cross(from, to)).ToDoubles();
        return ArcTangent.Angle(sine, cosine);
    }

    /// <summary>The unit vector of this direction.</summary>
    public (double X, double Y) Unit()
    {
        var (x, y) = ToDoubles();
        double norm = Math.Sqrt((x * x) + (y * y));
        return (x / norm, y / norm);
    }

    /// <summary>The coordinates times 2^exponent.</summary>
    public (double X, double Y) Scaled(int exponent) => (Scaled(X, exponent), Scaled(Y, exponent));

    // The coordinates times a power of two, the larger of them about 1.
    private (double X, double Y) ToDoubles() => Scaled(-(int)long.Max(BigInteger.Abs(X).GetBitLength(), BigInteger.Abs(Y).GetBitLength()));

    private static double Scaled(in BigInteger value, int exponent)
    {
        var magnitude = BigInteger.Abs(value);
        int dropped = Math.Max(0, (int)magnitude.GetBitLength() - KeptBits);
        double leading = Math.ScaleB((ulong)(magnitude >> dropped), exponent + dropped);
        return value.Sign < 0 ? -leading : leading;
    }
}

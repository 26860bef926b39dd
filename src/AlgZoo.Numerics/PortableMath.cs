namespace AlgZoo.Numerics;

/// <summary>Elementary functions from exactly rounded operations only: unlike the system's, they give the same bits on every machine. Error below 2 units in the last place.</summary>
internal static class PortableMath
{
    private const double Log2OfE = 1.4426950408889634;
    private const double Ln2High = 0.6931471803691238;
    private const double Ln2Low = 1.9082149292705877e-10;

    /// <summary>exp(x) for x at most 0; zero below -700.</summary>
    public static double ExpOfNonpositive(double x)
    {
        if (x < -700)
        {
            return 0;
        }

        // exp(x) = 2^k exp(r), |r| <= ln(2)/2: the Taylor series to r^13 leaves 4e-18.
        double k = Math.Round(x * Log2OfE);
        double r = Math.FusedMultiplyAdd(k, -Ln2Low, Math.FusedMultiplyAdd(k, -Ln2High, x));
        double sum = 1;
        for (int i = 13; i >= 1; i--)
        {
            sum = Math.FusedMultiplyAdd(sum, r / i, 1);
        }

        return double.IsNaN(x) ? x : Math.ScaleB(sum, (int)k);
    }

    /// <summary>ln(x) for a normal positive x.</summary>
    public static double Log(double x)
    {
        if (!double.IsFinite(x))
        {
            return x;
        }

        // x = 2^e m, m in [sqrt(1/2), sqrt(2)); ln(m) = 2 artanh(s), s = (m - 1) / (m + 1), |s| < 0.172: the series to s^23 leaves 1e-19.
        long bits = BitConverter.DoubleToInt64Bits(x);
        long e = (bits - BitConverter.DoubleToInt64Bits(0.7071067811865476)) >> 52;
        double m = BitConverter.Int64BitsToDouble(bits - (e << 52));
        double s = (m - 1) / (m + 1);
        double square = s * s;
        double sum = 0;
        for (int i = 23; i >= 3; i -= 2)
        {
            sum = Math.FusedMultiplyAdd(sum, square, 1.0 / i);
        }

        double series = 2 * Math.FusedMultiplyAdd(s * square, sum, s);
        return Math.FusedMultiplyAdd(e, Ln2High, Math.FusedMultiplyAdd(e, Ln2Low, series));
    }
}

namespace AlgZoo.Numerics;

/// <summary>Elementary functions from exactly rounded operations only: unlike the system's, they give the same bits on every machine. Error below 2 units in the last place.</summary>
internal static class PortableMath
{
    private const double Log2OfE = 1.4426950408889634;
    private const double Ln2High = 0.6931471803691238;
    private const double Ln2Low = 1.9082149292705877e-10;

    // 1/23, .., 1/5, 1/3
    private static ReadOnlySpan<double> InverseOddNumbers => [1.0 / 23, 1.0 / 21, 1.0 / 19, 1.0 / 17, 1.0 / 15, 1.0 / 13, 1.0 / 11, 1.0 / 9, 1.0 / 7, 1.0 / 5, 1.0 / 3];

    /// <summary>exp(x) for x at most 0; zero below -700.</summary>
    public static double ExpOfNonpositive(double x)
    {
        if (!(x >= -700))
        {
            return double.IsNaN(x) ? x : 0;
        }

        // exp(x) = 2^k exp(r), |r| <= ln(2)/2: the Taylor series to r^13 leaves 4e-18.
        double k = Math.Round(x * Log2OfE);
        double r = Math.FusedMultiplyAdd(k, -Ln2Low, Math.FusedMultiplyAdd(k, -Ln2High, x));
        double sum = 1.0 / 6227020800;
        sum = Math.FusedMultiplyAdd(sum, r, 1.0 / 479001600);
        sum = Math.FusedMultiplyAdd(sum, r, 1.0 / 39916800);
        sum = Math.FusedMultiplyAdd(sum, r, 1.0 / 3628800);
        sum = Math.FusedMultiplyAdd(sum, r, 1.0 / 362880);
        sum = Math.FusedMultiplyAdd(sum, r, 1.0 / 40320);
        sum = Math.FusedMultiplyAdd(sum, r, 1.0 / 5040);
        sum = Math.FusedMultiplyAdd(sum, r, 1.0 / 720);
        sum = Math.FusedMultiplyAdd(sum, r, 1.0 / 120);
        sum = Math.FusedMultiplyAdd(sum, r, 1.0 / 24);
        sum = Math.FusedMultiplyAdd(sum, r, 1.0 / 6);
        sum = Math.FusedMultiplyAdd(sum, r, 1.0 / 2);
        sum = Math.FusedMultiplyAdd(sum, r, 1);
        sum = Math.FusedMultiplyAdd(sum, r, 1);
        double powerOfTwo = BitConverter.Int64BitsToDouble(((long)k + 1023) << 52);
        return powerOfTwo * sum;
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
        double series = 2 * Math.FusedMultiplyAdd(s * square, Polynomial(InverseOddNumbers, square), s);
        return Math.FusedMultiplyAdd(e, Ln2High, Math.FusedMultiplyAdd(e, Ln2Low, series));
    }

    private static double Polynomial(ReadOnlySpan<double> coefficients, double x)
    {
        double sum = 0;
        foreach (double coefficient in coefficients)
        {
            sum = Math.FusedMultiplyAdd(sum, x, coefficient);
        }

        return sum;
    }
}

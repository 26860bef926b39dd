using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AlgZoo.Numerics;

/// <summary>
/// Elementary functions, up to four numbers at a time, from exactly rounded operations only: unlike the system's, they give the same bits on every machine. Error below 2 units in the last place.
/// </summary>
internal static class PortableMath
{
    private const double Log2OfE = 1.4426950408889634;
    private const double Ln2High = 0.6931471803691238;
    private const double Ln2Low = 1.9082149292705877e-10;

    // A number of magnitude below 2^51 that is added to it is rounded to a whole number, which stays in the low bits.
    private const double Rounding = 6755399441055744;
    private const double TwoTo52 = 4503599627370496;
    private const int MantissaBits = 52;

    /// <summary>exp(x) for x at most 0; zero below -700.</summary>
    public static double ExpOfNonpositive(double x) => ExpOfNonpositive(Vector256.Create(x)).ToScalar();

    /// <summary>exp(x) for x at most 0; zero below -700.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> ExpOfNonpositive(Vector256<double> x)
    {
        // exp(x) = 2^k exp(r), |r| <= ln(2)/2: the Taylor series to r^13 leaves 4e-18.
        var isInRange = Vector256.GreaterThanOrEqual(x, Vector256.Create(-700.0));
        var shifted = (Vector256.ConditionalSelect(isInRange, x, Vector256<double>.Zero) * Vector256.Create(Log2OfE)) + Vector256.Create(Rounding);
        var k = shifted - Vector256.Create(Rounding);
        var r = Vector256.FusedMultiplyAdd(k, Vector256.Create(-Ln2Low), Vector256.FusedMultiplyAdd(k, Vector256.Create(-Ln2High), x));
        var sum = Vector256.Create(1.0 / 6227020800);
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0 / 479001600));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0 / 39916800));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0 / 3628800));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0 / 362880));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0 / 40320));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0 / 5040));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0 / 720));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0 / 120));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0 / 24));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0 / 6));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0 / 2));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0));
        var exp = (sum.AsInt64() + Vector256.ShiftLeft(shifted.AsInt64(), MantissaBits)).AsDouble();
        var ifOutOfRange = Vector256.ConditionalSelect(Vector256.Equals(x, x), Vector256<double>.Zero, x);
        return Vector256.ConditionalSelect(isInRange, exp, ifOutOfRange);
    }

    /// <summary>ln(x) for x at least 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Log(Vector256<double> x)
    {
        // x = 2^e m, m in [sqrt(1/2), sqrt(2)); ln(m) = 2 artanh(s), s = (m - 1) / (m + 1), |s| < 0.172: the series to s^23 leaves 1e-19.
        var bits = x.AsInt64();
        var exponent = Vector256.ShiftRightLogical(bits - Vector256.Create(0.7071067811865476).AsInt64(), MantissaBits);
        var e = (exponent | Vector256.Create(TwoTo52).AsInt64()).AsDouble() - Vector256.Create(TwoTo52);
        var m = (bits - Vector256.ShiftLeft(exponent, MantissaBits)).AsDouble();
        var s = (m - Vector256.Create(1.0)) / (m + Vector256.Create(1.0));
        var square = s * s;
        var sum = Vector256.Create(1.0 / 23);
        sum = Vector256.FusedMultiplyAdd(sum, square, Vector256.Create(1.0 / 21));
        sum = Vector256.FusedMultiplyAdd(sum, square, Vector256.Create(1.0 / 19));
        sum = Vector256.FusedMultiplyAdd(sum, square, Vector256.Create(1.0 / 17));
        sum = Vector256.FusedMultiplyAdd(sum, square, Vector256.Create(1.0 / 15));
        sum = Vector256.FusedMultiplyAdd(sum, square, Vector256.Create(1.0 / 13));
        sum = Vector256.FusedMultiplyAdd(sum, square, Vector256.Create(1.0 / 11));
        sum = Vector256.FusedMultiplyAdd(sum, square, Vector256.Create(1.0 / 9));
        sum = Vector256.FusedMultiplyAdd(sum, square, Vector256.Create(1.0 / 7));
        sum = Vector256.FusedMultiplyAdd(sum, square, Vector256.Create(1.0 / 5));
        sum = Vector256.FusedMultiplyAdd(sum, square, Vector256.Create(1.0 / 3));
        var series = Vector256.Create(2.0) * Vector256.FusedMultiplyAdd(s * square, sum, s);
        var log = Vector256.FusedMultiplyAdd(e, Vector256.Create(Ln2High), Vector256.FusedMultiplyAdd(e, Vector256.Create(Ln2Low), series));
        return Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256.Create(double.PositiveInfinity)), log, x);
    }
}

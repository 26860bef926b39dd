using System.Numerics;

namespace AlgZoo.Exact;

/// <summary>The weights of a network as integers in a common unit 2^<see cref="Exponent"/>: every double is a dyadic rational.</summary>
internal sealed class IntegerWeights
{
    public IntegerWeights(RnnWeights weights)
    {
        // At most -1, so that one half is a whole number of units.
        Exponent = Math.Min(-1, Math.Min(LeastExponent(weights.Input), Math.Min(LeastExponent(weights.Recurrent), LeastExponent(weights.Output))));
        Input = InUnits(weights.Input);
        Recurrent = InUnits(weights.Recurrent);
        Output = InUnits(weights.Output);
    }

    public int Exponent { get; }

    /// <summary>W_hi, shape [d].</summary>
    public BigInteger[] Input { get; }

    /// <summary>W_hh, shape [d, d], row-major.</summary>
    public BigInteger[] Recurrent { get; }

    /// <summary>W_oh, shape [o, d], row-major.</summary>
    public BigInteger[] Output { get; }

    private BigInteger[] InUnits(ReadOnlySpan<double> values)
    {
        var integers = new BigInteger[values.Length];
        for (int i = 0; i < integers.Length; i++)
        {
            var (mantissa, exponent) = Split(values[i]);
            integers[i] = mantissa == 0 ? 0 : (BigInteger)mantissa << (exponent - Exponent);
        }

        return integers;
    }

    private static int LeastExponent(ReadOnlySpan<double> values)
    {
        int least = int.MaxValue;
        foreach (double value in values)
        {
            var (mantissa, exponent) = Split(value);
            least = mantissa == 0 ? least : Math.Min(least, exponent);
        }

        return least;
    }

    // value = mantissa 2^exponent with an odd mantissa, or 0.
    private static (long Mantissa, int Exponent) Split(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int biased = (int)(bits >> 52) & 0x7FF;
        long fraction = bits & 0xF_FFFF_FFFF_FFFF;
        long mantissa = biased == 0 ? fraction : fraction | (1L << 52);
        if (mantissa == 0)
        {
            return (0, 0);
        }

        int zeros = (int)long.TrailingZeroCount(mantissa);
        mantissa >>= zeros;
        return (bits < 0 ? -mantissa : mantissa, Math.Max(biased, 1) - 1075 + zeros);
    }
}

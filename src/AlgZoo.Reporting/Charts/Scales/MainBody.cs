namespace AlgZoo.Reporting;

/// <summary>Leaves values far away from all others out of the range of a logarithmic axis.</summary>
internal static class MainBody
{
    // What has so many empty decades between itself and the rest does not decide the axis.
    private const double LargestGap = 3;

    /// <summary>The values that decide an axis: those that are always in it, and those that can be reached from them without a large gap. Where others are left out there is a decade of room for their marks.</summary>
    /// <param name="always">Positive values that are always in the range.</param>
    /// <param name="values">Other values; those that are not positive and finite have no place.</param>
    public static IReadOnlyList<double> Of(IReadOnlyList<double> always, IEnumerable<double> values)
    {
        double[] exponents = [.. values.Where(double.IsPositive).Where(double.IsNormal).Select(Math.Log10).Order()];
        double low = always.Count > 0 ? Math.Log10(always.Min()) : exponents.Length > 0 ? exponents[exponents.Length / 2] : 0;
        double high = always.Count > 0 ? Math.Log10(always.Max()) : low;
        foreach (double exponent in exponents.Reverse().Where(exponent => exponent < low))
        {
            low = low - exponent <= LargestGap ? exponent : low;
        }

        foreach (double exponent in exponents.Where(exponent => exponent > high))
        {
            high = exponent - high <= LargestGap ? exponent : high;
        }

        bool cutsBelow = exponents.Length > 0 && exponents[0] < low;
        bool cutsAbove = exponents.Length > 0 && exponents[^1] > high;
        return [Math.Pow(10, low - (cutsBelow ? 1 : 0)), Math.Pow(10, high + (cutsAbove ? 1 : 0))];
    }
}

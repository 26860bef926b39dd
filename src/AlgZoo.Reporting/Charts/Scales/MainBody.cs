namespace AlgZoo.Reporting;

/// <summary>Leaves values far away from all others out of the range of a logarithmic axis.</summary>
internal static class MainBody
{
    // What has so many empty decades between itself and the rest does not decide the axis.
    private const double LargestGap = 2;

    /// <summary>The ends of the range of values on a logarithmic axis, without those that a large gap separates from the rest. Where values are left out there is a decade of room for their marks.</summary>
    /// <param name="always">Positive values that are always in the range; where there are none the values around the median are.</param>
    /// <param name="values">Other values; those that are not positive are left out below.</param>
    public static (double Low, double High) Of(IReadOnlyCollection<double> always, IEnumerable<double> values)
    {
        double[] exponents = [.. values.Where(double.IsFinite).Select(value => value > 0 ? Math.Log10(value) : double.NegativeInfinity).Order()];
        double[] finite = [.. exponents.Where(double.IsFinite)];
        double middle = finite.Length > 0 ? finite[finite.Length / 2] : 0;
        double low = always.Count > 0 ? Math.Log10(always.Min()) : middle;
        double high = always.Count > 0 ? Math.Log10(always.Max()) : middle;
        foreach (double exponent in finite.Reverse())
        {
            low = exponent < low && low - exponent <= LargestGap ? exponent : low;
        }

        foreach (double exponent in finite)
        {
            high = exponent > high && exponent - high <= LargestGap ? exponent : high;
        }

        bool cutsBelow = exponents.Length > 0 && exponents[0] < low;
        bool cutsAbove = exponents.Length > 0 && exponents[^1] > high;
        return (Math.Pow(10, low - (cutsBelow ? 1 : 0)), Math.Pow(10, high + (cutsAbove ? 1 : 0)));
    }
}

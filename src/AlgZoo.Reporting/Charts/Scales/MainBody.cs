namespace AlgZoo.Reporting;

/// <summary>Leaves values far away from all others out of the range of a logarithmic axis.</summary>
internal static class MainBody
{
    // What has so many empty decades between itself and the rest does not decide the axis.
    private const double LargestGap = 2;

    // Of powers of logarithms.
    private const double Tolerance = 1e-9;

    /// <summary>The ends of the range of values on a logarithmic axis, without those that a large gap separates from the rest.</summary>
    /// <param name="always">Positive values that are always in the range; where there are none the values around the median are.</param>
    /// <param name="values">Other values; those that are not positive and finite have no place.</param>
    public static (double Low, double High) Of(IReadOnlyCollection<double> always, IEnumerable<double> values)
    {
        double[] exponents = [.. values.Where(value => value > 0 && double.IsFinite(value)).Select(Math.Log10).Order()];
        double middle = exponents.Length > 0 ? exponents[exponents.Length / 2] : 0;
        double low = always.Count > 0 ? Math.Log10(always.Min()) : middle;
        double high = always.Count > 0 ? Math.Log10(always.Max()) : middle;
        foreach (double exponent in exponents.Reverse())
        {
            low = exponent < low && low - exponent <= LargestGap ? exponent : low;
        }

        foreach (double exponent in exponents)
        {
            high = exponent > high && exponent - high <= LargestGap ? exponent : high;
        }

        return (Math.Pow(10, low), Math.Pow(10, high));
    }

    /// <summary>A range with a decade of room on each side on which values lie beyond it, for their marks.</summary>
    public static (double Low, double High) WithRoom((double Low, double High) range, IReadOnlyCollection<double> values) => (
        values.Any(value => value < range.Low * (1 - Tolerance)) ? range.Low / 10 : range.Low,
        values.Any(value => value > range.High * (1 + Tolerance)) ? range.High * 10 : range.High);

    /// <summary>The scale of an axis that shows values, those behind a large gap at its ends.</summary>
    public static LogScale Scale(IReadOnlyCollection<double> always, IReadOnlyCollection<double> values) => LogScale.Over(WithRoom(Of(always, values), values));
}

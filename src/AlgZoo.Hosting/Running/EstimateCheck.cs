using System.Globalization;

namespace AlgZoo.Hosting;

/// <summary>The rules that an estimate must meet.</summary>
internal static class EstimateCheck
{
    // Beyond it the squares and fourth powers of errors that scores are made of leave the range of a double.
    private const double LargestLoss = 1e50;

    /// <summary>What is wrong with an estimate, in one line that names the value; null if nothing is.</summary>
    public static string? Defect(Estimate? estimate, Quantity quantity)
    {
        if (estimate is null)
        {
            return "The estimate is null.";
        }

        if (!double.IsFinite(estimate.Value))
        {
            return Line($"The value {estimate.Value} is not finite.");
        }

        bool isAccuracy = quantity == Quantity.Accuracy;
        if (estimate.Value < 0 || estimate.Value > (isAccuracy ? 1 : LargestLoss))
        {
            return Line($"The value {estimate.Value} is outside {(isAccuracy ? "[0, 1]" : "[0, 1e50]")}, the range of {quantity}.");
        }

        if (estimate.StandardError is { } standardError && !(double.IsFinite(standardError) && standardError >= 0))
        {
            return Line($"The standard error {standardError} is not a finite number of 0 or more.");
        }

        if (estimate.Bounds is not { } bounds)
        {
            return null;
        }

        if (!double.IsFinite(bounds.Lower) || !double.IsFinite(bounds.Upper))
        {
            return Line($"The bounds [{bounds.Lower}, {bounds.Upper}] are not finite.");
        }

        return bounds.Lower > bounds.Upper ? Line($"The bounds [{bounds.Lower}, {bounds.Upper}] are inverted.") : null;
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>The axes of a scatter of estimates against truths, which a few estimates far off do not stretch.</summary>
internal static class ScatterRange
{
    private const double Margin = 0.04;

    // Errors up to so many median errors are shown, and always those up to the spread of the truths.
    private const double ShownErrors = 4;

    /// <summary>The axes.</summary>
    public static (LinearScale Truth, LinearScale Estimate) Of(IReadOnlyList<Measurement> cells)
    {
        if (cells.Count == 0)
        {
            return (LinearScale.Between(0, 1), LinearScale.Between(0, 1));
        }

        double low = cells.Min(cell => cell.Truth);
        double high = cells.Max(cell => cell.Truth);
        double[] errors = [.. cells.Select(cell => Math.Abs(cell.Value!.Value - cell.Truth)).Order()];
        double shown = Math.Max(high - low, ShownErrors * errors[errors.Length / 2]);
        double[] decisive = [low, high, .. cells.Select(cell => cell.Value!.Value).Where(value => value >= low - shown && value <= high + shown)];
        return (WithMargin(low, high), WithMargin(decisive.Min(), decisive.Max()));
    }

    private static LinearScale WithMargin(double low, double high) => LinearScale.Between(low - (Margin * (high - low)), high + (Margin * (high - low)));
}

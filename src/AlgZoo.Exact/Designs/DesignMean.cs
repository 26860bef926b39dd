namespace AlgZoo.Exact;

/// <summary>A mean over a balanced design.</summary>
/// <param name="Value">The mean.</param>
/// <param name="Sum">The sum over the cases.</param>
/// <param name="Blocks">Number of blocks of the design.</param>
/// <param name="Translations">Number of cases in each block.</param>
/// <param name="Cases">Number of cases in the mean: all of the design, or its first where the budget ended.</param>
public sealed record DesignMean(double Value, double Sum, int Blocks, int Translations, long Cases)
{
    /// <summary>The design in words.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Cases} cases of {Blocks} blocks of {Translations}");
}

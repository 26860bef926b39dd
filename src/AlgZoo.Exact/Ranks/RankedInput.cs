namespace AlgZoo.Exact;

/// <summary>One input of a sequence: its value and its position.</summary>
/// <param name="Value">The value, or an infinity where there is no input of that rank.</param>
/// <param name="Position">Position in the sequence, from 0; -1 where there is no input of that rank.</param>
public readonly record struct RankedInput(float Value, int Position)
{
    /// <summary>Stands for the rank below the smallest input.</summary>
    public static RankedInput BelowAll { get; } = new(float.NegativeInfinity, -1);

    /// <summary>Stands for the rank above the largest input.</summary>
    public static RankedInput AboveAll { get; } = new(float.PositiveInfinity, -1);

    /// <summary>The middle one of this input, which is the larger, and two others, of which <paramref name="lower"/> is the smaller. Costs up to two comparisons.</summary>
    internal static RankedInput Clamp(RankedInput value, RankedInput lower, RankedInput upper) =>
        value.Value < lower.Value ? lower : value.Value < upper.Value ? value : upper;
}

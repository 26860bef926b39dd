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
}

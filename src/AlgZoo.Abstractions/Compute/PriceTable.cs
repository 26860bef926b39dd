namespace AlgZoo;

/// <summary>What an operation of each class costs, in FLOPs. A table never changes: other prices are another table with another name.</summary>
public sealed class PriceTable
{
    private readonly long[] _prices;

    private PriceTable(string name, params ReadOnlySpan<(OperationClass Operation, long Price)> prices)
    {
        Name = name;
        _prices = new long[OperationCounts.Classes];
        foreach (var (operation, price) in prices)
        {
            _prices[(int)operation] = price;
        }
    }

    /// <summary>
    /// <c>default-1</c>, the table that budgets are stated in: arithmetic, comparisons and a step of a sort 1, fused multiply-add 2, transcendental functions 16; random draws and gathers 0.
    /// </summary>
    public static PriceTable Default { get; } = new(
        "default-1",
        (OperationClass.AddSingle, 1), (OperationClass.AddDouble, 1), (OperationClass.CompareSingle, 1), (OperationClass.CompareDouble, 1),
        (OperationClass.MultiplySingle, 1), (OperationClass.MultiplyDouble, 1), (OperationClass.FusedSingle, 2), (OperationClass.FusedDouble, 2),
        (OperationClass.DivideSingle, 1), (OperationClass.DivideDouble, 1), (OperationClass.SquareRootSingle, 1), (OperationClass.SquareRootDouble, 1),
        (OperationClass.TranscendentalSingle, 16), (OperationClass.TranscendentalDouble, 16),
        (OperationClass.SortStep, 1), (OperationClass.Declared, 1), (OperationClass.Unwound, 1));

    /// <summary>
    /// <c>whest-0.12</c>, the prices of ARC's WhestBench: as <c>default-1</c>, but double precision counts twice, a Gaussian draw 16, a uniform draw 1, a step of a sort 4, a gathered element 4.
    /// </summary>
    public static PriceTable Whest { get; } = new(
        "whest-0.12",
        (OperationClass.AddSingle, 1), (OperationClass.AddDouble, 2), (OperationClass.CompareSingle, 1), (OperationClass.CompareDouble, 2),
        (OperationClass.MultiplySingle, 1), (OperationClass.MultiplyDouble, 2), (OperationClass.FusedSingle, 2), (OperationClass.FusedDouble, 4),
        (OperationClass.DivideSingle, 1), (OperationClass.DivideDouble, 2), (OperationClass.SquareRootSingle, 1), (OperationClass.SquareRootDouble, 2),
        (OperationClass.TranscendentalSingle, 16), (OperationClass.TranscendentalDouble, 32),
        (OperationClass.SortStep, 4), (OperationClass.Gather, 4), (OperationClass.UniformDraw, 1), (OperationClass.GaussianDraw, 16), (OperationClass.Declared, 1), (OperationClass.Unwound, 2));

    /// <summary>Every table there is.</summary>
    public static IReadOnlyList<PriceTable> All { get; } = [Default, Whest];

    /// <summary>Name with version.</summary>
    public string Name { get; }

    /// <summary>FLOPs of one operation, not negative.</summary>
    /// <param name="operation">Its class.</param>
    public long this[OperationClass operation] => _prices[(int)operation];

    /// <summary>The price of counted operations.</summary>
    /// <param name="counts">The counts.</param>
    /// <returns>FLOPs; <see cref="long.MaxValue"/> where the sum would be larger.</returns>
    public long Price(OperationCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        Int128 sum = 0;
        foreach (var (operation, count) in counts.Occurring())
        {
            sum += (Int128)count * this[operation];
        }

        return (long)Int128.Min(sum, long.MaxValue);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

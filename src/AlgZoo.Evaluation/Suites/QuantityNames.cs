namespace AlgZoo.Evaluation;

/// <summary>The names of quantities in files and on the command line.</summary>
public static class QuantityNames
{
    private static readonly (string Name, Quantity Quantity)[] Names =
    [
        ("accuracy", Quantity.Accuracy),
        ("mean-squared-error", Quantity.MeanSquaredError),
        ("cross-entropy", Quantity.CrossEntropy),
    ];

    /// <summary>All names, for messages.</summary>
    public static string List => string.Join(", ", Names.Select(entry => entry.Name));

    /// <summary>The name of a quantity.</summary>
    /// <param name="quantity">The quantity.</param>
    /// <returns><c>accuracy</c>, <c>mean-squared-error</c> or <c>cross-entropy</c>.</returns>
    public static string Of(Quantity quantity) => Array.Find(Names, entry => entry.Quantity == quantity).Name;

    /// <summary>Finds a quantity by its name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="quantity">The quantity.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string? name, out Quantity quantity)
    {
        int index = Array.FindIndex(Names, entry => string.Equals(entry.Name, name, StringComparison.Ordinal));
        quantity = index < 0 ? default : Names[index].Quantity;
        return index >= 0;
    }
}

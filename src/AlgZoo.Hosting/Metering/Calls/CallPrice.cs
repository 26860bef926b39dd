using AlgZoo.Evaluation;

namespace AlgZoo.Hosting;

/// <summary>How one call is accounted for.</summary>
internal sealed record CallPrice(CallKind Kind)
{
    public static CallPrice Free { get; } = new(CallKind.Free);

    public static CallPrice HiddenArithmetic { get; } = new(CallKind.Unmetered) { Unmetered = UnmeteredKind.Arithmetic };

    public static CallPrice Escape { get; } = new(CallKind.Unmetered) { Unmetered = UnmeteredKind.Escape };

    /// <summary>What a <see cref="CallKind.Priced"/> call costs.</summary>
    public CallCost? Cost { get; private init; }

    /// <summary>Name of the method that takes the place of a <see cref="CallKind.Shimmed"/> one.</summary>
    public string? Shim { get; private init; }

    /// <summary>Why an <see cref="CallKind.Unmetered"/> call is not metered.</summary>
    public UnmeteredKind Unmetered { get; private init; }

    public static CallPrice Priced(CallCost cost) => new(CallKind.Priced) { Cost = cost };

    /// <summary>The price of operations out of a table.</summary>
    /// <param name="operations">The operations; null where the table does not know the method.</param>
    /// <param name="cost">Their cost at the call.</param>
    public static CallPrice Of(OperationCounts? operations, Func<OperationCounts, CallCost> cost)
    {
        if (operations is null)
        {
            return HiddenArithmetic;
        }

        return operations.Equals(OperationCounts.None) ? Free : Priced(cost(operations));
    }

    public static CallPrice Shimmed(string shim) => new(CallKind.Shimmed) { Shim = shim };
}

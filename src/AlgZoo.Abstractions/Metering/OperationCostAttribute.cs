namespace AlgZoo.Metering;

/// <summary>
/// What a call of a host's function costs a plugin. The host's code is not rewritten: a function whose cost is a constant declares it here, and one whose cost depends on its arguments charges the
/// meter itself.
/// </summary>
/// <param name="operation">The class.</param>
/// <param name="count">Operations per call, or per element of <see cref="PerElementOf"/>.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class OperationCostAttribute(OperationClass operation, int count) : Attribute
{
    public OperationClass Operation { get; } = operation;

    public int Count { get; } = count;

    /// <summary>Name of the parameter, a span, with whose length the cost grows; null for a constant.</summary>
    public string? PerElementOf { get; init; }
}

namespace AlgZoo.Numerics;

/// <summary>One tensor among the parameters.</summary>
/// <param name="Name">AlgZoo's name.</param>
/// <param name="Shape">Extents, slowest first.</param>
/// <param name="Offset">Where it begins.</param>
/// <param name="Bound">Initial values are uniform between minus this and this; null for standard Gaussian ones.</param>
internal sealed record ParameterTensor(string Name, int[] Shape, int Offset, double? Bound)
{
    /// <summary>Number of values.</summary>
    public int Count { get; } = Shape.Aggregate(1, (count, extent) => count * extent);

    /// <summary>Its values among the parameters.</summary>
    public Span<float> Of(Span<float> parameters) => parameters.Slice(Offset, Count);
}

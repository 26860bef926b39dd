namespace AlgZoo.Exact;

/// <summary>The accuracy of a model by quadrature over slices.</summary>
/// <param name="Value">The accuracy, in [0, 1].</param>
/// <param name="Error">The stated error of <paramref name="Value"/>: an estimate from above, no proof.</param>
/// <param name="Slices">Number of slices.</param>
public sealed record SliceScore(double Value, double Error, long Slices);

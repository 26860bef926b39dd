namespace AlgZoo.Evaluation;

/// <summary>The true value of a quantity for one model, as well as it is known.</summary>
/// <param name="Value">The value.</param>
/// <param name="StandardError">Its standard error, or the stated error of a quadrature; 0 where it is exact but for rounding.</param>
/// <param name="Variance">Variance of one random input's value: p (1 - p) for accuracy, the variance of the loss otherwise. Prices the sampling baseline.</param>
/// <param name="Method">How it was found.</param>
/// <param name="Samples">Number of sequences that were sampled or enumerated, or of slices; 0 for an integral in closed form.</param>
public sealed record GroundTruth(double Value, double StandardError, double Variance, TruthMethod Method, long Samples)
{
    /// <summary>P(wrong) where the method gives it more precisely than 1 - <see cref="Value"/>; else null.</summary>
    public double? ErrorRate { get; init; }
}

/// <summary>How a ground truth is found.</summary>
public enum TruthMethod
{
    /// <summary>Monte Carlo on addressed random streams.</summary>
    Sampling,

    /// <summary>An exact method: enumeration of all inputs, or an integral in closed form.</summary>
    Exact,

    /// <summary>Quadrature over slices that are integrated exactly, see <see cref="AlgZoo.Exact.NestedSlices"/>.</summary>
    Slices,
}

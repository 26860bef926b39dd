namespace AlgZoo;

/// <summary>What an estimator returns.</summary>
/// <param name="Value">
/// The estimate. Must be finite, within [0, 1] for <see cref="Quantity.Accuracy"/> and within [0, 1e50] otherwise; the host records anything
/// else as the outcome <c>InvalidEstimate</c>.
/// </param>
public sealed record Estimate(double Value)
{
    /// <summary>The estimator's own standard error of <see cref="Value"/>, if it has one. Finite and not negative.</summary>
    public double? StandardError { get; init; }

    /// <summary>Bounds that are certain to hold the true value, if the method proves such bounds.</summary>
    public CertifiedBounds? Bounds { get; init; }

    /// <summary>Short remarks for the report (why a fallback was taken, how many regions were visited); default empty. The host keeps the first 100, a line of at most 500 characters each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>An interval that is proved, not merely likely, to hold the true value.</summary>
/// <param name="Lower">Lower end, finite.</param>
/// <param name="Upper">Upper end, finite and not below <paramref name="Lower"/>.</param>
public readonly record struct CertifiedBounds(double Lower, double Upper);

using AlgZoo.Evaluation;
using static System.FormattableString;

namespace AlgZoo.Conformance;

/// <summary>Words and comparisons for what an estimator answered.</summary>
internal static class Answers
{
    /// <summary>An answer in a few words: <c>0.953125 for 99,102 FLOPs</c>, or how the cell failed.</summary>
    public static string Words(this CellResult result) => result.Estimate is { } estimate
        ? Invariant($"{estimate.Value:R}{StandardError(estimate)}{Bounds(estimate)} for {result.Compute.Flops:N0} FLOPs")
        : result.Failure();

    /// <summary>Why a cell has no estimate: <c>Faulted: FormatException: ...</c>.</summary>
    public static string Failure(this CellResult result) => $"{result.Outcome}: {result.Message}{(result.Details is [var frame, ..] ? $" ({frame})" : "")}";

    /// <summary>Whether two answers are the same to the last bit, compute included.</summary>
    public static bool IsSameAs(this CellResult result, CellResult other) =>
        result.HasSameEstimateAs(other) && result.Compute.Flops == other.Compute.Flops;

    /// <summary>Whether two estimates are the same to the last bit; cells without one must have ended alike.</summary>
    public static bool HasSameEstimateAs(this CellResult result, CellResult other) =>
        result.Outcome == other.Outcome
        && result.Estimate?.Value == other.Estimate?.Value
        && result.Estimate?.StandardError == other.Estimate?.StandardError
        && result.Estimate?.Bounds == other.Estimate?.Bounds;

    private static string StandardError(Estimate estimate) => estimate.StandardError is { } error ? Invariant($" +- {error:R}") : "";

    private static string Bounds(Estimate estimate) => estimate.Bounds is { } bounds ? Invariant($" in [{bounds.Lower:R}, {bounds.Upper:R}]") : "";
}

using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>The completed cells of one estimator at one budget.</summary>
/// <param name="Estimator">The estimator.</param>
/// <param name="Style">How it is drawn.</param>
/// <param name="Cells">Its cells, by model and noisy copy, each with a finite value.</param>
internal sealed record Scatter(EstimatorReport Estimator, SeriesStyle Style, IReadOnlyList<Measurement> Cells);

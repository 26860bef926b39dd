using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>One estimator in the report of a run.</summary>
public sealed record EstimatorReport
{
    /// <summary>What it is, with the hash of its plugin.</summary>
    public required EstimatorInfo Info { get; init; }

    /// <summary>How it did over the budgets; null where it has no score.</summary>
    public required HeadlineScore? Headline { get; init; }

    /// <summary>Its scores, by model as the manifest orders them with the summary first, then by budget.</summary>
    public required IReadOnlyList<Score> Scores { get; init; }

    /// <summary>Its scores under the model name by which the run is summed up, by budget.</summary>
    public required IReadOnlyList<Score> Summary { get; init; }

    /// <summary>Its advice, by model; empty where it uses none.</summary>
    public required IReadOnlyList<ManifestAdvice> Advice { get; init; }

    /// <summary>What its completed cells executed, by class of operation.</summary>
    public required OperationCounts Operations { get; init; }

    /// <summary>Wall-clock seconds inside the estimator, in all cells together.</summary>
    public required double Seconds { get; init; }

    /// <summary>Largest peak memory of a worker that ran it, in bytes; null where that was not measured.</summary>
    public required long? PeakMemoryBytes { get; init; }

    /// <summary>Its id.</summary>
    public string Id => Info.Id;

    internal static IReadOnlyList<EstimatorReport> OfAll(RunManifest manifest, RunScores scores, IReadOnlyList<Measurement> measurements, string summary)
    {
        string[] models = [summary, .. manifest.Models.Select(model => model.Reference)];
        var headlines = scores.Headline.Select((headline, place) => (headline, place)).ToDictionary(entry => entry.headline.Estimator, StringComparer.Ordinal);
        var scoresOf = scores.Scores.ToLookup(score => score.Estimator, StringComparer.Ordinal);
        var cellsOf = measurements.ToLookup(measurement => measurement.Estimator, StringComparer.Ordinal);
        var adviceOf = manifest.Advice.ToLookup(advice => advice.Estimator, StringComparer.Ordinal);
        return
        [
            .. manifest.Estimators
                .OrderBy(estimator => headlines.TryGetValue(estimator.Id, out var entry) ? entry.place : int.MaxValue).ThenBy(estimator => estimator.Id, StringComparer.Ordinal)
                .Select(estimator => new EstimatorReport
                {
                    Info = estimator,
                    Headline = headlines.TryGetValue(estimator.Id, out var entry) ? entry.headline : null,
                    Scores = [.. scoresOf[estimator.Id].OrderBy(score => Array.IndexOf(models, score.Model)).ThenBy(score => score.Budget)],
                    Summary = [.. scoresOf[estimator.Id].Where(score => string.Equals(score.Model, summary, StringComparison.Ordinal)).OrderBy(score => score.Budget)],
                    Advice = [.. adviceOf[estimator.Id]],
                    Operations = cellsOf[estimator.Id].Where(cell => cell.Outcome == Outcome.Completed).Aggregate(OperationCounts.None, (sum, cell) => sum + cell.Operations),
                    Seconds = cellsOf[estimator.Id].Sum(cell => cell.Seconds),
                    PeakMemoryBytes = cellsOf[estimator.Id].Max(cell => cell.PeakMemoryBytes),
                }),
        ];
    }
}

using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>All that the reports of a run say, worked out once: every renderer shows these numbers, and they are those of scores.json.</summary>
public sealed class RunReport
{
    private RunReport(RunManifest manifest, RunScores scores, IReadOnlyList<Measurement> measurements, bool isPricedAnew = false)
    {
        IsPricedAnew = isPricedAnew;
        Manifest = manifest;
        Scores = scores;
        Measurements = measurements;
        Models = manifest.Models.Count > 1 ? [Scorer.AllModels, .. manifest.Models.Select(model => model.Reference)] : [manifest.Models[0].Reference];
        Estimators = EstimatorReport.OfAll(manifest, scores, measurements, Models[0]);
    }

    /// <summary>What was run.</summary>
    public RunManifest Manifest { get; }

    /// <summary>The scores.</summary>
    public RunScores Scores { get; }

    /// <summary>What was measured, priced as the scores are.</summary>
    public IReadOnlyList<Measurement> Measurements { get; }

    /// <summary>The estimators in the order of their ranks, at the end those without a score.</summary>
    public IReadOnlyList<EstimatorReport> Estimators { get; }

    /// <summary>The model names that there are scores for. The first is that under which the run is summed up: the only model, or <see cref="Scorer.AllModels"/>, and then the models one by one.</summary>
    public IReadOnlyList<string> Models { get; }

    /// <summary>The model name under which the run is summed up.</summary>
    public string Summary => Models[0];

    /// <summary>Whether the prices are others than those of the run.</summary>
    public bool IsPricedAnew { get; }

    /// <summary>Reports a run.</summary>
    /// <param name="run">The run, finished or not.</param>
    /// <param name="prices">Prices of the operations; null for those of the run.</param>
    /// <returns>Its report.</returns>
    public static RunReport Of(RunRecord run, PriceTable? prices = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        var priced = prices is null ? run : run.PricedBy(prices);
        var measurements = Scorer.Scored(priced.Manifest, priced.Measurements);
        return new RunReport(priced.Manifest, Scorer.Score(priced.Manifest, measurements), measurements, !ReferenceEquals(priced, run));
    }

    /// <summary>Reports a run whose scores are known.</summary>
    /// <param name="result">What came of the run.</param>
    /// <returns>Its report.</returns>
    public static RunReport Of(RunResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new RunReport(result.Manifest, result.Scores, result.Measurements);
    }

    /// <summary>The measurements behind the scores of a model.</summary>
    /// <param name="model">One of <see cref="Models"/>.</param>
    /// <returns>Those of the model, or of all.</returns>
    public IEnumerable<Measurement> MeasurementsOf(string model) =>
        IsAllModels(model) ? Measurements : Measurements.Where(measurement => string.Equals(measurement.Model, model, StringComparison.Ordinal));

    /// <summary>Mean squared error of random sampling, over all noisy copies of a model, with the same compute on each: the mean of Var_j c / max(C, c).</summary>
    /// <param name="model">One of <see cref="Models"/>.</param>
    /// <returns>The error as a function of FLOPs per copy.</returns>
    public Func<double, double> SamplingMse(string model)
    {
        var prices = Manifest.Models.ToDictionary(entry => entry.Reference, entry => (double)entry.SamplingFlops, StringComparer.Ordinal);
        (double Variance, double Price)[] copies = [.. MeasurementsOf(model).DistinctBy(cell => (cell.Model, cell.Draw)).Select(cell => (cell.TruthVariance, prices[cell.Model]))];
        return flops => copies.Length == 0 ? 0 : copies.Average(copy => copy.Variance * copy.Price / Math.Max(flops, copy.Price));
    }

    internal static bool IsAllModels(string model) => string.Equals(model, Scorer.AllModels, StringComparison.Ordinal);
}

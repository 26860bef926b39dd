using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>What the charts about one model, or about all together, are made of.</summary>
internal sealed class ModelScores
{
    private readonly ManifestModel[] _models;
    private readonly Func<double, double> _samplingMse;

    private ModelScores(ModelScores all, IReadOnlyList<EstimatorScores> series)
    {
        Report = all.Report;
        Model = all.Model;
        Series = series;
        _models = all._models;
        _samplingMse = all._samplingMse;
        SamplingFlops = all.SamplingFlops;
    }

    public ModelScores(RunReport report, string model, IReadOnlyDictionary<string, SeriesStyle> styles)
    {
        Report = report;
        Model = model;
        Series =
        [
            .. report.Estimators
                .Select(estimator => new EstimatorScores(estimator, styles[estimator.Id], [.. estimator.Scores.Where(score => string.Equals(score.Model, model, StringComparison.Ordinal))]))
                .Where(series => series.Scores.Count > 0),
        ];
        _models = [.. report.Manifest.Models.Where(entry => IsAllModels || string.Equals(entry.Reference, model, StringComparison.Ordinal))];
        SamplingFlops = _models.Average(entry => (double)entry.SamplingFlops);
        _samplingMse = report.SamplingMse(model);
    }

    /// <summary>The report.</summary>
    public RunReport Report { get; }

    /// <summary>One of <see cref="RunReport.Models"/>.</summary>
    public string Model { get; }

    /// <summary>Whether all models are scored together.</summary>
    public bool IsAllModels => RunReport.IsAllModels(Model);

    /// <summary>The estimators that have scores here, best first.</summary>
    public IReadOnlyList<EstimatorScores> Series { get; }

    /// <summary>All scores, estimator by estimator.</summary>
    public IEnumerable<Score> Scores => Series.SelectMany(series => series.Scores);

    /// <summary>Mean price of one sample.</summary>
    public double SamplingFlops { get; }

    /// <summary>What is estimated, in a word or two.</summary>
    public string QuantityText => _models.DistinctBy(model => model.Quantity, StringComparer.Ordinal).Count() == 1 ? _models[0].Quantity.Replace('-', ' ') : "value";

    /// <summary>Number of weights of the model, or of each of the models; null where they differ.</summary>
    public int? Parameters => _models.DistinctBy(model => model.Parameters).Count() == 1 ? _models[0].Parameters : null;

    /// <summary>The model in words.</summary>
    public string ModelText => IsAllModels ? FormattableString.Invariant($"{_models.Length} models") : Model;

    /// <summary>Some of the scores.</summary>
    public ModelScores Where(Func<Score, bool> condition) =>
        new(this, [.. Series.Select(series => series with { Scores = [.. series.Scores.Where(condition)] }).Where(series => series.Scores.Count > 0)]);

    /// <summary>Mean squared error of random sampling.</summary>
    /// <param name="flops">FLOPs for each noisy copy.</param>
    public double SamplingMse(double flops) => _samplingMse(flops);

    /// <summary>Where a score is drawn on an axis of compute: one sample is the least that a comparison with sampling knows.</summary>
    public double PlottedFlops(Score score) => Math.Max(score.Flops, SamplingFlops);

    /// <summary>The same in a Vega-Lite specification.</summary>
    public string VegaFlops => FormattableString.Invariant($"max(datum.flops, {SamplingFlops:R})");

    /// <summary>The axis of compute.</summary>
    public LogScale ComputeScale() => LogScale.Over(Scores.Select(PlottedFlops).Append(SamplingFlops));

    /// <summary>The heading of a chart: names the model where there are several.</summary>
    public string Heading(string title) => Report.Models.Count == 1 ? title : $"{title}: {ModelText}";

    /// <summary>What identifiers in a chart start with.</summary>
    public string Id(ChartKind kind) => FormattableString.Invariant($"{ChartNames.Slug(kind)}-{Report.Models.ToList().IndexOf(Model)}");
}

/// <summary>The scores of one estimator.</summary>
/// <param name="Estimator">The estimator.</param>
/// <param name="Style">How it is drawn.</param>
/// <param name="Scores">Its scores, by budget.</param>
internal sealed record EstimatorScores(EstimatorReport Estimator, SeriesStyle Style, IReadOnlyList<Score> Scores)
{
    /// <summary>Its curve.</summary>
    /// <param name="point">How a score is drawn.</param>
    public Curve ToCurve(Func<Score, CurvePoint> point) => new(Estimator.Id, Style, [.. Scores.Select(point)]);
}

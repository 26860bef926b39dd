namespace AlgZoo.Evaluation;

/// <summary>The scores of every estimator, model and budget of a run, with the draws behind them.</summary>
internal sealed class ScoreTable
{
    // Draws of equal squared errors have an interval without width, whose place relative to 1 is decided by rounding alone.
    private const double Rounding = 1e-9;

    private readonly RunManifest _manifest;
    private readonly Dictionary<string, ManifestModel> _models;
    private readonly Dictionary<string, int> _modelIndex;
    private readonly Dictionary<(string Estimator, string Model), int> _adviceBytes;
    private readonly Dictionary<(string Estimator, string Model, long Budget), ScoredDraws> _draws = [];
    private readonly List<Score> _scores = [];

    public ScoreTable(RunManifest manifest, IReadOnlyList<Measurement> measurements)
    {
        _manifest = manifest;
        _models = manifest.Models.ToDictionary(model => model.Reference, StringComparer.Ordinal);
        _modelIndex = manifest.Models.Select((model, index) => (model.Reference, index)).ToDictionary(entry => entry.Reference, entry => entry.index, StringComparer.Ordinal);
        _adviceBytes = manifest.Advice.ToDictionary(advice => (advice.Estimator, advice.Model), advice => advice.Bytes);
        var cells = measurements.ToLookup(measurement => (measurement.Estimator, measurement.Model, measurement.Budget));
        foreach (var estimator in manifest.Estimators)
        {
            foreach (long budget in manifest.Budgets)
            {
                var worked = new List<Measurement>();
                var surprises = new List<(EstimateSurprise, int)>();
                foreach (var model in manifest.Models)
                {
                    Measurement[] ofModel = [.. cells[(estimator.Id, model.Reference, budget)].OrderBy(measurement => measurement.Draw)];
                    if (ofModel.Length > 0 && ofModel.Any(measurement => measurement.Outcome != Outcome.NotSupported))
                    {
                        var ofCells = ScoredSurprise.OfCells(model, _adviceBytes.GetValueOrDefault((estimator.Id, model.Reference)), ofModel);
                        (EstimateSurprise, int)[] surprise = [.. ofCells.Select(cell => (cell, _modelIndex[model.Reference]))];
                        worked.AddRange(ofModel);
                        surprises.AddRange(surprise);
                        Add(estimator, model.Reference, budget, ofModel, surprise);
                    }
                }

                if (manifest.Models.Count > 1 && worked.Count > 0)
                {
                    Add(estimator, Scorer.AllModels, budget, worked, surprises);
                }
            }
        }
    }

    public IReadOnlyList<Score> Scores => _scores;

    /// <summary>The model name under which an estimator is summed up: the only model, or <c>*</c>.</summary>
    public string Summary => _manifest.Models.Count > 1 ? Scorer.AllModels : _manifest.Models[0].Reference;

    public ScoredDraws DrawsOf(Score score) => _draws[(score.Estimator, score.Model, score.Budget)];

    public RandomAddress Bootstrap => RandomAddress.Root(_manifest.Seed).Child("bootstrap");

    private void Add(EstimatorInfo estimator, string model, long budget, IReadOnlyList<Measurement> cells, IReadOnlyList<(EstimateSurprise, int)> surprises)
    {
        var draws = new ScoredDraws(cells, _models, _modelIndex);
        var (efficiency, isLowerBound, low, high) = draws.Efficiency(Bootstrap);
        _draws.Add((estimator.Id, model, budget), draws);
        _scores.Add(new Score
        {
            Estimator = estimator.Id,
            Kind = estimator.Kind,
            UsesAdvice = estimator.UsesAdvice,
            Model = model,
            Budget = budget,
            Cells = draws.Cells,
            Failures = draws.Failures,
            Flops = draws.Flops,
            Mse = draws.Mse,
            MseStandardError = draws.MseStandardError,
            ResolvedMse = draws.ResolvedMse,
            Bias = draws.Bias,
            SamplingMse = draws.SamplingMse,
            Efficiency = efficiency,
            EfficiencyIsLowerBound = isLowerBound,
            EfficiencyLow = low,
            EfficiencyHigh = high,
            Metering = draws.Metering,
            Verdict = low > 1 + Rounding ? Verdict.Beats : high < 1 - Rounding ? Verdict.Loses : Verdict.Undecided,
            // Nothing is said where some of the models have another quantity.
            Surprise = surprises.Count == draws.Cells - draws.Failures ? ScoredSurprise.Mean(surprises) : null,
        });
    }
}

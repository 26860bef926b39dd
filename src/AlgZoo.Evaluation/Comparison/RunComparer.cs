namespace AlgZoo.Evaluation;

/// <summary>Compares two runs, see <see cref="RunComparison"/>.</summary>
internal sealed class RunComparer
{
    private readonly RunRecord _before;
    private readonly RunRecord _after;
    private readonly RandomAddress _bootstrap;
    private readonly RandomAddress _exchanges;
    private readonly ModelPair[] _models;
    private readonly string[] _estimators;
    private readonly long[] _budgets;
    private readonly ILookup<(string Estimator, string Model, long Budget), Measurement> _cellsBefore;
    private readonly ILookup<(string Estimator, string Model, long Budget), Measurement> _cellsAfter;
    private readonly Func<IReadOnlyList<Measurement>, ScoredDraws> _scoreBefore;
    private readonly Func<IReadOnlyList<Measurement>, ScoredDraws> _scoreAfter;

    public RunComparer(RunRecord before, RunRecord after)
    {
        _before = before with { Measurements = GivenUp.Apply(before.Manifest, before.Measurements) };
        _after = after with { Measurements = GivenUp.Apply(after.Manifest, after.Measurements) };
        EnsurePricedAlike();
        _bootstrap = RandomAddress.Root(before.Manifest.Seed).Child("bootstrap");
        _exchanges = RandomAddress.Root(before.Manifest.Seed).Child("comparison");
        _models = [.. ModelPair.Of(before.Manifest, after.Manifest).Select(WithSameTruths)];
        _estimators = [.. before.Manifest.Estimators.Select(estimator => estimator.Id).Intersect(after.Manifest.Estimators.Select(estimator => estimator.Id), StringComparer.Ordinal)];
        _budgets = [.. before.Manifest.Budgets.Intersect(after.Manifest.Budgets).Order()];
        EnsureSomethingInCommon();
        _cellsBefore = _before.Measurements.ToLookup(cell => (cell.Estimator, cell.Model, cell.Budget));
        _cellsAfter = _after.Measurements.ToLookup(cell => (cell.Estimator, cell.Model, cell.Budget));
        _scoreBefore = Scoring(pair => pair.Before);
        _scoreAfter = Scoring(pair => pair.After);
    }

    public RunComparison Compare()
    {
        var scores = new List<ScoreComparison>();
        var estimators = new List<EstimatorComparison>();
        foreach (string estimator in _estimators)
        {
            Compare(estimator, scores, estimators);
        }

        double?[] pValues = [.. estimators.Select(estimator => estimator.Change == Change.Same ? null : estimator.WorsePValue)];
        bool[] worse = Holm.Rejects(pValues, RunComparison.FalseAlarmRate);
        return new RunComparison
        {
            PriceTable = _before.Manifest.PriceTable,
            Differences = [.. ManifestDifference.Between(_before.Manifest, _after.Manifest).Select(difference => difference.Description)],
            Models = [.. _models.Select(pair => new ComparedModel(pair.Before.Reference, Copies(pair), pair.Pairing, pair.Reason))],
            Estimators = [.. estimators.Select((estimator, i) => estimator with { IsWorse = worse[i] || estimator.Lost > 0 })],
            Scores = scores,
        };
    }

    private void Compare(string estimator, List<ScoreComparison> scores, List<EstimatorComparison> estimators)
    {
        var summary = new List<(long Budget, ComparedDraws Draws)>();
        string? reason = null;
        int lost = 0;
        foreach (long budget in _budgets)
        {
            var ofModels = new List<ComparedCells>();
            foreach (var pair in _models)
            {
                if (ComparedCells.Of(pair, _cellsBefore[(estimator, pair.Before.Reference, budget)], _cellsAfter[(estimator, pair.After.Reference, budget)]) is { } cells)
                {
                    ofModels.Add(cells);
                    lost += cells.IsLost ? 1 : 0;
                    Add(pair.Before.Reference, cells, isSummary: _models.Length == 1);
                }
            }

            if (_models.Length > 1 && ofModels.Count > 0)
            {
                Add(Scorer.AllModels, ComparedCells.OfAll(ofModels), isSummary: true);
            }

            void Add(string model, ComparedCells cells, bool isSummary)
            {
                var draws = cells.Reason is null ? new ComparedDraws(cells, _scoreBefore, _scoreAfter) : null;
                var score = draws is null ? new ScoreComparison { Estimator = estimator, Model = model, Budget = budget, Change = Change.NotComparable, Reason = cells.Reason } : Score(estimator, model, budget, draws);
                scores.Add(score);
                if (isSummary)
                {
                    reason ??= score.Reason;
                    if (score.Reason is null)
                    {
                        summary.Add((budget, draws!));
                    }
                }
            }
        }

        if (summary.Count > 0 || reason is not null)
        {
            estimators.Add(Summarise(estimator, summary, reason) with { Lost = lost });
        }
    }

    private ScoreComparison Score(string estimator, string model, long budget, ComparedDraws draws)
    {
        var score = new ScoreComparison
        {
            Estimator = estimator,
            Model = model,
            Budget = budget,
            IsPaired = draws.IsPaired,
            Before = draws.ScoreBefore(_bootstrap),
            After = draws.ScoreAfter(_bootstrap),
            Change = draws.IsSame ? Change.Same : Change.NotComparable,
        };
        if (!draws.HasRelativeErrors)
        {
            return draws.IsSame ? score : score with { Reason = "sampling has no error on these copies" };
        }

        score = score with { EfficiencyRatio = draws.EfficiencyRatio };
        if (draws.IsSame)
        {
            return score;
        }

        if (draws.HasSameEstimates)
        {
            return score with { EfficiencyRatioLow = draws.EfficiencyRatio, EfficiencyRatioHigh = draws.EfficiencyRatio, Change = draws.ChangeOfCost };
        }

        int[] before = [.. draws.NumeratorKeys.Select(key => key.Model)];
        int[] after = [.. draws.DenominatorKeys.Select(key => key.Model)];
        var test = Test(draws.IsPaired, draws.Numerators, before, draws.Denominators, after);
        var (low, high) = Ends(test, draws.EfficiencyRatio);
        return score with
        {
            EfficiencyRatioLow = low,
            EfficiencyRatioHigh = high,
            PValue = Math.Min(1, 2 * Math.Min(test.PValueAbove(1), test.PValueBelow(1))),
            Change = ChangeOf(test),
        };
    }

    // Each budget is put on the scale of its own errors, so that none decides by its size, and a copy's parts of all budgets are one unit.
    private EstimatorComparison Summarise(string estimator, List<(long Budget, ComparedDraws Draws)> budgets, string? reason)
    {
        var summary = new EstimatorComparison { Estimator = estimator, Budgets = [.. budgets.Select(entry => entry.Budget)], Change = Change.NotComparable, Lost = 0 };
        if (budgets.Count == 0)
        {
            return summary with { Reason = reason };
        }

        bool isSame = budgets.TrueForAll(entry => entry.Draws.IsSame);
        ComparedDraws[] related = [.. budgets.Select(entry => entry.Draws).Where(draws => draws.HasRelativeErrors)];
        if (related.Length == 0)
        {
            return summary with { Change = isSame ? Change.Same : Change.NoDifferenceShown };
        }

        var before = new SortedDictionary<(int Model, int Draw), double>();
        var after = new SortedDictionary<(int Model, int Draw), double>();
        foreach (var draws in related)
        {
            AddTo(before, draws.NumeratorKeys, draws.Numerators, draws.Scale);
            AddTo(after, draws.DenominatorKeys, draws.Denominators, draws.Scale);
        }

        double? ratio = Array.TrueForAll(related, draws => draws.EfficiencyRatio is not null) ? before.Values.Sum() / after.Values.Sum() : null;
        if (isSame)
        {
            return summary with { EfficiencyRatio = ratio, Change = Change.Same };
        }

        bool isPaired = Array.TrueForAll(related, draws => draws.IsPaired);
        var test = Test(isPaired, [.. before.Values], [.. before.Keys.Select(key => key.Model)], [.. after.Values], [.. after.Keys.Select(key => key.Model)]);
        var (low, high) = Ends(test, ratio);
        double worse = test.PValueBelow(1);
        return summary with
        {
            EfficiencyRatio = ratio,
            EfficiencyRatioLow = low,
            EfficiencyRatioHigh = high,
            WorsePValue = worse > RunComparison.FalseAlarmRate ? worse : test.FinePValueBelow(1),
            Change = ChangeOf(test),
        };
    }

    private ExchangeTest Test(bool isPaired, double[] before, int[] beforeModels, double[] after, int[] afterModels) => isPaired
        ? ExchangeTest.Paired(before, after, beforeModels, _exchanges)
        : ExchangeTest.Unpaired(before, beforeModels, after, afterModels, _exchanges);

    private static void AddTo(SortedDictionary<(int Model, int Draw), double> sums, (int Model, int Draw)[] keys, double[] values, double scale)
    {
        foreach (var (key, value) in keys.Zip(values))
        {
            sums[key] = sums.GetValueOrDefault(key) + (value / scale);
        }
    }

    private static (double? Low, double? High) Ends(ExchangeTest test, double? ratio)
    {
        if (ratio is null)
        {
            return (null, null);
        }

        var interval = test.Interval();
        return (interval.Low, double.IsFinite(interval.High) ? interval.High : null);
    }

    private static Change ChangeOf(ExchangeTest test) => test.IsShownAbove(1) ? Change.Better : test.IsShownBelow(1) ? Change.Worse : Change.NoDifferenceShown;

    private void EnsurePricedAlike()
    {
        var (was, now) = (_before.Manifest.PriceTable, _after.Manifest.PriceTable);
        if (!string.Equals(was, now, StringComparison.Ordinal))
        {
            throw new RunDirectoryException($"The runs are priced differently, by {was} and by {now}; compare them under one table with --price-table {was}.");
        }
    }

    private void EnsureSomethingInCommon()
    {
        string? missing = _models.Length == 0 ? $"no model ({Names(_before.Manifest.Models.Select(model => model.Reference))}; {Names(_after.Manifest.Models.Select(model => model.Reference))})"
            : _estimators.Length == 0 ? $"no estimator ({Names(_before.Manifest.Estimators.Select(estimator => estimator.Id))}; {Names(_after.Manifest.Estimators.Select(estimator => estimator.Id))})"
            : _budgets.Length == 0 ? FormattableString.Invariant($"no budget ({string.Join(", ", _before.Manifest.Budgets)}; {string.Join(", ", _after.Manifest.Budgets)})")
            : null;
        if (missing is not null)
        {
            throw new RunDirectoryException($"The runs have {missing} in common; compare runs of one suite.");
        }
    }

    private static string Names(IEnumerable<string> names)
    {
        const int Shown = 5;
        string[] all = [.. names];
        return string.Join(", ", all.Take(Shown)) + (all.Length > Shown ? FormattableString.Invariant($" and {all.Length - Shown} more") : "");
    }

    private ModelPair WithSameTruths(ModelPair pair)
    {
        if (pair.Pairing != Pairing.Paired)
        {
            return pair;
        }

        var truths = Truths(_before, pair.Before);
        return Truths(_after, pair.After).All(entry => !truths.TryGetValue(entry.Key, out var truth) || truth.Equals(entry.Value))
            ? pair
            : pair with { Pairing = Pairing.NotComparable, Reason = "its copies have other truths" };
    }

    private static Dictionary<int, (double Value, double StandardError, double Variance)> Truths(RunRecord run, ManifestModel model) => run.Measurements
        .Where(cell => string.Equals(cell.Model, model.Reference, StringComparison.Ordinal))
        .DistinctBy(cell => cell.Draw)
        .ToDictionary(cell => cell.Draw, cell => (cell.Truth, cell.TruthStandardError, cell.TruthVariance));

    private int Copies(ModelPair pair)
    {
        var before = Truths(_before, pair.Before).Keys;
        var after = Truths(_after, pair.After).Keys;
        return pair.Pairing == Pairing.Paired ? before.Intersect(after).Count() : Math.Min(before.Count, after.Count);
    }

    private Func<IReadOnlyList<Measurement>, ScoredDraws> Scoring(Func<ModelPair, ManifestModel> side)
    {
        var models = _models.ToDictionary(pair => side(pair).Reference, side, StringComparer.Ordinal);
        var index = _models.Select((pair, i) => (side(pair).Reference, i)).ToDictionary(entry => entry.Reference, entry => entry.i, StringComparer.Ordinal);
        return cells => new ScoredDraws(cells, models, index);
    }
}

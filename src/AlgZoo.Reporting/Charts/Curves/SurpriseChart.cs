using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>Bits of explanation, advice and what is left against the precision of the estimate, a curve over the budgets for each estimator that kept a ledger.</summary>
internal static class SurpriseChart
{
    private const string Title = "Bits against precision";

    /// <summary>Makes the chart; null where no estimator kept a ledger.</summary>
    public static Chart? Of(ModelScores all)
    {
        var scores = all.Where(score => score.Surprise?.TotalBits is not null);
        if (scores.Series.Count == 0)
        {
            return null;
        }

        var x = LinearScale.Over(scores.Scores.Select(Precision));
        double? ofWeights = SurpriseWords.BitsOfWeights(scores.Parameters);
        var y = MainBody.Scale(ofWeights is { } bits ? [bits] : [], [.. scores.Scores.Select(Total)]);
        var chart = new CurveChart
        {
            X = new Axis("precision in bits, log2(1 / root mean squared error)", "precision", "-log(max(datum.mse, datum.resolvedMse)) / (2 * LN2)", x),
            Y = new Axis("explanation, advice and what is left, in bits", "totalBits", "datum['surprise.totalBits']", y),
            Curves = [.. scores.Series.Select(series => series.ToCurve(score => Point(scores, score)))],
            Guides = ofWeights is { } line ? [new Guide("weights", FormattableString.Invariant($"32 bits × {scores.Parameters} weights"), [(x.Low, line), (x.High, line)], GuideLabelPlace.Start)] : [],
        };
        return CurveCharts.Make(ChartKind.Surprise, Title, Describe(scores), scores, chart);
    }

    /// <summary>log2(1 / root mean squared error), no more than the truth can tell.</summary>
    private static double Precision(Score score) => -0.5 * Math.Log2(PlottedMse.Value(score));

    private static double Total(Score score) => score.Surprise!.TotalBits!.Value;

    private static CurvePoint Point(ModelScores scores, Score score) =>
        new(Precision(score), Total(score), PlottedMse.IsUpperBound(score) ? Sides.Right : Sides.None, $"{ScoreText.Of(scores, score)}\n{string.Join('\n', SurpriseWords.Lines(score.Surprise!))}");

    private static string Describe(ModelScores scores)
    {
        var least = scores.Scores.MinBy(Total)!;
        var mostPrecise = scores.Scores.MaxBy(Precision)!;
        return string.Join(' ',
        [
            $"Bits of surprise accounting on a logarithmic axis against precision, for {ChartWords.Estimators(scores.Series.Count)} on {scores.ModelText}, a curve over the budgets for each. Below and to the right is better: more is known, from less that had to be looked at.",
            $"The fewest bits in all has {least.Estimator} at {FlopFormat.Compute(least.Budget)}, {FlopFormat.Ratio(Total(least))}; the most precise is {mostPrecise.Estimator} at {FlopFormat.Compute(mostPrecise.Budget)}, with {FlopFormat.Ratio(Total(mostPrecise))}.",
        ]);
    }
}

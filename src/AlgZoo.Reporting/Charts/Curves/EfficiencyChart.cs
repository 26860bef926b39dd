using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>Efficiency versus compute, with a line where sampling is.</summary>
internal static class EfficiencyChart
{
    private const string Title = "Efficiency versus compute";

    /// <summary>Makes the chart.</summary>
    public static Chart Of(ModelScores scores)
    {
        var x = scores.ComputeScale();
        var y = MainBody.Scale([1], [.. scores.Scores.Select(score => score.Efficiency)]);
        var chart = new CurveChart
        {
            X = new Axis("FLOPs spent per cell", "flops", scores.VegaFlops, x),
            Y = new Axis("efficiency: sampling's error over the estimator's", "efficiency", "datum.efficiency", y),
            Curves = [.. scores.Series.Select(series => series.ToCurve(score => Point(scores, score, y)))],
            Guides = [new Guide("sampling", "random sampling", [(x.Low, 1), (x.High, 1)], IsLabelledAtEnd: true)],
            VegaBand = new VegaBand(
                "datum.efficiencyLow > 0 ? datum.efficiencyLow : null",
                FormattableString.Invariant($"datum.efficiencyHigh > 0 ? datum.efficiencyHigh : {y.High:R}")),
        };
        return CurveCharts.Make(ChartKind.Efficiency, Title, Describe(scores), scores, chart);
    }

    private static CurvePoint Point(ModelScores scores, Score score, LogScale y) =>
        new(scores.PlottedFlops(score), score.Efficiency, score.EfficiencyIsLowerBound ? Sides.Above : Sides.None, ScoreText.Of(scores, score))
        {
            Band = score.EfficiencyLow is not { } low ? null : score.EfficiencyHigh is { } high ? new Band(low, high, Sides.None) : new Band(low, y.High, Sides.Above),
        };

    private static string Describe(ModelScores scores) => string.Join(' ',
    [
        $"Efficiency, the mean squared error of sampling at the same compute over that of the estimator, against FLOPs spent, both axes logarithmic, for {ChartWords.Estimators(scores.Series.Count)} on {scores.ModelText}, with 95% bands. Sampling is the line at 1.",
        ChartWords.Lowest(scores),
        .. ChartWords.AgainstSampling(scores),
    ]);
}

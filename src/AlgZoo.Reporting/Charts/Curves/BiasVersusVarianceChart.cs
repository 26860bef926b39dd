using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>Squared bias against variance of the error, a curve over the budgets for each estimator.</summary>
internal static class BiasVersusVarianceChart
{
    private const string Title = "Squared bias versus variance";

    /// <summary>Makes the chart.</summary>
    public static Chart Of(ModelScores scores)
    {
        var x = MainBody.Scale([], [.. scores.Scores.Select(Variance)]);
        var y = MainBody.Scale([], [.. scores.Scores.Select(SquaredBias)]);
        int cells = scores.Scores.Select(score => score.Cells).DefaultIfEmpty(1).Max();
        var chart = new CurveChart
        {
            X = new Axis("variance of the error", "variance", "datum.mse - datum.bias * datum.bias", x),
            Y = new Axis("squared bias", "squaredBias", "datum.bias * datum.bias", y),
            Curves = [.. scores.Series.Select(series => series.ToCurve(score => new CurvePoint(Variance(score), SquaredBias(score), Sides.None, ScoreText.Of(scores, score))))],
            Guides =
            [
                new Guide("equal", "bias² = variance", Ray(x, y, 1), IsLabelledAtEnd: false),
                new Guide("chance", FormattableString.Invariant($"variance / {cells}: unbiased"), Ray(x, y, 1.0 / cells), IsLabelledAtEnd: false),
            ],
        };
        return CurveCharts.Make(ChartKind.BiasVersusVariance, Title, Describe(scores, cells), scores, chart);
    }

    private static double SquaredBias(Score score) => score.Bias * score.Bias;

    private static double Variance(Score score) => score.Mse - SquaredBias(score);

    // The part of the line y = slope x that lies between the axes.
    private static (double X, double Y)[] Ray(LogScale x, LogScale y, double slope)
    {
        double from = Math.Max(x.Low, y.Low / slope);
        double to = Math.Min(x.High, y.High / slope);
        return from < to ? [(from, slope * from), (to, slope * to)] : [];
    }

    private static string Describe(ModelScores scores, int cells)
    {
        string[] biased = [.. scores.Series.Where(series => series.Scores[^1] is var last && SquaredBias(last) > Math.Max(0, Variance(last))).Select(series => series.Estimator.Id)];
        return string.Join(' ',
        [
            $"Squared bias against the variance of the error, both axes logarithmic, for {ChartWords.Estimators(scores.Series.Count)} on {scores.ModelText}, a curve over the budgets for each.",
            FormattableString.Invariant($"An estimator without bias is expected about the lower line, the variance over {cells}."),
            biased.Length == 0 ? "At its largest budget no estimator has more squared bias than variance." : $"With more squared bias than variance at the largest budget: {ChartWords.Names(biased)}.",
        ]);
    }
}

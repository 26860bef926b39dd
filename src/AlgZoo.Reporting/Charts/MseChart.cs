using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>Mean squared error versus compute, with the sampling line and the truth's noise floor.</summary>
internal static class MseChart
{
    private const string Title = "Mean squared error versus compute";

    // An exact truth resolves this much, see ScoredDraws.
    private const double ExactlyResolved = 1e-20;

    // The floor is drawn if it lies within so many decades below all else.
    private const double ReachOfFloor = 100;

    private const int PointsOfSamplingLine = 33;

    /// <summary>Makes the chart.</summary>
    public static Chart Of(ModelScores scores)
    {
        var x = LogScale.Over(scores.Scores.Select(scores.PlottedFlops).Append(scores.SamplingFlops));
        Guide sampling = new("sampling", "random sampling", SamplingLine(scores, x), IsLabelledAtEnd: true);
        double[] resolved = [.. scores.Scores.Where(score => !score.EfficiencyIsLowerBound).Select(score => score.Mse)];
        double? floor = Floor(scores);
        var body = MainBody.Of([.. sampling.Points.Select(point => point.Y)], scores.Scores.Any(score => score.EfficiencyIsLowerBound) ? resolved.Append(double.Epsilon) : resolved);
        bool drawsFloor = floor is { } known && known * ReachOfFloor >= body.Min();
        var y = LogScale.Over(drawsFloor ? body.Append(floor!.Value) : body);
        var chart = new CurveChart
        {
            XTitle = "FLOPs spent per cell",
            YTitle = "mean squared error",
            X = x,
            Y = y,
            Curves = [.. scores.Series.Select(series => series.ToCurve(score => Point(scores, score)))],
            Guides = drawsFloor ? [sampling, new Guide("floor", FloorText(floor), [(x.Low, floor!.Value), (x.High, floor.Value)], IsLabelledAtEnd: false)] : [sampling],
            Notes = drawsFloor || !scores.Scores.Any() ? [] : [FloorText(floor) + (floor is null ? "" : ", below the axis")],
        };
        return CurveCharts.Make(ChartKind.Mse, Title, Describe(scores, floor), scores, chart, MseVega.Of(scores, chart));
    }

    private static CurvePoint Point(ModelScores scores, Score score) => new(
        scores.PlottedFlops(score),
        score.EfficiencyIsLowerBound ? score.ResolvedMse : score.Mse,
        score.EfficiencyIsLowerBound ? Sides.Below : Sides.None,
        ScoreText.Of(scores, score))
    { Band = score.EfficiencyIsLowerBound ? null : MseBand.Of(score) };

    private static IReadOnlyList<(double X, double Y)> SamplingLine(ModelScores scores, IScale x)
    {
        double ratio = x.High / x.Low;
        var line = Enumerable.Range(0, PointsOfSamplingLine).Select(i => x.Low * Math.Pow(ratio, i / (PointsOfSamplingLine - 1.0))).Select(flops => (X: flops, Y: scores.SamplingMse(flops)));
        return [.. line.Where(point => point.Y > 0)];
    }

    // What the truth can typically tell from 0; null where it is exact.
    private static double? Floor(ModelScores scores)
    {
        double[] floors = [.. scores.Scores.Select(score => score.ResolvedMse).Where(resolved => resolved > ExactlyResolved).Order()];
        return floors.Length == 0 ? null : floors[floors.Length / 2];
    }

    private static string FloorText(double? floor) => floor is { } known ? $"noise floor of the truth, {FlopFormat.Ratio(known)}" : "the truth is exact: no noise floor";

    private static string Describe(ModelScores scores, double? floor)
    {
        var words = new List<string> { $"Mean squared error against FLOPs spent, both axes logarithmic, for {ChartWords.Estimators(scores.Series.Count)} on {scores.ModelText}, with 95% bands." };
        words.AddRange(ChartWords.Lowest(scores));
        words.AddRange(ChartWords.AgainstSampling(scores));
        words.Add(floor is { } known ? $"Below {FlopFormat.Ratio(known)} the truth's own noise hides all differences." : "The truth is exact.");
        return string.Join(' ', words);
    }
}

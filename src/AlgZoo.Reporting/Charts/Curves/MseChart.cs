using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>Mean squared error versus compute, with the sampling line and the truth's noise floor.</summary>
internal static class MseChart
{
    private const string Title = "Mean squared error versus compute";

    // What an exact truth can tell from 0, see ScoredDraws.
    private const double ExactlyResolved = 1e-20;

    // The floor is drawn if it lies no deeper than by this factor below all else.
    private const double ReachOfFloor = 100;

    private const int PointsOfSamplingLine = 33;

    /// <summary>Makes the chart.</summary>
    public static Chart Of(ModelScores scores)
    {
        var x = scores.ComputeScale();
        var sampling = new Guide("sampling", "random sampling", SamplingLine(scores, x), IsLabelledAtEnd: true);
        double[] samplingMse = [.. sampling.Points.Select(point => point.Y)];
        double? floor = Floor(scores);
        var range = MainBody.Of(samplingMse, scores.Scores.Where(score => !PlottedMse.IsUpperBound(score)).Select(score => score.Mse));
        Guide? floorLine = null;
        if (floor is { } resolved && resolved * ReachOfFloor >= range.Low)
        {
            floorLine = new Guide("floor", FloorText(floor), [(x.Low, resolved), (x.High, resolved)], IsLabelledAtEnd: false);
            range.Low = Math.Min(range.Low, resolved);
        }

        var chart = new CurveChart
        {
            X = new Axis("FLOPs spent per cell", "flops", scores.VegaFlops, x),
            Y = new Axis("mean squared error", "mse", "max(datum.mse, datum.resolvedMse)", LogScale.Over(MainBody.WithRoom(range, [.. scores.Scores.Select(PlottedMse.Value)]))),
            Curves = [.. scores.Series.Select(series => series.ToCurve(score => Point(scores, score)))],
            Guides = floorLine is null ? [sampling] : [sampling, floorLine],
            Notes = floorLine is not null || !scores.Scores.Any() ? [] : [FloorText(floor) + (floor is null ? "" : ", below the axis")],
            VegaBand = new VegaBand(
                "datum.efficiencyHigh > 0 ? datum.samplingMse / datum.efficiencyHigh : min(datum.resolvedMse, datum.samplingMse / datum.efficiencyLow)",
                "datum.efficiencyLow > 0 ? datum.samplingMse / datum.efficiencyLow : null"),
        };
        return CurveCharts.Make(ChartKind.Mse, Title, Describe(scores, floor), scores, chart);
    }

    private static CurvePoint Point(ModelScores scores, Score score) =>
        new(scores.PlottedFlops(score), PlottedMse.Value(score), PlottedMse.IsUpperBound(score) ? Sides.Below : Sides.None, ScoreText.Of(scores, score)) { Band = PlottedMse.Band(score) };

    private static IReadOnlyList<(double X, double Y)> SamplingLine(ModelScores scores, LogScale x)
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

    private static string Describe(ModelScores scores, double? floor) => string.Join(' ',
    [
        $"Mean squared error against FLOPs spent, both axes logarithmic, for {ChartWords.Estimators(scores.Series.Count)} on {scores.ModelText}, with 95% bands.",
        ChartWords.Lowest(scores),
        .. ChartWords.AgainstSampling(scores),
        floor is { } known ? $"Below {FlopFormat.Ratio(known)} the truth's own noise hides all differences." : "The truth is exact.",
    ]);
}

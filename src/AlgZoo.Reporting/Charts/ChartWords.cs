using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>Sentences of the text alternatives of charts, taken from the scores.</summary>
internal static class ChartWords
{
    private const int MostNames = 4;

    /// <summary>A number of estimators.</summary>
    public static string Estimators(int count) => count == 1 ? "1 estimator" : FormattableString.Invariant($"{count} estimators");

    /// <summary>Names in a sentence; only the first few of many.</summary>
    public static string Names(IReadOnlyList<string> names) =>
        names.Count <= MostNames ? string.Join(", ", names) : FormattableString.Invariant($"{string.Join(", ", names.Take(MostNames))} and {names.Count - MostNames} more");

    /// <summary>Who has the smallest error at the largest budget.</summary>
    public static string Lowest(ModelScores scores) =>
        scores.Scores.Any() ? Lowest(scores, scores.Scores.Max(score => score.Budget), "At the largest budget") : "There is no score.";

    /// <summary>Who has the smallest error at a budget.</summary>
    public static string Lowest(ModelScores scores, long budget, string beginning)
    {
        var lowest = scores.Scores.Where(score => score.Budget == budget).MinBy(PlottedMse.Value);
        return lowest is null
            ? $"{beginning}, {FlopFormat.Compute(budget)}, there is no score."
            : $"{beginning}, {FlopFormat.Compute(budget)}, {lowest.Estimator} has the smallest mean squared error, {(PlottedMse.IsUpperBound(lowest) ? "at most " : "")}{FlopFormat.Ratio(PlottedMse.Value(lowest))}.";
    }

    /// <summary>Who beats sampling everywhere, and who nowhere gets below its line.</summary>
    public static IEnumerable<string> AgainstSampling(ModelScores scores)
    {
        string[] beating = [.. scores.Series.Where(series => series.Scores.All(score => score.Verdict == Verdict.Beats)).Select(series => series.Estimator.Id)];
        string[] above = [.. scores.Series.Where(series => series.Scores.All(score => score.Efficiency < 1)).Select(series => series.Estimator.Id)];
        if (beating.Length > 0)
        {
            yield return $"Beating sampling wherever they were scored: {Names(beating)}.";
        }

        if (above.Length > 0)
        {
            yield return $"Never below the sampling line: {Names(above)}.";
        }
    }
}

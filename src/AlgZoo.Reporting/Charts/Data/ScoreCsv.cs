using System.Text.Json;
using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>The scores behind the points of a chart, one a line, with the names of scores.json.</summary>
internal static class ScoreCsv
{
    private static readonly (string Name, Func<Score, object?> Value)[] Columns =
    [
        ("estimator", score => score.Estimator),
        ("kind", score => score.Kind),
        ("usesAdvice", score => score.UsesAdvice),
        ("model", score => score.Model),
        ("budget", score => score.Budget),
        ("cells", score => score.Cells),
        ("failures", score => score.Failures),
        ("flops", score => score.Flops),
        ("mse", score => score.Mse),
        ("mseStandardError", score => score.MseStandardError),
        ("resolvedMse", score => score.ResolvedMse),
        ("bias", score => score.Bias),
        ("samplingMse", score => score.SamplingMse),
        ("efficiency", score => score.Efficiency),
        ("efficiencyIsLowerBound", score => score.EfficiencyIsLowerBound),
        ("efficiencyLow", score => score.EfficiencyLow),
        ("efficiencyHigh", score => score.EfficiencyHigh),
        ("metering", score => score.Metering),
        ("verdict", score => JsonNamingPolicy.CamelCase.ConvertName(score.Verdict.ToString())),
    ];

    /// <summary>The text.</summary>
    public static string Of(IEnumerable<Score> scores) => CsvTable.Of(Columns, scores);
}

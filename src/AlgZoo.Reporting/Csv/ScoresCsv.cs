using System.Text.Json;
using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>scores.csv, and the numbers of a chart: a row for each of some entries of <c>scores</c> in scores.json, with columns of the same names; what is nested there has a point in its name.</summary>
internal static class ScoresCsv
{
    private static readonly CsvColumns<Score> Columns = new CsvColumns<Score>()
        .Text("estimator", score => score.Estimator)
        .Text("kind", score => score.Kind.ToString())
        .Flag("usesAdvice", score => score.UsesAdvice)
        .Text("model", score => score.Model)
        .Number<long>("budget", score => score.Budget)
        .Number<int>("cells", score => score.Cells)
        .Number<int>("failures", score => score.Failures)
        .Number<double>("flops", score => score.Flops)
        .Number<double>("mse", score => score.Mse)
        .Number<double>("mseStandardError", score => score.MseStandardError)
        .Number<double>("resolvedMse", score => score.ResolvedMse)
        .Number<double>("bias", score => score.Bias)
        .Number<double>("samplingMse", score => score.SamplingMse)
        .Number<double>("efficiency", score => score.Efficiency)
        .Flag("efficiencyIsLowerBound", score => score.EfficiencyIsLowerBound)
        .Number<double>("efficiencyLow", score => score.EfficiencyLow)
        .Number<double>("efficiencyHigh", score => score.EfficiencyHigh)
        .Text("metering", score => score.Metering?.ToString())
        .Text("verdict", score => JsonNamingPolicy.CamelCase.ConvertName(score.Verdict.ToString()))
        .Number<int>("surprise.cells", score => score.Surprise?.Cells)
        .Number<double>("surprise.explanationBits", score => score.Surprise?.ExplanationBits)
        .Number<double>("surprise.explanationStandardError", score => score.Surprise?.ExplanationStandardError)
        .Number<double>("surprise.adviceBits", score => score.Surprise?.AdviceBits)
        .Number<double>("surprise.bitsLeft", score => score.Surprise?.BitsLeft)
        .Number<double>("surprise.bitsLeftStandardError", score => score.Surprise?.BitsLeftStandardError)
        .Number<double>("surprise.totalBits", score => score.Surprise?.TotalBits)
        .Number<double>("surprise.totalStandardError", score => score.Surprise?.TotalStandardError)
        .Text("surprise.sigmaIsStated", score => score.Surprise is { } surprise ? (surprise.SigmaIsStated ? "true" : "false") : null)
        .Number<double>("surprise.resolution", score => score.Surprise?.Resolution);

    public static string Of(IEnumerable<Score> scores) => Columns.ToCsv(scores);
}

using System.Globalization;
using System.Text.Json;
using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>What estimators computed, and what they knew beforehand, in report.md.</summary>
internal static class MarkdownCompute
{
    private const int ShownClasses = 4;

    /// <summary>A line for each estimator; empty where no cell completed.</summary>
    public static string Operations(RunReport report)
    {
        EstimatorReport[] computed = [.. report.Estimators.Where(estimator => estimator.Operations.Occurring().Any() || estimator.Seconds > 0)];
        return computed.Length == 0 ? "" : MarkdownText.Table(
            [("estimator", false), ("operations, all cells", true), ("classes", false), ("seconds", true), ("peak memory", true)],
            computed.Select(estimator => (IReadOnlyList<string>)
            [
                MarkdownText.Escape(estimator.Id), FlopFormat.Compute(estimator.Operations.Occurring().Sum(entry => (double)entry.Count)), Classes(estimator.Operations), NumberFormat.Seconds(estimator.Seconds),
                estimator.PeakMemoryBytes is { } bytes ? FlopFormat.Bytes(bytes) : "",
            ]));
    }

    /// <summary>A line for each estimator and model with advice; empty where there is none.</summary>
    public static string Advice(RunReport report) => report.Manifest.Advice.Count == 0 ? "" : MarkdownText.Table(
        [("estimator", false), ("model", false), ("size", true), ("FLOPs", true), ("seconds", true), ("outcome", false)],
        report.Manifest.Advice.Select(advice => (IReadOnlyList<string>)
        [
            MarkdownText.Escape(advice.Estimator), MarkdownText.Escape(advice.Model), FlopFormat.Bytes(advice.Bytes), FlopFormat.Compute(advice.Flops), NumberFormat.Seconds(advice.Seconds),
            MarkdownText.Escape(advice.Message is null ? advice.Outcome.ToString() : $"{advice.Outcome}: {advice.Message}"),
        ]));

    private static string Classes(OperationCounts counts)
    {
        double all = counts.Occurring().Sum(entry => (double)entry.Count);
        (OperationClass Operation, long Count)[] ordered = [.. counts.Occurring().OrderByDescending(entry => entry.Count)];
        string[] shares = [.. ordered.Select(entry => $"{JsonNamingPolicy.CamelCase.ConvertName(entry.Operation.ToString())} {NumberFormat.Percent(entry.Count / all)}")];
        return English.List(shares, ShownClasses);
    }
}

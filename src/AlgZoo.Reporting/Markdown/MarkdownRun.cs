using System.Globalization;
using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>The run header in report.md: all that decided the measurements.</summary>
internal static class MarkdownRun
{
    public static string Header(RunReport report) => MarkdownText.Table(
        [("the run", false), ("", false)], RunFacts.Of(report.Manifest).Select(fact => (IReadOnlyList<string>)[fact.Term, MarkdownText.Escape(fact.Value)]));

    public static string Models(RunReport report) => MarkdownText.Table(
        [("model", false), ("task", false), ("quantity", false), ("hidden size", true), ("length", true), ("parameters", true), ("noise", false), ("FLOPs of a sample", true), ("truth", false)],
        report.Manifest.Models.Select(model => (IReadOnlyList<string>)
        [
            MarkdownText.Escape(model.Reference), MarkdownText.Escape(model.Task), model.Quantity, Number(model.HiddenSize), Number(model.SequenceLength), Number(model.Parameters), MarkdownText.Escape(ModelWords.Noise(model)),
            Number(model.SamplingFlops), model.ExactTruth is { } method ? "exact: " + MarkdownText.Escape(method) : Number(model.TruthSamples) + " sequences",
        ]));

    public static string Plugins(RunReport report) => MarkdownText.Table(
        [("plugin", false), ("SHA-256", false), ("estimators", false)],
        report.Manifest.Estimators.GroupBy(estimator => (estimator.Plugin, estimator.Sha256)).OrderBy(plugin => plugin.Key.Plugin, StringComparer.Ordinal)
            .Select(plugin => (IReadOnlyList<string>)[MarkdownText.Escape(plugin.Key.Plugin), $"`{plugin.Key.Sha256}`", MarkdownText.Escape(string.Join(", ", plugin.Select(estimator => estimator.Id)))]));

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

using System.Globalization;
using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>The run header in report.md: all that decided the measurements.</summary>
internal static class MarkdownRun
{
    public static string Header(RunReport report)
    {
        var manifest = report.Manifest;
        (string Name, string? Value)[] facts =
        [
            ("suite", manifest.Suite),
            ("seed", manifest.Seed.ToString(CultureInfo.InvariantCulture)),
            ("noise", manifest.Noise),
            ("noisy copies per model", manifest.Draws.ToString(CultureInfo.InvariantCulture)),
            ("sequences per sampled truth", manifest.TruthSamples?.ToString("N0", CultureInfo.InvariantCulture) ?? "chosen by model"),
            ("shard", manifest.Shard?.ToString()),
            ("limits", string.Create(CultureInfo.InvariantCulture, $"{manifest.TimeLimitSeconds} s{(manifest.MemoryLimitMegabytes is { } megabytes ? $" and {megabytes} MB" : "")} per cell")),
            ("price table", manifest.PriceTable),
            ("version", manifest.Version),
            ("started", manifest.Started.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)),
            ("duration", manifest.Seconds is { } seconds ? NumberFormat.Duration(TimeSpan.FromSeconds(seconds)) : null),
            ("continued", manifest.Resumes.Count == 0 ? null : string.Join("; ", manifest.Resumes.Select(Resume))),
            ("machine", string.Join(", ", new[] { manifest.Machine.Processor, string.Create(CultureInfo.InvariantCulture, $"{manifest.Machine.Processors} processors"), manifest.Machine.Architecture, manifest.Machine.OperatingSystem, manifest.Machine.Runtime }.OfType<string>())),
            ("isolation of plugins", manifest.Machine.Isolation),
        ];
        return MarkdownText.Table([("the run", false), ("", false)], facts.Where(fact => !string.IsNullOrEmpty(fact.Value)).Select(fact => (IReadOnlyList<string>)[fact.Name, MarkdownText.Escape(fact.Value!)]));
    }

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

    private static string Resume(ManifestResume resume) =>
        string.Create(CultureInfo.InvariantCulture, $"{resume.Time.ToUniversalTime():yyyy-MM-dd HH:mm} UTC{(resume.AcceptedChanges.Count == 0 ? "" : " accepting: " + string.Join("; ", resume.AcceptedChanges))}");

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

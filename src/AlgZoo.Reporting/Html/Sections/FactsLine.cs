using System.Globalization;
using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>What was run, in a line; plain text.</summary>
internal static class FactsLine
{
    public static IEnumerable<string> Of(RunReport report)
    {
        var manifest = report.Manifest;
        yield return manifest.Models.Count == 1 ? manifest.Models[0].Reference : English.Count(manifest.Models.Count, "model");
        yield return Noise(manifest);
        yield return English.Count(manifest.Draws, "noisy copy", "noisy copies") + (manifest.Models.Count == 1 ? "" : " of each");
        yield return manifest.Budgets.Count == 1
            ? $"budget {FlopFormat.Compute(manifest.Budgets[0])} FLOPs"
            : string.Create(CultureInfo.InvariantCulture, $"{manifest.Budgets.Count} budgets from {FlopFormat.Compute(manifest.Budgets[0])} to {FlopFormat.Compute(manifest.Budgets[^1])} FLOPs");
        yield return English.Count(report.Estimators.Count, "estimator");
        yield return Truth(report);
        yield return string.Create(CultureInfo.InvariantCulture, $"seed {manifest.Seed}");
    }

    private static string Noise(RunManifest manifest)
    {
        if (manifest.Models.All(model => string.Equals(model.NoiseKind, "none", StringComparison.Ordinal)))
        {
            return "no noise";
        }

        double[] sigmas = [.. manifest.Models.Select(model => model.Sigma).Order()];
        string range = sigmas[0].Equals(sigmas[^1]) ? NumberFormat.Sigma(sigmas[0]) : $"{NumberFormat.Sigma(sigmas[0])} to {NumberFormat.Sigma(sigmas[^1])}";
        string calibrated = manifest.Noise.StartsWith("auto:", StringComparison.Ordinal) ? $", calibrated for {manifest.Noise}" : "";
        return $"{manifest.Models[0].NoiseKind} noise, σ {range}{calibrated}";
    }

    private static string Truth(RunReport report)
    {
        double error = report.Measurements.Count == 0 ? 0 : report.Measurements.Max(cell => cell.TruthStandardError);
        int exact = report.Manifest.Models.Count(model => model.ExactTruth is not null);
        return exact == report.Manifest.Models.Count ? "exact truth"
            : (exact == 0 ? "sampled truth" : string.Create(CultureInfo.InvariantCulture, $"exact truth of {English.Count(exact, "model")}, else sampled")) + (error > 0 ? $", standard error at most {NumberFormat.Error(error)}" : "");
    }
}

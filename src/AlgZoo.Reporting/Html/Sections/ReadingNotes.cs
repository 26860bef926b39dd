using System.Globalization;
using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>What a reader must know before relying on the scores of a run, most important first; plain text.</summary>
internal static class ReadingNotes
{
    private const int ShownNames = 5;

    // Of so many models the scores resample whole ones.
    private const int ResampledModels = 5;

    public static IEnumerable<string> Of(RunReport report) => [.. Missing(report), .. Failures(report), .. Prices(report), .. Metering(report), .. TruthNotes.Of(report), .. SourceNotes.Of(report), .. AdviceWithoutNoise(report), Resolution(report)];

    private static IEnumerable<string> Missing(RunReport report)
    {
        if (!report.Scores.Complete)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"The run is not complete: {report.Measurements.Count:N0} of {English.Count(report.Manifest.Cells, "cell")} are measured, and the scores are those of these cells.");
        }

        if (report.Manifest.Shard is { } shard)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"This is part {shard.Index} of {shard.Count} of a run; algzoo merge joins the parts.");
        }
    }

    private static IEnumerable<string> Failures(RunReport report)
    {
        string[] failing = [.. report.Estimators.Where(estimator => estimator.Headline is { FailureRate: > 0 }).Select(estimator => estimator.Id)];
        if (failing.Length > 0)
        {
            yield return $"{English.List(failing, ShownNames)} failed in some cells. Each of these counts as the trivial estimate at full budget.";
        }
    }

    private static IEnumerable<string> Prices(RunReport report)
    {
        if (!string.Equals(report.Scores.PriceTable, PriceTable.Default.Name, StringComparison.Ordinal))
        {
            yield return $"FLOPs are priced by {report.Scores.PriceTable}. Budgets are labelled as they were requested, in FLOPs of {PriceTable.Default.Name}.";
        }
    }

    private static IEnumerable<string> Metering(RunReport report)
    {
        if (MeteringNotes.GradesDiffer(report.Scores))
        {
            string[] unseen = [.. report.Estimators.Where(estimator => MeteringNotes.IsUpperBound(estimator.Headline?.Metering)).Select(estimator => estimator.Id)];
            yield return $"The meter did not see all that {English.List(unseen, ShownNames)} did (marked ~): the FLOPs are lower bounds and the efficiencies upper bounds, and they rank below all that is metered in full.";
        }
        else if (report.Scores.Headline.Any(headline => MeteringNotes.IsUpperBound(headline.Metering)))
        {
            yield return MeteringNotes.NothingMetered;
        }
    }

    private static IEnumerable<string> AdviceWithoutNoise(RunReport report)
    {
        if (report.Manifest.Models.All(model => string.Equals(model.NoiseKind, "none", StringComparison.Ordinal)) && report.Estimators.Any(estimator => estimator.Info.UsesAdvice))
        {
            yield return "There is no noise: advice knows the very models that are scored, and what estimators with advice score says nothing.";
        }
    }

    private static string Resolution(RunReport report)
    {
        var manifest = report.Manifest;
        int copies = manifest.Draws * manifest.Models.Count;
        if (copies == 1)
        {
            return "A single noisy copy gives no intervals and no verdicts.";
        }

        if (manifest.Models.Count > 1 && (manifest.Draws == 1 || manifest.Models.Count >= ResampledModels))
        {
            return string.Create(CultureInfo.InvariantCulture, $"Intervals resample whole models, {manifest.Models.Count} of them: they are about models like these, and wider than noise alone would make them.");
        }

        string which = manifest.Models.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({English.Count(manifest.Draws, "draw")} of each of {manifest.Models.Count} models)");
        return string.Create(CultureInfo.InvariantCulture,
            $"Over {copies:N0} noisy copies{which} a mean squared error has a relative standard error of about √(2/J) = {100 * Math.Sqrt(2.0 / copies):0}%: an efficiency within a factor of about {FlopFormat.Ratio(Reporting.Resolution.Factor(copies))} of 1 cannot be told from 1.");
    }
}

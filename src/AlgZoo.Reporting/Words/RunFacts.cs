using System.Globalization;
using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>The header of a run: all that decided the measurements but the models and the plugins, which have tables of their own.</summary>
internal static class RunFacts
{
    public static IEnumerable<(string Term, string Value)> Of(RunManifest manifest)
    {
        yield return ("suite", manifest.Suite);
        yield return ("seed", manifest.Seed.ToString(CultureInfo.InvariantCulture));
        yield return ("noise", manifest.Noise);
        yield return ("noisy copies of each model", Count(manifest.Draws));
        yield return ("budgets", string.Join(", ", manifest.Budgets.Select(budget => FlopFormat.Compute(budget))) + $" FLOPs of {PriceTable.Default.Name}");
        yield return ("sampled truths", manifest.TruthSamples is { } samples ? $"{Count(samples)} sequences each" : "as many sequences as each model needs");
        yield return ("price table", manifest.PriceTable);
        if (manifest.Sources is { } sources)
        {
            foreach (var source in sources)
            {
                yield return ($"from {source.Folder}", $"{string.Join(", ", source.Estimators)}; version {source.Version}, started {Time(source.Started)}, {Machine(source.Machine)}");
            }

            yield break;
        }

        yield return ("framework", manifest.Version);
        yield return ("machine", Machine(manifest.Machine));
        yield return ("isolation of plugins", manifest.Machine.Isolation);
        yield return ("limits of a cell", string.Create(CultureInfo.InvariantCulture, $"{manifest.TimeLimitSeconds:0.###} s{(manifest.MemoryLimitMegabytes is { } megabytes ? $", {megabytes} MB" : "")}"));
        yield return ("started", Time(manifest.Started));
        if (manifest.Seconds is { } seconds)
        {
            yield return ("took", NumberFormat.Duration(TimeSpan.FromSeconds(seconds)));
        }

        if (manifest.Shard is { } shard)
        {
            yield return ("part of the run", shard.ToString());
        }

        foreach (var resume in manifest.Resumes)
        {
            yield return ("continued", $"{Time(resume.Time)}, with {resume.Version}{(resume.AcceptedChanges.Count == 0 ? "" : "; accepted: " + string.Join("; ", resume.AcceptedChanges))}");
        }
    }

    private static string Machine(ManifestMachine machine) => string.Join(", ", ((string?[])
    [
        machine.Processor, English.Count(machine.Processors, "logical processor"), machine.Architecture, machine.OperatingSystem, machine.Runtime,
    ]).OfType<string>());

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

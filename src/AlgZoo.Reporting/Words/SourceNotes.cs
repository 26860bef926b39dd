namespace AlgZoo.Reporting;

/// <summary>Names the runs that the estimators of a leaderboard come from; nothing about a run that is no leaderboard.</summary>
internal static class SourceNotes
{
    public static IEnumerable<string> Of(RunReport report)
    {
        var sources = report.Manifest.Sources ?? [];
        foreach (var source in sources)
        {
            yield return $"From {source.Folder}, version {source.Version}: {string.Join(", ", source.Estimators)}.";
        }

        if (sources.Select(source => source.Version).Distinct(StringComparer.Ordinal).Skip(1).Any())
        {
            yield return "The runs are of different versions of the framework: costs are what each version counted, errors what its kernels computed.";
        }
    }
}

namespace AlgZoo.Evaluation;

/// <summary>Joins the run directories of shards to the directory of the whole run.</summary>
public static class RunMerge
{
    /// <summary>Joins shards. The scores are those of a run that was never split.</summary>
    /// <param name="folders">The run directories of all shards of one run, in any order.</param>
    /// <param name="output">The run directory to write; must not hold a run.</param>
    /// <returns>The whole run.</returns>
    /// <exception cref="RunDirectoryException">A folder is no complete shard, two are of different runs or hold the same shard, or a shard is missing; the message names all of them.</exception>
    /// <exception cref="IOException">A folder cannot be read, or <paramref name="output"/> cannot be written or holds a run.</exception>
    public static RunResult Merge(IReadOnlyList<string> folders, string output)
    {
        ArgumentNullException.ThrowIfNull(folders);
        ArgumentOutOfRangeException.ThrowIfZero(folders.Count, nameof(folders));
        (string Folder, RunRecord Run)[] shards = [.. folders.Select(folder => (folder, RunDirectory.Read(folder)))];
        EnsureAgree(shards);
        EnsureAllThere(shards);
        var manifest = Whole([.. shards.Select(shard => shard.Run.Manifest).OrderBy(shard => shard.Shard!.Index)]);
        var order = new PlanOrder(manifest);
        Measurement[] measurements = [.. shards.SelectMany(shard => shard.Run.Measurements).OrderBy(order.Position)];
        using var directory = RunDirectory.Create(output);
        foreach (string sha256 in manifest.Advice.Select(advice => advice.Sha256).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (folders.Select(folder => RunDirectory.FindAdvice(folder, sha256)).FirstOrDefault(found => found is not null) is { } advice)
            {
                directory.WriteAdvice(advice);
            }
        }

        directory.Write(manifest);
        foreach (var measurement in measurements)
        {
            directory.Append(measurement);
        }

        var counted = GivenUp.Apply(manifest, measurements);
        var scores = Scorer.Score(manifest, counted);
        directory.Write(scores);
        return new RunResult(manifest, counted, scores);
    }

    private static void EnsureAgree((string Folder, RunRecord Run)[] shards)
    {
        if (Array.Find(shards, shard => shard.Run.Manifest.Shard is null) is { Folder: not null } whole)
        {
            throw new RunDirectoryException($"'{whole.Folder}' holds a whole run, not a shard; name the folders that `algzoo run --shard i/n` wrote.");
        }

        var first = shards[0];
        string[] mismatches =
        [
            .. from shard in shards[1..]
               let differences = Differences(first.Run.Manifest, shard.Run.Manifest)
               where differences.Length > 0
               select $"'{shard.Folder}' ({differences})",
        ];
        if (mismatches.Length > 0)
        {
            throw new RunDirectoryException($"The shards are not of one run; different from '{first.Folder}': {string.Join(", ", mismatches)}. Run these shards again with the suite, plugins and version of the others.");
        }

        if (shards.GroupBy(shard => shard.Run.Manifest.Shard!.Index).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
        {
            throw new RunDirectoryException($"The shard {twice.First().Run.Manifest.Shard} is there more than once: {string.Join(", ", twice.Select(shard => $"'{shard.Folder}'"))}; name one of them.");
        }
    }

    private static void EnsureAllThere((string Folder, RunRecord Run)[] shards)
    {
        int count = shards[0].Run.Manifest.Shard!.Count;
        string[] missing = [.. Enumerable.Range(1, count).Except(shards.Select(shard => shard.Run.Manifest.Shard!.Index)).Select(index => new Shard(index, count).ToString())];
        string[] incomplete =
        [
            .. from shard in shards
               let left = shard.Run.Manifest.Cells - shard.Run.Measurements.Count
               where left > 0
               orderby shard.Run.Manifest.Shard!.Index
               select FormattableString.Invariant($"{shard.Run.Manifest.Shard} lacks {left} cells (`algzoo run --resume {shard.Folder}` finishes it)"),
        ];
        if (missing.Length + incomplete.Length > 0)
        {
            throw new RunDirectoryException("The run is not whole. " + string.Join(" ", (string[])
            [
                .. missing.Length > 0 ? [$"Missing shards: {string.Join(", ", missing)}; run each with --shard and name its folder."] : (string[])[],
                .. incomplete.Length > 0 ? [$"Unfinished shards: {string.Join(", ", incomplete)}."] : (string[])[],
            ]));
        }
    }

    // Shards may have run on different machines, on different days, and each holds another part: of those only the number matters.
    private static string Differences(RunManifest first, RunManifest other) => string.Join("; ", ManifestDifference
        .Between(first with { Shard = new Shard(1, first.Shard!.Count) }, other with { Shard = new Shard(1, other.Shard!.Count), Machine = first.Machine })
        .Select(difference => difference.Description));

    private static RunManifest Whole(RunManifest[] shards)
    {
        var first = shards[0];
        var advice = shards.SelectMany(shard => shard.Advice).DistinctBy(entry => (entry.Estimator, entry.Model)).ToDictionary(entry => (entry.Estimator, entry.Model));
        return first with
        {
            Shard = null,
            Started = shards.Min(shard => shard.Started),
            Seconds = Array.TrueForAll(shards, shard => shard.Seconds is not null) ? shards.Sum(shard => shard.Seconds) : null,
            Advice = [.. first.Estimators.SelectMany(estimator => first.Models.Select(model => advice.GetValueOrDefault((estimator.Id, model.Reference)))).OfType<ManifestAdvice>()],
            Resumes = [.. shards.SelectMany(shard => shard.Resumes).OrderBy(resume => resume.Time)],
        };
    }
}

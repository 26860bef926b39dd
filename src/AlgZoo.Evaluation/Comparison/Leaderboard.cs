using System.Globalization;

namespace AlgZoo.Evaluation;

/// <summary>Puts the estimators of several runs of one suite into one run, as if they had been run together.</summary>
public static class Leaderboard
{
    /// <summary>Between the id of an estimator and the folder that tells it from another plugin's estimator of the same id; no id of a plugin has it.</summary>
    public const char FolderSeparator = '@';

    /// <summary>
    /// Puts runs together. An estimator whose plugin has the same SHA-256 in several runs is taken once; other estimators of one id are told apart by the names of their folders: <c>sobol@before</c>.
    /// </summary>
    /// <param name="runs">The runs with the folders that they were read from, at least one.</param>
    /// <returns>One run, with the given ones in <see cref="RunManifest.Sources"/>.</returns>
    /// <exception cref="RunDirectoryException">
    /// A run is a shard or lacks cells, the runs differ in anything that scores depend on, or one plugin measured different things in two runs; the message is one line that names every difference.
    /// </exception>
    public static RunRecord Of(IReadOnlyList<(string Folder, RunRecord Run)> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentOutOfRangeException.ThrowIfZero(runs.Count, nameof(runs));
        EnsureWhole(runs);
        EnsureAgree(runs);
        EnsureSameTruths(runs);
        Entry[] entries = [.. Named([.. runs.SelectMany((run, index) => run.Run.Manifest.Estimators.Select(estimator => (Run: index, Estimator: estimator)))], runs).OrderBy(entry => entry.Id, StringComparer.Ordinal)];
        if (entries.GroupBy(entry => entry.Id, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
        {
            throw new RunDirectoryException($"Two estimators would be named '{twice.Key}'; give one of the folders another name.");
        }

        var first = runs[0].Run.Manifest;
        RunManifest[] manifests = [.. runs.Select(run => run.Run.Manifest)];
        var manifest = first with
        {
            Started = manifests.Min(run => run.Started),
            Seconds = Array.TrueForAll(manifests, run => run.Seconds is not null) ? manifests.Sum(run => run.Seconds) : null,
            TimeLimitSeconds = manifests.Max(run => run.TimeLimitSeconds),
            MemoryLimitMegabytes = manifests.Max(run => run.MemoryLimitMegabytes),
            Estimators = [.. entries.Select(entry => entry.Estimator with { Id = entry.Id })],
            Advice =
            [
                .. from entry in entries
                   from advice in manifests[entry.Runs[0]].Advice
                   where string.Equals(advice.Estimator, entry.Estimator.Id, StringComparison.Ordinal)
                   select advice with { Estimator = entry.Id },
            ],
            Resumes = [],
            Sources =
            [
                .. runs.Select((run, index) => new ManifestSource(
                    run.Folder, run.Run.Manifest.Version, run.Run.Manifest.Started, run.Run.Manifest.Machine, [.. entries.Where(entry => entry.Runs.Contains(index)).Select(entry => entry.Id)])),
            ],
        };
        var order = new PlanOrder(manifest);
        // In the order of the plan, so that of several differences always the same is named.
        ILookup<string, Measurement>[] cells = [.. runs.Select(run => run.Run.Measurements.OrderBy(new PlanOrder(run.Run.Manifest).Position).ToLookup(cell => cell.Estimator, StringComparer.Ordinal))];
        EnsureReproduced(entries, cells, runs);
        return new RunRecord(manifest, [.. entries.SelectMany(entry => cells[entry.Runs[0]][entry.Estimator.Id].Select(cell => cell with { Estimator = entry.Id })).OrderBy(order.Position)]);
    }

    /// <summary>Writes the run directory of a leaderboard.</summary>
    /// <param name="run">What <see cref="Of"/> returned.</param>
    /// <param name="output">The run directory to write; must not hold a run.</param>
    /// <exception cref="RunDirectoryException">Another host writes there.</exception>
    /// <exception cref="IOException"><paramref name="output"/> cannot be written or holds a run.</exception>
    public static void Write(RunRecord run, string output)
    {
        ArgumentNullException.ThrowIfNull(run);
        using var directory = RunDirectory.Create(output);
        foreach (string sha256 in run.Manifest.Advice.Select(advice => advice.Sha256).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if ((run.Manifest.Sources ?? []).Select(source => RunDirectory.FindAdvice(source.Folder, sha256)).FirstOrDefault(found => found is not null) is { } advice)
            {
                directory.WriteAdvice(advice);
            }
        }

        directory.Write(run.Manifest);
        foreach (var measurement in run.Measurements)
        {
            directory.Append(measurement);
        }

        directory.Write(Scorer.Score(run.Manifest, run.Measurements));
    }

    private static void EnsureWhole(IReadOnlyList<(string Folder, RunRecord Run)> runs)
    {
        if (runs.GroupBy(run => Path.GetFullPath(run.Folder), StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
        {
            throw new RunDirectoryException($"'{twice.First().Folder}' is named more than once; name it once.");
        }

        string[] parts =
        [
            .. from run in runs
               let manifest = run.Run.Manifest
               let left = manifest.Cells - run.Run.Measurements.Count
               where manifest.Shard is not null || left > 0
               select manifest.Shard is { } shard
                   ? $"'{run.Folder}' is shard {shard} (`algzoo merge` joins shards)"
                   : FormattableString.Invariant($"'{run.Folder}' lacks {left} cells (`algzoo run --resume {run.Folder}` finishes it)"),
        ];
        if (parts.Length > 0)
        {
            throw new RunDirectoryException($"A leaderboard is made of whole runs: {string.Join("; ", parts)}.");
        }
    }

    private static void EnsureAgree(IReadOnlyList<(string Folder, RunRecord Run)> runs)
    {
        var first = runs[0];
        string[] mismatches =
        [
            .. from run in runs.Skip(1)
               let differences = string.Join("; ", Differences(first.Run.Manifest, run.Run.Manifest))
               where differences.Length > 0
               select $"'{run.Folder}' ({differences})",
        ];
        if (mismatches.Length > 0)
        {
            bool areOnlyPrices = runs.All(run => !Differences(first.Run.Manifest, run.Run.Manifest with { PriceTable = first.Run.Manifest.PriceTable }).Any());
            string remedy = areOnlyPrices ? "Price them alike with --price-table." : "Run these again with the suite and options of the first.";
            throw new RunDirectoryException($"The runs do not belong into one table; different from '{first.Folder}': {string.Join(", ", mismatches)}. {remedy}");
        }
    }

    // Estimators and their advice may differ, and so may limits, versions and machines, which decide no score but through what was measured.
    private static IEnumerable<string> Differences(RunManifest first, RunManifest other)
    {
        var differences = ManifestDifference.Between(first, other with
        {
            Estimators = first.Estimators,
            TimeLimitSeconds = first.TimeLimitSeconds,
            MemoryLimitMegabytes = first.MemoryLimitMegabytes,
            Version = first.Version,
            Machine = first.Machine,
        }).Select(difference => difference.Description);
        var samples =
            from model in first.Models
            let same = other.Models.FirstOrDefault(candidate => string.Equals(candidate.Reference, model.Reference, StringComparison.Ordinal))
            let cost = PriceTable.Default.Price(model.SamplingOperations)
            let otherCost = same is null ? cost : PriceTable.Default.Price(same.SamplingOperations)
            where cost != otherCost
            select string.Create(CultureInfo.InvariantCulture, $"one sample of {model.Reference} cost {cost}, costs {otherCost} FLOPs");
        return differences.Concat(samples);
    }

    private static void EnsureSameTruths(IReadOnlyList<(string Folder, RunRecord Run)> runs)
    {
        var truths = Truths(runs[0].Run);
        foreach (var run in runs.Skip(1))
        {
            foreach (var (copy, truth) in Truths(run.Run))
            {
                if (!truths[copy].Equals(truth))
                {
                    throw new RunDirectoryException(string.Create(CultureInfo.InvariantCulture,
                        $"The runs do not belong into one table: the truth of {copy.Model}, draw {copy.Draw} is {truths[copy].Value:R} in '{runs[0].Folder}' and {truth.Value:R} in '{run.Folder}'. Run one of them again with the version of the other."));
                }
            }
        }
    }

    private static Dictionary<(string Model, int Draw), (double Value, double StandardError, double Variance)> Truths(RunRecord run) => run.Measurements
        .DistinctBy(cell => (cell.Model, cell.Draw))
        .ToDictionary(cell => (cell.Model, cell.Draw), cell => (cell.Truth, cell.TruthStandardError, cell.TruthVariance));

    // Runs of one plugin under one version of the framework are one entry.
    private static IEnumerable<Entry> Named((int Run, EstimatorInfo Estimator)[] estimators, IReadOnlyList<(string Folder, RunRecord Run)> runs)
    {
        string[] suffixes = Suffixes([.. runs.Select(run => run.Folder)]);
        foreach (var ofId in estimators.GroupBy(entry => entry.Estimator.Id, StringComparer.Ordinal))
        {
            (int Run, EstimatorInfo Estimator)[][] variants = [.. ofId.GroupBy(entry => entry.Estimator.Sha256, StringComparer.Ordinal).Select(group => group.ToArray())];
            foreach (var variant in variants)
            {
                var estimator = variant[0].Estimator;
                yield return new Entry(variants.Length == 1 ? estimator.Id : estimator.Id + FolderSeparator + suffixes[variant[0].Run], estimator, [.. variant.Select(entry => entry.Run)]);
            }
        }
    }

    // The last part of each path, with as many parts before it as tell all of them apart.
    private static string[] Suffixes(string[] folders)
    {
        string[][] parts = [.. folders.Select(folder => Path.GetFullPath(folder).Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries))];
        for (int length = 1; ; length++)
        {
            string[] suffixes = [.. parts.Select(path => string.Join('/', path.TakeLast(length)))];
            if (suffixes.Distinct(StringComparer.Ordinal).Count() == suffixes.Length)
            {
                return suffixes;
            }
        }
    }

    private static void EnsureReproduced(Entry[] entries, ILookup<string, Measurement>[] cells, IReadOnlyList<(string Folder, RunRecord Run)> runs)
    {
        foreach (var entry in entries)
        {
            var known = cells[entry.Runs[0]][entry.Estimator.Id].ToDictionary(CellId.Of);
            foreach (int again in entry.Runs[1..])
            {
                if (cells[again][entry.Estimator.Id].FirstOrDefault(cell => !IsSame(known[CellId.Of(cell)], cell)) is { } other)
                {
                    var (first, second) = (runs[entry.Runs[0]], runs[again]);
                    bool sameVersion = string.Equals(first.Run.Manifest.Version, second.Run.Manifest.Version, StringComparison.Ordinal);
                    throw new RunDirectoryException(string.Create(CultureInfo.InvariantCulture,
                        $"The same plugin of {entry.Estimator.Id} measured different things at {other.Budget} FLOPs on {other.Model}, draw {other.Draw}: {Text(known[CellId.Of(other)])} in '{first.Folder}', {Text(other)} in '{second.Folder}'. {(sameVersion ? "It does not reproduce its results" : "The versions of the framework differ")}; leave one of the folders out."));
                }
            }
        }
    }

    private static bool IsSame(Measurement first, Measurement second) => first.Outcome == second.Outcome && Nullable.Equals(first.Value, second.Value) && (first.Outcome != Outcome.Completed || first.Flops == second.Flops);

    private static string Text(Measurement cell) => cell.Value is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value:R} for {cell.Flops} FLOPs") : cell.Outcome.ToString();

    /// <summary>An estimator of the leaderboard and the runs that have it.</summary>
    private sealed record Entry(string Id, EstimatorInfo Estimator, int[] Runs);
}

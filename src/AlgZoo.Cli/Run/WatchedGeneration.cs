using AlgZoo.Evaluation;
using AlgZoo.Hosting;

namespace AlgZoo.Cli;

/// <summary>What is run between two changes of plugins.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Stamps">For each estimator of the plan the hash of all that its plugin may load.</param>
internal sealed record WatchedGeneration(RunPlan Plan, IReadOnlyDictionary<string, string> Stamps)
{
    /// <summary>What follows when the plugins have become others. An estimator whose plugin is broken keeps its place as long as it has all its results: it is not run.</summary>
    /// <param name="snapshot">The plugins now.</param>
    /// <param name="result">What this generation has measured.</param>
    public WatchedGeneration Next(PluginSnapshot snapshot, RunResult result)
    {
        var chosen = Plan.For(snapshot.Catalog.Estimators);
        var ids = chosen.Estimators.Select(estimator => estimator.Id).ToHashSet(StringComparer.Ordinal);
        EstimatorInfo[] broken = [.. Plan.Estimators.Where(estimator => snapshot.IsBroken(estimator) && !ids.Contains(estimator.Id) && HasAll(estimator.Id, result))];
        var stamps = Stamped(chosen, snapshot);
        foreach (var estimator in broken)
        {
            stamps.Add(estimator.Id, Stamps[estimator.Id]);
        }

        return new WatchedGeneration(chosen with { Estimators = [.. chosen.Estimators.Concat(broken).OrderBy(estimator => estimator.Id, StringComparer.Ordinal)] }, stamps);
    }

    /// <summary>The first generation.</summary>
    public static WatchedGeneration First(RunPlan plan, PluginSnapshot snapshot) => new(plan, Stamped(plan, snapshot));

    /// <summary>What is different from an earlier generation.</summary>
    public WatchChanges Since(WatchedGeneration earlier) => new(
        [.. Stamps.Keys.Where(id => earlier.Stamps.TryGetValue(id, out string? stamp) && !string.Equals(stamp, Stamps[id], StringComparison.Ordinal)).Order(StringComparer.Ordinal)],
        [.. Stamps.Keys.Except(earlier.Stamps.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        [.. earlier.Stamps.Keys.Except(Stamps.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    /// <summary>Ids of the estimators that are what they were in an earlier generation.</summary>
    public IReadOnlySet<string> Unchanged(WatchedGeneration earlier) =>
        Stamps.Where(entry => earlier.Stamps.TryGetValue(entry.Key, out string? stamp) && string.Equals(stamp, entry.Value, StringComparison.Ordinal)).Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether everything was measured.</summary>
    public bool IsComplete(RunResult result) => result.Measurements.Count == Plan.Cells;

    private static Dictionary<string, string> Stamped(RunPlan plan, PluginSnapshot snapshot) => plan.Estimators.ToDictionary(estimator => estimator.Id, snapshot.Stamp, StringComparer.Ordinal);

    private bool HasAll(string estimator, RunResult result) =>
        result.Measurements.Count(cell => string.Equals(cell.Estimator, estimator, StringComparison.Ordinal)) == Plan.Cells / Plan.Estimators.Count;
}

/// <summary>Ids of the estimators in which two generations differ, each list in order.</summary>
/// <param name="Changed">Those of plugins that have changed.</param>
/// <param name="Joined">Those that were not there.</param>
/// <param name="Left">Those that are there no more.</param>
internal sealed record WatchChanges(IReadOnlyList<string> Changed, IReadOnlyList<string> Joined, IReadOnlyList<string> Left)
{
    private const int Shown = 5;

    /// <summary>Whether there is something to be measured.</summary>
    public bool AreMeasured => Changed.Count + Joined.Count > 0;

    /// <summary>Whether there is none.</summary>
    public bool AreNone => Changed.Count + Joined.Count + Left.Count == 0;

    /// <summary>The changes in words; empty if there are none.</summary>
    public override string ToString() => string.Join("; ", new[] { ("changed", Changed), ("new", Joined), ("gone", Left) }
        .Where(entry => entry.Item2.Count > 0)
        .Select(entry => $"{entry.Item1}: {string.Join(", ", entry.Item2.Take(Shown))}{(entry.Item2.Count > Shown ? FormattableString.Invariant($" and {entry.Item2.Count - Shown} more") : "")}"));
}

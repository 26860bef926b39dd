using AlgZoo.Evaluation;

namespace AlgZoo.Hosting;

/// <summary>The plugins as they were at a moment. Safe for concurrent use.</summary>
public sealed class PluginSnapshot : IDisposable
{
    private readonly CancellationTokenSource _outdated = new();
    private readonly IReadOnlyDictionary<string, StampedPlugin> _plugins;

    internal PluginSnapshot(PluginCatalog catalog, PluginFiles files, IReadOnlyDictionary<string, StampedPlugin> plugins)
    {
        Catalog = catalog;
        Files = files;
        _plugins = plugins;
        Outdated = _outdated.Token;
    }

    /// <summary>What was found.</summary>
    public PluginCatalog Catalog { get; }

    /// <summary>Signalled when the code of some plugin is seen to be another, or on its way to be.</summary>
    public CancellationToken Outdated { get; }

    internal PluginFiles Files { get; }

    /// <summary>Hash of all files that an estimator's plugin may load: of two snapshots with the same stamp the estimator is the same in both.</summary>
    /// <param name="estimator">An estimator of <see cref="Catalog"/>, with options or without.</param>
    /// <returns>The hash.</returns>
    public string Stamp(EstimatorInfo estimator) => _plugins[Catalog.Entry(estimator).Plugin.Path].Stamp;

    /// <summary>Whether something is wrong with the file or the folder that an estimator came from.</summary>
    /// <param name="estimator">An estimator of an earlier snapshot.</param>
    /// <returns>True if one of the problems of <see cref="Catalog"/> is about it.</returns>
    public bool IsBroken(EstimatorInfo estimator)
    {
        ArgumentNullException.ThrowIfNull(estimator);
        return Catalog.Problems.Any(problem => Paths.IsBelow(estimator.Path, problem.Path));
    }

    /// <summary>Frees what the token needs.</summary>
    public void Dispose() => _outdated.Dispose();

    internal void Outdate() => _outdated.Cancel();

    /// <summary>Whether the code of an estimator's plugin is still what it was, which means that it was ever since.</summary>
    internal bool IsCurrent(EstimatorInfo estimator) => _plugins[Catalog.Entry(estimator).Plugin.Path].Code.All(file => FileState.Of(new FileInfo(file.Key)) == file.Value);

    /// <summary>Whether nothing could be different but the times of files.</summary>
    internal bool IsSame(PluginSnapshot other) =>
        Catalog.Problems.SequenceEqual(other.Catalog.Problems)
        && _plugins.Count == other._plugins.Count
        && _plugins.All(entry => other._plugins.TryGetValue(entry.Key, out var plugin) && string.Equals(plugin.Stamp, entry.Value.Stamp, StringComparison.Ordinal));

    /// <summary>Whether a plugin of an earlier snapshot is gone, or something is wrong that was not.</summary>
    internal bool HasLost(PluginSnapshot since) => since._plugins.Keys.Any(path => !_plugins.ContainsKey(path)) || Catalog.Problems.Except(since.Catalog.Problems).Any();
}

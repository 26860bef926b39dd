using System.Diagnostics.CodeAnalysis;
using AlgZoo.Evaluation;

namespace AlgZoo.Hosting;

/// <summary>
/// The plugins of a list of folders, known from their metadata: nothing has been loaded and no plugin code has run. Immutable.
/// </summary>
/// <remarks>
/// In each folder a plugin is <c>Name/Name.dll</c> in a folder of its own, or a loose <c>Name.dll</c>. A loose DLL without an estimator that another loose DLL there refers to (or calls
/// native code in) counts as its dependency. A folder without DLLs directly inside, such as one with source code, is no plugin and no problem. A plugin that turns up twice, by path or
/// by SHA-256, counts once. Of two plugins with the same estimator id the first keeps it.
/// </remarks>
public sealed class PluginCatalog
{
    private readonly Dictionary<string, CatalogEntry> _entries;

    private PluginCatalog(IReadOnlyList<Plugin> plugins, IReadOnlyList<PluginProblem> problems)
    {
        Plugins = plugins;
        _entries = plugins.SelectMany(plugin => plugin.Estimators.Select(estimator => new CatalogEntry(plugin, estimator))).ToDictionary(entry => entry.Estimator.Info.Id, StringComparer.Ordinal);
        Estimators = [.. _entries.Values.Select(entry => entry.Estimator.Info).OrderBy(info => info.Id, StringComparer.Ordinal)];
        Problems = problems;
    }

    /// <summary>Every estimator that can be run, by id.</summary>
    public IReadOnlyList<EstimatorInfo> Estimators { get; }

    /// <summary>What was found but cannot be offered, in search order.</summary>
    public IReadOnlyList<PluginProblem> Problems { get; }

    /// <summary>The plugins, in search order.</summary>
    internal IReadOnlyList<Plugin> Plugins { get; }

    /// <summary>Looks for plugins.</summary>
    /// <param name="locations">Folders, and DLLs that are to be taken as plugins on their own, in order of precedence; see <see cref="PluginFolders.InSearchOrder(IEnumerable{string})"/>.</param>
    /// <returns>The catalogue. Whatever is wrong with a folder or a file is in <see cref="Problems"/>, never an exception.</returns>
    public static PluginCatalog Discover(IEnumerable<string> locations)
    {
        ArgumentNullException.ThrowIfNull(locations);
        var search = new PluginSearch();
        foreach (string location in locations)
        {
            search.Visit(Path.GetFullPath(location));
        }

        return new PluginCatalog(search.Plugins, search.Problems);
    }

    /// <summary>The catalogue of one plugin that was found before.</summary>
    internal static PluginCatalog Of(Plugin plugin) => new([plugin], []);

    /// <summary>Finds an estimator by its id.</summary>
    /// <param name="id">The id; case matters.</param>
    /// <param name="estimator">The estimator.</param>
    /// <returns><see langword="false"/> if there is none.</returns>
    public bool TryFind(string id, [NotNullWhen(true)] out EstimatorInfo? estimator)
    {
        estimator = _entries.TryGetValue(id, out var entry) ? entry.Estimator.Info : null;
        return estimator is not null;
    }

    internal CatalogEntry Entry(EstimatorInfo info) =>
        _entries.TryGetValue(info.DeclaredId, out var entry) && entry.Estimator.Info == info with { Id = info.DeclaredId }
            ? entry
            : throw new ArgumentException($"The estimator '{info.Id}' of {info.Path} is not in this catalogue of plugins.", nameof(info));
}

/// <summary>An estimator and its plugin.</summary>
internal sealed record CatalogEntry(Plugin Plugin, PluginEstimator Estimator);

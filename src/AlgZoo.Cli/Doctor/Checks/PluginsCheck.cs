using System.Globalization;
using AlgZoo.Evaluation;
using AlgZoo.Hosting;

namespace AlgZoo.Cli;

/// <summary>Where plugins are looked for, what is there, and what cannot be loaded.</summary>
/// <param name="named">Folders and DLLs that the user named.</param>
internal sealed class PluginsCheck(IReadOnlyList<string> named) : ICheck
{
    public string Id => "plugins";

    public IEnumerable<Finding> Examine(CancellationToken cancellationToken)
    {
        var locations = PluginFolders.InSearchOrder(named);
        var catalog = PluginCatalog.Discover(locations);
        foreach (string location in locations)
        {
            yield return Finding.Ok(Id, Contents(location, [.. catalog.Estimators.Where(estimator => IsIn(estimator.Path, location))]));
        }

        if (PluginFolders.UserFolder is { } folder && !locations.Contains(folder, StringComparer.Ordinal))
        {
            yield return Finding.Ok(Id, $"{folder}: not there yet; builds of projects that `algzoo new estimator` made go there");
        }

        foreach (var problem in catalog.Problems)
        {
            yield return Of(problem);
        }

        if (catalog.Estimators.Count == 0)
        {
            yield return Finding.Problem(Id, "there is no estimator at all", "Install algzoo again, or name a folder with plugins by --plugins or ALGZOO_PLUGINS.");
        }
    }

    /// <summary>A problem as the search reports it: what is wrong, and behind a semicolon what to do.</summary>
    public static Finding Of(PluginProblem problem)
    {
        const string Separator = "; ";
        int end = problem.Reason.LastIndexOf(Separator, StringComparison.Ordinal);
        return end < 0
            ? Finding.Problem("plugins", problem.ToString(), "Build the plugin again, or take it out of the folder.")
            : Finding.Problem("plugins", $"{problem.Path}: {problem.Reason[..end]}", Sentence(problem.Reason[(end + Separator.Length)..]));
    }

    private static string Contents(string location, EstimatorInfo[] estimators)
    {
        int plugins = estimators.Select(estimator => estimator.Path).Distinct(StringComparer.Ordinal).Count();
        return string.Create(CultureInfo.InvariantCulture, $"{location}: {Count(plugins, "plugin")}, {Count(estimators.Length, "estimator")}{(estimators.Length is > 0 and <= 5 ? $" ({string.Join(", ", estimators.Select(estimator => estimator.Id))})" : "")}");
    }

    private static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private static bool IsIn(string path, string location) =>
        string.Equals(path, location, StringComparison.Ordinal) || path.StartsWith(Path.TrimEndingDirectorySeparator(location) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string Sentence(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}.";
}

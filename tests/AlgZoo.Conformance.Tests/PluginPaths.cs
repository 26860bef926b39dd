using AlgZoo.Tests.Support;

namespace AlgZoo.Conformance.Tests;

/// <summary>Where the plugins are that the build has deployed.</summary>
internal static class PluginPaths
{
    // Up from artifacts/bin/<project>/<configuration>.
    private static readonly string Artifacts = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", ".."));
    private static readonly string Configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    /// <summary>The folder of the plugins that ship.</summary>
    public static string Shipped { get; } = Path.Combine(Artifacts, "bin", "AlgZoo.Cli", Configuration, "plugins");

    public static string Sample { get; } = Path.Combine(Artifacts, "bin", "HelloEstimator", Configuration, "HelloEstimator.dll");

    public static string Faulty { get; } = Fixture("Faulty");

    public static string Fixture(string name) => Path.Combine(Artifacts, "fixtures", name, name + ".dll");

    public static ConformanceOptions Options() => new() { CacheFolder = MeteredPlugins.Folder };
}

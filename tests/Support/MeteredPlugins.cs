namespace AlgZoo.Tests.Support;

/// <summary>Where tests remember the metered form of plugins: rewriting those that ship takes longer than most tests, and depends on nothing but files, so that one folder in the build's output serves all of them.</summary>
internal static class MeteredPlugins
{
    public static string Folder { get; } = System.IO.Path.Combine(OriginalModels.RepositoryRoot, "artifacts", "metered");
}

namespace AlgZoo.Tests.Support;

/// <summary>AlgZoo's original weights, which live outside the repository. Tests that need them are skipped where they are absent.</summary>
internal static class OriginalModels
{
    /// <summary>Full path of a file of original weights; ignores the running test with a reason if it is not there.</summary>
    public static string Path(string fileName)
    {
        string folder = Environment.GetEnvironmentVariable("ALGZOO_TEST_DATA") ?? System.IO.Path.Combine(RepositoryRoot, "..", "shared", "data", "algzoo");
        string path = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, fileName));
        if (!File.Exists(path))
        {
            Assert.Ignore($"AlgZoo's original weights are not at {path}; set ALGZOO_TEST_DATA to their folder to run this test.");
        }

        return path;
    }

    /// <summary>The folder that holds the solution file.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "AlgZoo.Framework.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests must run from a build output inside the repository.");
    }
}

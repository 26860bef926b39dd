using AlgZoo.Tests.Support;

namespace AlgZoo.Reporting.Tests;

/// <summary>Outputs that somebody looked at and approved, in the folder Approved.</summary>
internal static class Approved
{
    private const string AcceptVariable = "ALGZOO_ACCEPT_REPORTS";

    /// <summary>Asserts that an output is the approved one, whatever the line ends.</summary>
    /// <param name="actual">The output.</param>
    /// <param name="fileName">The approved file.</param>
    public static void Check(string actual, string fileName)
    {
        string path = Path.Combine(OriginalModels.RepositoryRoot, "tests", "AlgZoo.Reporting.Tests", "Approved", fileName);
        actual = actual.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        string approved = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        Assert.That(actual, Is.EqualTo(approved), $"The output changed. If that is intended, run this test once with {AcceptVariable}=1 and commit {path}.");
    }
}

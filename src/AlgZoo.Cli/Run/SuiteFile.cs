using AlgZoo.Evaluation;

namespace AlgZoo.Cli;

/// <summary>Finds the suite that a user names.</summary>
internal static class SuiteFile
{
    private const long MaximumBytes = 1 << 20;

    /// <summary>Reads a suite that ships, or a YAML file.</summary>
    public static Suite Read(string nameOrPath)
    {
        if (BuiltInSuites.Names.Contains(nameOrPath, StringComparer.Ordinal) || !File.Exists(nameOrPath))
        {
            return BuiltInSuites.Get(nameOrPath);
        }

        return new FileInfo(nameOrPath).Length <= MaximumBytes
            ? SuiteReader.Read(File.ReadAllText(nameOrPath), nameOrPath)
            : throw new SuiteException($"{nameOrPath}: a suite file has at most {MaximumBytes} bytes.");
    }
}

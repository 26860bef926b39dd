namespace AlgZoo.Evaluation;

/// <summary>The name of this machine's processor, for the header of a report.</summary>
public static class ProcessorName
{
    /// <summary>Asks the system.</summary>
    /// <returns>The name; null where the system does not tell.</returns>
    public static string? Find()
    {
        if (OperatingSystem.IsWindows())
        {
            return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        }

        return OperatingSystem.IsLinux() && File.Exists("/proc/cpuinfo") ? Parse(File.ReadLines("/proc/cpuinfo")) : null;
    }

    /// <summary>Finds the name in the lines of <c>/proc/cpuinfo</c>; null if they have none, as on ARM.</summary>
    internal static string? Parse(IEnumerable<string> lines) => lines
        .Where(line => line.StartsWith("model name", StringComparison.Ordinal))
        .Select(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())
        .FirstOrDefault(name => name.Length > 0);
}

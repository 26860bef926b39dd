namespace AlgZoo.Hosting;

internal static class Paths
{
    /// <summary>How the system compares paths.</summary>
    public static StringComparer Comparer { get; } = OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

    private static StringComparison Comparison => OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    public static bool IsDll(string path) => Path.GetExtension(path).Equals(".dll", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an absolute path is a folder's or of something in it.</summary>
    public static bool IsBelow(string path, string folder) =>
        path.StartsWith(folder, Comparison) && (path.Length == folder.Length || path[folder.Length] == Path.DirectorySeparatorChar);
}

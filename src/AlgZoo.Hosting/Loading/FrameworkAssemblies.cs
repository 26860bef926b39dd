using System.Reflection;

namespace AlgZoo.Hosting;

/// <summary>The assemblies of the .NET runtime itself, as opposed to the host's own libraries, which plugins must not see.</summary>
internal static class FrameworkAssemblies
{
    private static readonly Lazy<HashSet<string>> Names = new(() =>
    {
        string folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return new(Directory.EnumerateFiles(folder, "*.dll").Select(path => Path.GetFileNameWithoutExtension(path)), StringComparer.OrdinalIgnoreCase);
    });

    public static bool Contains(AssemblyName name) => Names.Value.Contains(name.Name!);
}

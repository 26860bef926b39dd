using System.Reflection;
using System.Runtime.Loader;

namespace AlgZoo.Hosting;

/// <summary>Where a plugin's private dependencies lie: as its <c>.deps.json</c> says, otherwise beside its DLL.</summary>
internal sealed class PluginDependencies
{
    private readonly AssemblyDependencyResolver? _resolver;
    private readonly string _folder;

    public PluginDependencies(string pluginPath)
    {
        _folder = Path.GetDirectoryName(pluginPath)!;
        try
        {
            _resolver = new AssemblyDependencyResolver(pluginPath);
        }
        catch (InvalidOperationException)
        {
            // The .deps.json is damaged or lists a file that is gone: what lies beside the DLL still counts, and what is missing gets named by its assembly.
        }
    }

    public string? FindAssembly(AssemblyName name)
    {
        if (_resolver?.ResolveAssemblyToPath(name) is { } listed)
        {
            return listed;
        }

        string beside = Path.Combine(_folder, name.CultureName ?? "", name.Name + ".dll");
        return File.Exists(beside) ? beside : null;
    }

    public string? FindNativeLibrary(string name)
    {
        if (_resolver?.ResolveUnmanagedDllToPath(name) is { } listed)
        {
            return listed;
        }

        string decorated = OperatingSystem.IsWindows() ? name + ".dll" : OperatingSystem.IsMacOS() ? $"lib{name}.dylib" : $"lib{name}.so";
        return new[] { name, decorated }.Select(file => Path.Combine(_folder, file)).FirstOrDefault(File.Exists);
    }
}

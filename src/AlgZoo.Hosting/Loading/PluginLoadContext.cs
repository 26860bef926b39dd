using System.Reflection;
using System.Runtime.Loader;

namespace AlgZoo.Hosting;

/// <summary>The assemblies of one plugin. Shared ones are the host's whatever their version; the runtime's come from the default context; all else is private.</summary>
internal sealed class PluginLoadContext : AssemblyLoadContext
{
    private readonly Dictionary<string, Assembly> _shared;
    private readonly PluginDependencies _dependencies;

    public PluginLoadContext(string pluginPath, IEnumerable<Assembly> shared, bool isCollectible)
        : base("plugin:" + Path.GetFileNameWithoutExtension(pluginPath), isCollectible)
    {
        _shared = shared.Distinct().ToDictionary(assembly => assembly.GetName().Name!, StringComparer.OrdinalIgnoreCase);
        _dependencies = new PluginDependencies(pluginPath);
    }

    /// <summary>Loads from memory, with debug symbols if they lie beside the file. A mapped file that is overwritten would kill the process.</summary>
    public Assembly LoadFromBytes(byte[] bytes, string path)
    {
        string symbolPath = Path.ChangeExtension(path, ".pdb");
        using var assembly = new MemoryStream(bytes, writable: false);
        using var symbols = File.Exists(symbolPath) ? new MemoryStream(File.ReadAllBytes(symbolPath), writable: false) : null;
        return LoadFromStream(assembly, symbols);
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (_shared.TryGetValue(assemblyName.Name!, out var shared))
        {
            return shared;
        }

        if (_dependencies.FindAssembly(assemblyName) is { } path)
        {
            return LoadFromBytes(File.ReadAllBytes(path), path);
        }

        return FrameworkAssemblies.Contains(assemblyName) || !string.IsNullOrEmpty(assemblyName.CultureName)
            ? null
            : throw new FileNotFoundException($"{assemblyName.Name} {assemblyName.Version} is not in the plugin's folder. Add the package to the plugin's project and copy the whole build output.");
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _dependencies.FindNativeLibrary(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
}

using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;

namespace AlgZoo.Hosting;

/// <summary>The assemblies of one plugin. Shared ones are the host's whatever their version; the runtime's come from the default context; all else is private.</summary>
internal sealed class PluginLoadContext : AssemblyLoadContext
{
    private readonly Dictionary<string, Assembly> _shared;
    private readonly PluginDependencies _dependencies;
    private readonly MeteredAssemblies? _metered;
    private readonly ConcurrentQueue<string> _unmeteredLoads = new();

    /// <summary>Creates a context.</summary>
    /// <param name="pluginPath">Path of the plugin's DLL.</param>
    /// <param name="shared">The assemblies that are the host's.</param>
    /// <param name="isCollectible">Whether it can be unloaded.</param>
    /// <param name="metered">The rewritten assemblies; null to load them as they are.</param>
    public PluginLoadContext(string pluginPath, IEnumerable<Assembly> shared, bool isCollectible, MeteredAssemblies? metered)
        : base("plugin:" + Path.GetFileNameWithoutExtension(pluginPath), isCollectible)
    {
        _shared = shared.Distinct().ToDictionary(assembly => assembly.GetName().Name!, StringComparer.OrdinalIgnoreCase);
        _dependencies = new PluginDependencies(pluginPath);
        _metered = metered;
    }

    /// <summary>Private assemblies with code that were loaded as they are, since nothing of what was rewritten refers to them.</summary>
    public IReadOnlyCollection<string> UnmeteredLoads => _unmeteredLoads;

    /// <summary>Loads from memory, with debug symbols if they lie beside the file. A mapped file that is overwritten would kill the process.</summary>
    public Assembly LoadFromBytes(byte[] bytes, string path)
    {
        string symbolPath = Path.ChangeExtension(path, ".pdb");
        using var assembly = new MemoryStream(bytes, writable: false);
        using var symbols = File.Exists(symbolPath) ? new MemoryStream(File.ReadAllBytes(symbolPath), writable: false) : null;
        return LoadFromStream(assembly, symbols);
    }

    /// <summary>Loads a rewritten assembly.</summary>
    public Assembly LoadMetered(MeteredAssembly metered)
    {
        using var assembly = new MemoryStream(metered.Dll, writable: false);
        using var symbols = metered.Symbols is null ? null : new MemoryStream(metered.Symbols, writable: false);
        return LoadFromStream(assembly, symbols);
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (_shared.TryGetValue(assemblyName.Name!, out var shared))
        {
            return shared;
        }

        if (_metered?.Assemblies.FirstOrDefault(each => string.Equals(each.Name, assemblyName.Name, StringComparison.OrdinalIgnoreCase)) is { } metered && string.IsNullOrEmpty(assemblyName.CultureName))
        {
            return LoadMetered(metered);
        }

        if (_dependencies.FindAssembly(assemblyName) is { } path)
        {
            if (_metered is not null && string.IsNullOrEmpty(assemblyName.CultureName) && !PluginAssemblies.IsPriced(assemblyName))
            {
                _unmeteredLoads.Enqueue(assemblyName.Name!);
            }

            return LoadFromBytes(File.ReadAllBytes(path), path);
        }

        return FrameworkAssemblies.Contains(assemblyName) || !string.IsNullOrEmpty(assemblyName.CultureName)
            ? null
            : throw new FileNotFoundException($"{assemblyName.Name} {assemblyName.Version} is not in the plugin's folder. Add the package to the plugin's project and copy the whole build output.");
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _dependencies.FindNativeLibrary(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
}

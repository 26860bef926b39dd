using System.Reflection;
using System.Security.Cryptography;

namespace AlgZoo.Hosting;

/// <summary>
/// Loads one plugin into an AssemblyLoadContext of its own. The vocabulary is that of McMaster.NETCore.Plugins. Files are read into memory, so that overwriting or truncating
/// a DLL later does no harm; native libraries are the exception, since the operating system maps them.
/// </summary>
/// <remarks>
/// Disposing requests the unload. It happens once nothing refers to the plugin any more, which a plugin can prevent (threads, timers, reflection-based serialisers, statics of
/// shared assemblies): it is best effort, and only the end of a process is certain.
/// </remarks>
public sealed class PluginLoader : IDisposable
{
    private readonly string _assemblyFile;
    private readonly byte[] _bytes;
    private readonly PluginLoadContext _context;
    private readonly MeteredAssembly? _metered;
    private Assembly? _assembly;
    private bool _isDisposed;

    private PluginLoader(string assemblyFile, byte[] bytes, IEnumerable<Type> sharedTypes, bool isUnloadable, MeteredAssemblies? metered)
    {
        _assemblyFile = assemblyFile;
        _bytes = bytes;
        _context = new PluginLoadContext(assemblyFile, sharedTypes.Select(type => type.Assembly), isUnloadable, metered);
        _metered = metered?.Assemblies[0];
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    /// <summary>Whether <see cref="Dispose"/> unloads the plugin.</summary>
    public bool IsUnloadable => _context.IsCollectible;

    /// <summary>Lower-case hexadecimal SHA-256 of the bytes that <see cref="LoadDefaultAssembly"/> loads.</summary>
    public string Sha256 { get; }

    /// <summary>Reads a plugin's DLL; runs none of its code.</summary>
    /// <param name="assemblyFile">Path of the DLL. Its dependencies are found through its <c>.deps.json</c>, otherwise beside it.</param>
    /// <param name="sharedTypes">Types whose assemblies the plugin gets from the host, whatever version it was built against. What those assemblies refer to is not shared.</param>
    /// <param name="isUnloadable">Whether the plugin can be unloaded; default true.</param>
    /// <returns>The loader.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static PluginLoader CreateFromAssemblyFile(string assemblyFile, IEnumerable<Type> sharedTypes, bool isUnloadable = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(assemblyFile);
        ArgumentNullException.ThrowIfNull(sharedTypes);
        string path = Path.GetFullPath(assemblyFile);
        return new PluginLoader(path, File.ReadAllBytes(path), sharedTypes, isUnloadable, metered: null);
    }

    /// <summary>Takes a plugin whose code was read, and metered if that was possible.</summary>
    internal static PluginLoader Create(MeteredPlugin plugin, IEnumerable<Type> sharedTypes) => new(plugin.Own.Path, plugin.Own.Dll, sharedTypes, isUnloadable: true, plugin.Metered);

    /// <summary>Loads the plugin's own assembly; a second call gives the same one.</summary>
    /// <returns>The assembly.</returns>
    /// <exception cref="BadImageFormatException">The file is not a .NET assembly, or is damaged.</exception>
    /// <exception cref="ObjectDisposedException">The plugin was unloaded.</exception>
    public Assembly LoadDefaultAssembly()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return _assembly ??= _metered is null ? _context.LoadFromBytes(_bytes, _assemblyFile) : _context.LoadMetered(_metered);
    }

    /// <summary>Names of private assemblies that were loaded without being metered, although the plugin is.</summary>
    internal IReadOnlyCollection<string> UnmeteredLoads => _context.UnmeteredLoads;

    /// <summary>Requests the unload, if <see cref="IsUnloadable"/>.</summary>
    public void Dispose()
    {
        if (!_isDisposed && IsUnloadable)
        {
            _context.Unload();
        }

        _assembly = null;
        _isDisposed = true;
    }
}

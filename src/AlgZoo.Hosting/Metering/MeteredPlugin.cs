using System.Security.Cryptography;

namespace AlgZoo.Hosting;

/// <summary>A plugin's code before it is loaded: metered, or as it is where it cannot be metered.</summary>
/// <param name="Plugin">The plugin.</param>
/// <param name="Own">The plugin's own assembly as it was read.</param>
/// <param name="Metered">The rewritten assemblies; null if the plugin's own could not be rewritten.</param>
/// <param name="Reason">Why not, in one line; null if it could.</param>
internal sealed record MeteredPlugin(Plugin Plugin, AssemblyInput Own, MeteredAssemblies? Metered, string? Reason)
{
    /// <summary>Reads and rewrites a plugin and its private dependencies; runs none of its code.</summary>
    /// <exception cref="InvalidOperationException">The plugin was changed since it was found.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static MeteredPlugin Prepare(Plugin plugin, MeteredCache cache)
    {
        var own = AssemblyInput.Read(plugin.Path);
        if (!string.Equals(Convert.ToHexStringLower(SHA256.HashData(own.Dll)), plugin.Sha256, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{plugin.Path} was changed after it was found; start again so that results name the DLL that made them.");
        }

        try
        {
            return new MeteredPlugin(plugin, own, cache.Get(PluginAssemblies.Collect(own)), Reason: null);
        }
        catch (MeteringException exception)
        {
            return new MeteredPlugin(plugin, own, Metered: null, exception.Message);
        }
    }
}

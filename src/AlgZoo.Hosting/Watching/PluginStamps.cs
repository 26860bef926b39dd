using System.Security.Cryptography;
using System.Text;

namespace AlgZoo.Hosting;

/// <summary>Hashes plugins with all files that they load. A file is read again when its state has changed only.</summary>
internal sealed class PluginStamps
{
    private Dictionary<string, (FileState State, string Sha256)> _known = new(Paths.Comparer);

    /// <summary>The stamps of plugins: what two of the same stamp do is the same.</summary>
    /// <param name="plugins">The plugins.</param>
    /// <param name="problems">What lies beside them and is no plugin.</param>
    /// <param name="files">The files there are.</param>
    /// <returns>For each plugin's path its files and its stamp.</returns>
    public IReadOnlyDictionary<string, StampedPlugin> Of(IReadOnlyList<Plugin> plugins, IReadOnlyList<PluginProblem> problems, PluginFiles files)
    {
        var hashes = new Dictionary<string, (FileState State, string Sha256)>(Paths.Comparer);
        var referred = plugins.Where(plugin => !HasOwnFolder(plugin)).ToDictionary(plugin => plugin.Path, Referred, Paths.Comparer);
        string[] named = [.. plugins.Select(plugin => plugin.Path).Concat(problems.Select(problem => problem.Path)).Concat(referred.Values.SelectMany(paths => paths)).Distinct(Paths.Comparer)];
        var stamped = plugins.ToDictionary(
            plugin => plugin.Path,
            plugin => Stamp(plugin, HasOwnFolder(plugin) ? files.States.Keys.Where(file => Paths.IsBelow(file, plugin.Folder)) : LooseFiles(plugin, referred[plugin.Path], named, files), files, hashes),
            Paths.Comparer);
        _known = hashes;
        return stamped;
    }

    // A plugin in a folder of its own is all that the folder holds.
    private static bool HasOwnFolder(Plugin plugin) => string.Equals(Path.GetFileName(plugin.Folder), plugin.Name, StringComparison.OrdinalIgnoreCase);

    // Beside a loose plugin lie others. What has their name, or that of an assembly which some plugin refers to, belongs to those; what nobody refers to may be loaded by any of them.
    private static IEnumerable<string> LooseFiles(Plugin plugin, IReadOnlyList<string> referred, string[] named, PluginFiles files)
    {
        string[] others = [.. named.Except([plugin.Path, plugin.Folder], Paths.Comparer).Select(path => Path.GetFileNameWithoutExtension(path) + ".")];
        return files.States.Keys
            .Where(file => Paths.Comparer.Equals(Path.GetDirectoryName(file), plugin.Folder) && !Array.Exists(others, other => Path.GetFileName(file).StartsWith(other, StringComparison.OrdinalIgnoreCase)))
            .Union(referred.Where(files.States.ContainsKey), Paths.Comparer);
    }

    private StampedPlugin Stamp(Plugin plugin, IEnumerable<string> files, PluginFiles all, Dictionary<string, (FileState State, string Sha256)> hashes)
    {
        string[] own = [.. files.Order(StringComparer.Ordinal)];
        var content = new StringBuilder();
        foreach (string file in own)
        {
            content.Append(Path.GetRelativePath(plugin.Folder, file)).Append('\n').Append(Hash(file, all.States[file], hashes)).Append('\n');
        }

        return new StampedPlugin(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString()))), own.Where(PluginFiles.IsCode).ToDictionary(file => file, file => all.States[file], Paths.Comparer));
    }

    private static IReadOnlyList<string> Referred(Plugin plugin)
    {
        try
        {
            return [.. PluginAssemblies.Collect(AssemblyInput.Read(plugin.Path)).Select(assembly => assembly.Path)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private string Hash(string file, FileState state, Dictionary<string, (FileState State, string Sha256)> hashes)
    {
        if (!hashes.TryGetValue(file, out var hash))
        {
            hash = _known.TryGetValue(file, out var known) && known.State == state ? known : (state, Hash(file));
            hashes.Add(file, hash);
        }

        return hash.Sha256;
    }

    private static string Hash(string file)
    {
        try
        {
            return Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.GetType().Name;
        }
    }
}

/// <summary>A plugin with all that it loads.</summary>
/// <param name="Stamp">Hash of the names and contents of its files.</param>
/// <param name="Code">Those of the files that may hold code, as they were.</param>
internal sealed record StampedPlugin(string Stamp, IReadOnlyDictionary<string, FileState> Code);

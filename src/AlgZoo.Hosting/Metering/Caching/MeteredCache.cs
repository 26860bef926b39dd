using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using AlgZoo.Metering;
using AlgZoo.Numerics;

namespace AlgZoo.Hosting;

/// <summary>
/// Remembers rewritten assemblies in a folder, under a hash of everything that decides them: the inputs, the rewriter, and the width of <see cref="Vector{T}"/>. Prices do not: what an operation costs is
/// decided when it is counted. Safe for concurrent use, also by several processes.
/// </summary>
/// <param name="folder">The folder; created when the first entry is added.</param>
/// <param name="time">Tells what was not used for long.</param>
/// <param name="maximumBytes">How much room all entries together take.</param>
/// <remarks>
/// The cache never fails a run: an entry that cannot be read is made anew, and one that cannot be written is left out. Entries that were not used for 30 days are deleted, and where there is no room for all, those that were not
/// used for longest: every build of a plugin makes one.
/// </remarks>
internal sealed class MeteredCache(string folder, TimeProvider time, long maximumBytes = MeteredCache.MaximumBytes)
{
    private const long MaximumBytes = 512L << 20;
    private const string Extension = ".metered";

    private static readonly TimeSpan UnusedFor = TimeSpan.FromDays(30);

    // A build is deterministic: the version ids change when, and only when, the code does.
    private static readonly string[] Rewriter = [.. new[] { typeof(MeteredCache), typeof(ThreadCounter), typeof(ForwardPass) }.Select(type => type.Module.ModuleVersionId.ToString())];

    /// <summary>Finds or makes the rewritten form of a plugin and its private dependencies.</summary>
    /// <param name="inputs">The plugin's own assembly first.</param>
    /// <exception cref="MeteringException">The plugin's own assembly cannot be rewritten.</exception>
    public MeteredAssemblies Get(IReadOnlyList<AssemblyInput> inputs)
    {
        string path = Path.Combine(folder, Key(inputs) + Extension);
        if (Find(path) is { } known)
        {
            return known;
        }

        var metered = AssemblyMeter.Rewrite(inputs);
        Add(path, metered);
        return metered;
    }

    private static string Key(IReadOnlyList<AssemblyInput> inputs)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{string.Join(',', Rewriter)}/{Vector<byte>.Count}/{inputs.Count}")));
        foreach (var input in inputs)
        {
            hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(input.Name)));
            hash.AppendData(SHA256.HashData(input.Dll));
            hash.AppendData(SHA256.HashData(input.Symbols ?? []));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..32];
    }

    private MeteredAssemblies? Find(string path)
    {
        try
        {
            var known = MeteredFile.Read(File.ReadAllBytes(path));
            File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
            return known;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void Add(string path, MeteredAssemblies metered)
    {
        string temporary = string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}.tmp");
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(temporary, MeteredFile.Write(metered));
            File.SetLastWriteTimeUtc(temporary, time.GetUtcNow().UtcDateTime);
            File.Move(temporary, path, overwrite: true);
            DeleteUnused();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Made anew next time.
        }
    }

    private void DeleteUnused()
    {
        var oldest = time.GetUtcNow().UtcDateTime - UnusedFor;
        long bytes = 0;
        foreach (var (entry, index) in new DirectoryInfo(folder).EnumerateFiles("*" + Extension + "*").OrderByDescending(file => file.LastWriteTimeUtc).Select((file, index) => (file, index)))
        {
            bytes += entry.Length;
            if (entry.LastWriteTimeUtc < oldest || (index > 0 && bytes > maximumBytes))
            {
                entry.Delete();
            }
        }
    }
}

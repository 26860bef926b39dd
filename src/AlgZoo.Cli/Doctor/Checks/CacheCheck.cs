using System.Globalization;
using AlgZoo.Hosting;

namespace AlgZoo.Cli;

/// <summary>The cache: its size by part, the room that is left, and whether it can be written.</summary>
internal sealed class CacheCheck : ICheck
{
    private const string Name = "cache";
    private const long LittleRoom = 256L << 20;

    public string Id => Name;

    public IEnumerable<Finding> Examine(CancellationToken cancellationToken)
    {
        string folder = AlgZooOptions.UsualCacheFolder;
        var parts = new[] { "zoo", "truth", AlgZooOptions.MeteredFolder }.Select(part => (Part: part, Bytes: Size(Path.Combine(folder, part), cancellationToken))).ToArray();
        yield return Judge(folder, parts, Room(folder), FolderAccess.WhyNotWritable(folder));
    }

    /// <summary>What to make of a cache.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="parts">The parts of it with their sizes in bytes.</param>
    /// <param name="room">Bytes that are free on its disk; null where the system does not tell.</param>
    /// <param name="obstacle">Why it cannot be written; null if it can.</param>
    public static Finding Judge(string folder, IReadOnlyList<(string Part, long Bytes)> parts, long? room, string? obstacle)
    {
        string summary = string.Create(
            CultureInfo.InvariantCulture,
            $"{folder}: {ByteText.Of(parts.Sum(part => part.Bytes))} ({string.Join(", ", parts.Select(part => $"{part.Part} {ByteText.Of(part.Bytes)}"))}){(room is { } free ? $", {ByteText.Of(free)} free on its disk" : "")}");
        return obstacle is not null
            ? Finding.Problem(Name, $"{folder} cannot be written: {obstacle}", "Make the folder writable, or name another one by ALGZOO_CACHE: without it every truth is sampled, every plugin metered and every original downloaded again.")
            : room < LittleRoom
            ? Finding.Problem(Name, summary, $"Free space on the disk, or name a folder on another one by ALGZOO_CACHE. What is in {folder} can be deleted at any time.")
            : Finding.Ok(Name, summary);
    }

    private static long Size(string folder, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            return 0;
        }

        long size = 0;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }))
        {
            cancellationToken.ThrowIfCancellationRequested();
            size += file.Length;
        }

        return size;
    }

    private static long? Room(string folder)
    {
        try
        {
            return new DriveInfo(FolderAccess.NearestExisting(folder)).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}

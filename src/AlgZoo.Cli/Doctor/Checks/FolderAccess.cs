namespace AlgZoo.Cli;

/// <summary>Whether a folder can be written.</summary>
internal static class FolderAccess
{
    /// <summary>Tries it with a file that is deleted again; where the folder does not exist, in the nearest one above that does.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>Null if it can be written; otherwise why not.</returns>
    public static string? WhyNotWritable(string folder)
    {
        string path = Path.Combine(NearestExisting(folder), Path.GetRandomFileName());
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            file.WriteByte(0);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message.Replace(path, Path.GetDirectoryName(path), StringComparison.Ordinal);
        }
    }

    /// <summary>The folder itself, or the nearest one above it that exists. A file in its way is no folder, but exists.</summary>
    public static string NearestExisting(string folder)
    {
        string nearest = Path.GetFullPath(folder);
        while (!Path.Exists(nearest) && Path.GetDirectoryName(nearest) is { } parent)
        {
            nearest = parent;
        }

        return nearest;
    }
}

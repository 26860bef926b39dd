namespace AlgZoo.Hosting;

/// <summary>What tells without reading a file that it has changed: every way to write to it, or to put another in its place, changes one of these.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="Written">When it was last written.</param>
/// <param name="Created">When it was created.</param>
internal readonly record struct FileState(long Length, DateTime Written, DateTime Created)
{
    /// <summary>Looks at a file, or at the one that a link leads to; null if there is none.</summary>
    public static FileState? Of(FileInfo file)
    {
        try
        {
            var target = file.Attributes.HasFlag(FileAttributes.ReparsePoint) ? file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file : file;
            return target.Exists ? new FileState(target.Length, target.LastWriteTimeUtc, target.CreationTimeUtc) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

using System.Security.Cryptography;

namespace AlgZoo.Zoo;

/// <summary>
/// Files of the original zoo in a folder, under AlgZoo's names. Size and hash of a file are recorded when it is first used, and checked whenever it is read. Several processes can use one folder.
/// </summary>
/// <param name="folder">The folder; created when the first file is added.</param>
internal sealed class OriginalCache(string folder)
{
    private readonly CacheIndex _index = new(folder);

    public string Folder => folder;

    public string PathOf(OriginalFile file) => Path.Combine(folder, file.FileName);

    public bool Has(OriginalFile file) => File.Exists(PathOf(file));

    public CacheRecord? RecordOf(OriginalFile file) => _index.Find(file.FileName);

    /// <summary>Files in the folder that have names of the zoo, in its order.</summary>
    public IReadOnlyList<OriginalFile> Files()
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var present = Directory.EnumerateFiles(folder).Select(Path.GetFileName).ToHashSet(StringComparer.Ordinal);
        return [.. ZooCatalogue.Files.Where(file => present.Contains(file.FileName))];
    }

    /// <summary>Reads a file and checks that it is what was recorded, or, the first time, that it is the model of its name, and records it.</summary>
    /// <returns>The content.</returns>
    /// <exception cref="ModelFileException">The file cannot be read, or is not what it was or should be.</exception>
    public byte[] Read(OriginalFile file)
    {
        string path = PathOf(file);
        byte[] content = ModelFile.ReadBytes(path);
        var found = RecordFor(file, content);
        if (RecordOf(file) is { } known)
        {
            return known.HasContentOf(found)
                ? content
                : throw new ModelFileException(path, FormattableString.Invariant(
                    $"it has {found.Bytes} bytes and the SHA-256 {found.Sha256}, but {known.Bytes} bytes and {known.Sha256} were recorded when it was first used; `algzoo zoo pull {file.Name}` downloads it again."));
        }

        try
        {
            file.EnsureIsContent(content);
        }
        catch (InvalidDataException exception)
        {
            throw new ModelFileException(path, exception.Message, exception);
        }

        try
        {
            _index.Record(found, prepare: _ => { });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A folder that others filled and that cannot be written, such as a shared one, is still good to read.
        }

        return content;
    }

    /// <summary>Takes in a file: it appears under its name as a whole or not at all.</summary>
    /// <param name="file">The file.</param>
    /// <param name="content">Its content, which must have been checked.</param>
    /// <param name="replace">Whether it may be another content than the recorded one.</param>
    /// <exception cref="ModelFileException">Another content was recorded, and is not to be replaced.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public void Add(OriginalFile file, byte[] content, bool replace)
    {
        string path = PathOf(file);
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(folder);
            var record = RecordFor(file, content);
            File.WriteAllBytes(temporary, content);
            _index.Record(record, known =>
            {
                if (!replace && known is not null && !known.HasContentOf(record))
                {
                    throw new ModelFileException(file.FileName, FormattableString.Invariant(
                        $"the server's file has the SHA-256 {record.Sha256}, but {known.Sha256} was recorded when it was first used; `algzoo zoo pull --force {file.Name}` takes the server's if you trust it."));
                }

                File.Move(temporary, path, overwrite: true);
            });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{path} cannot be written: {exception.Message.TrimEnd('.')}; make room, correct the permissions or name another cache folder with ALGZOO_CACHE.", exception);
        }
        finally
        {
            TryDelete(temporary);
        }
    }

    private static CacheRecord RecordFor(OriginalFile file, byte[] content) =>
        new(file.FileName, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)), TimeProvider.System.GetUtcNow());

    private static void TryDelete(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A left-over temporary file does no harm.
        }
    }
}

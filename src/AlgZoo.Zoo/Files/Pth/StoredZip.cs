namespace AlgZoo.Zoo;

/// <summary>
/// A zip archive whose entries are stored uncompressed, as PyTorch writes it. Everything is checked on opening, and nothing is copied: contents are slices of the file.
/// System.IO.Compression is not used because it neither checks the checksums nor refuses duplicate or overlapping entries.
/// </summary>
internal sealed class StoredZip
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _contents;

    private StoredZip(Dictionary<string, ReadOnlyMemory<byte>> contents) => _contents = contents;

    public IReadOnlyCollection<string> Names => _contents.Keys;

    /// <summary>Opens an archive.</summary>
    /// <exception cref="InvalidDataException">The archive is damaged, or has entries that PyTorch never writes.</exception>
    public static StoredZip Open(ReadOnlyMemory<byte> file)
    {
        var directory = ZipDirectory.Locate(file.Span);
        var entries = ReadDirectory(file.Span.Slice(directory.Offset, directory.Length), directory.Entries);
        var body = file[..directory.Offset];
        var contents = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        int previousEnd = 0;
        foreach (var entry in entries.OrderBy(entry => entry.HeaderOffset))
        {
            if (entry.HeaderOffset < previousEnd)
            {
                throw Refusal.Damaged($"Archive entry {Refusal.Quote(entry.Name)} overlaps the one before it.");
            }

            var content = entry.LocateContent(body.Span);
            previousEnd = content.End.Value;
            if (!contents.TryAdd(entry.Name, body[content]))
            {
                throw Refusal.Damaged($"The archive has two entries named {Refusal.Quote(entry.Name)}.");
            }
        }

        return new(contents);
    }

    public bool TryGetContent(string name, out ReadOnlyMemory<byte> content) => _contents.TryGetValue(name, out content);

    private static List<ZipEntry> ReadDirectory(ReadOnlySpan<byte> directory, int count)
    {
        var reader = new ByteReader(directory, "The zip directory");
        var entries = new List<ZipEntry>();
        for (int i = 0; i < count; i++)
        {
            entries.Add(ZipEntry.ReadDirectoryRecord(ref reader));
        }

        return reader.Remaining == 0 ? entries : throw Refusal.Damaged("The zip directory has more entries than the end record says.");
    }
}

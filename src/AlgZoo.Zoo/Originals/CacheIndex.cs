using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AlgZoo.Zoo;

/// <summary>
/// Size and SHA-256 of each cached file as they were when it was first used: a JSON line for each, the last one of a file counts. Lines are only ever appended, under a lock of the file that
/// other processes respect too; a line that cannot be read, because its writer was killed, is passed over.
/// </summary>
/// <param name="folder">The folder of the cache; need not exist to be read.</param>
internal sealed class CacheIndex(string folder)
{
    public const string FileName = "index.jsonl";

    // Others hold the file for the time of one line.
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(20);

    private readonly string _path = Path.Combine(folder, FileName);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, CacheRecord> _records = new(StringComparer.Ordinal);
    private long _bytesRead;

    /// <summary>What is recorded of a file; null for nothing.</summary>
    public CacheRecord? Find(string fileName)
    {
        lock (_lock)
        {
            if (File.Exists(_path))
            {
                using var stream = Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                ReadNewLines(stream);
            }

            return _records.GetValueOrDefault(fileName);
        }
    }

    /// <summary>Records a file, while no other process reads or writes the index.</summary>
    /// <param name="record">What to record.</param>
    /// <param name="prepare">Is given what is recorded so far, and puts the file in its place.</param>
    public void Record(CacheRecord record, Action<CacheRecord?> prepare)
    {
        lock (_lock)
        {
            using var stream = Open(FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            ReadNewLines(stream);
            var known = _records.GetValueOrDefault(record.File);
            prepare(known);
            if (known is not null && known.HasContentOf(record))
            {
                return;
            }

            byte[] line = JsonSerializer.SerializeToUtf8Bytes(record, CacheIndexJson.Default.CacheRecord);
            bool isTorn = stream.Length > _bytesRead;
            stream.Seek(0, SeekOrigin.End);
            stream.Write([.. isTorn ? "\n"u8 : [], .. line, .. "\n"u8]);
            ReadNewLines(stream);
        }
    }

    private void ReadNewLines(FileStream stream)
    {
        if (stream.Length < _bytesRead)
        {
            _bytesRead = 0;
            _records.Clear();
        }

        byte[] added = new byte[stream.Length - _bytesRead];
        stream.Seek(_bytesRead, SeekOrigin.Begin);
        stream.ReadExactly(added);
        int end = Array.LastIndexOf(added, (byte)'\n') + 1;
        foreach (var range in added.AsSpan(0, end).Split((byte)'\n'))
        {
            if (TryParse(added.AsSpan(0, end)[range]) is { } record)
            {
                _records[record.File] = record;
            }
        }

        _bytesRead += end;
    }

    private static CacheRecord? TryParse(ReadOnlySpan<byte> line)
    {
        try
        {
            return line.IsEmpty ? null : JsonSerializer.Deserialize(line, CacheIndexJson.Default.CacheRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private FileStream Open(FileMode mode, FileAccess access, FileShare share)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(_path, mode, access, share, bufferSize: 0);
            }
            catch (IOException exception) when (IsSharingViolation(exception) && Stopwatch.GetElapsedTime(start) < LockPatience)
            {
                Thread.Sleep(5);
            }
        }
    }

    // ERROR_SHARING_VIOLATION, and EWOULDBLOCK of Linux and of macOS.
    private static bool IsSharingViolation(IOException exception) => exception.HResult is unchecked((int)0x80070020) or 11 or 35;
}

/// <summary>What is recorded of a cached file.</summary>
/// <param name="File">AlgZoo's name of the file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its SHA-256, in lower-case hexadecimal.</param>
/// <param name="Recorded">When it was first used.</param>
internal sealed record CacheRecord(
    [property: JsonRequired] string File, [property: JsonRequired] long Bytes, [property: JsonRequired] string Sha256, [property: JsonRequired] DateTimeOffset Recorded)
{
    public bool HasContentOf(CacheRecord other) => Bytes == other.Bytes && string.Equals(Sha256, other.Sha256, StringComparison.Ordinal);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(CacheRecord))]
internal sealed partial class CacheIndexJson : JsonSerializerContext;

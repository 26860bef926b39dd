using System.Buffers.Binary;
using System.Text;

namespace AlgZoo.Zoo;

/// <summary>
/// Reads the zip archives that PyTorch writes: entries stored without compression, sizes in the central directory, zip64 records even in small files. Strict: every entry lies inside
/// the file, overlaps no other and has the right checksum.
/// </summary>
internal sealed class ZipArchiveReader
{
    private const uint LocalSignature = 0x04034b50;
    private const uint CentralSignature = 0x02014b50;
    private const uint EndSignature = 0x06054b50;
    private const uint Zip64EndSignature = 0x06064b50;
    private const uint Zip64LocatorSignature = 0x07064b50;
    private const int LocalSize = 30;
    private const int CentralSize = 46;
    private const int EndSize = 22;
    private const int Zip64EndSize = 56;
    private const int Zip64LocatorSize = 20;
    private const int MaximumEntries = 1024;

    private readonly Dictionary<string, ReadOnlyMemory<byte>> _entries = new(StringComparer.Ordinal);
    private readonly ReadOnlyMemory<byte> _content;
    private readonly string _file;

    private ZipArchiveReader(ReadOnlyMemory<byte> content, string file)
    {
        _content = content;
        _file = file;
    }

    public IEnumerable<string> Names => _entries.Keys;

    public static ZipArchiveReader Read(ReadOnlyMemory<byte> content, string file)
    {
        var archive = new ZipArchiveReader(content, file);
        archive.ReadDirectory();
        return archive;
    }

    public ReadOnlyMemory<byte>? Find(string name) => _entries.TryGetValue(name, out var content) ? content : (ReadOnlyMemory<byte>?)null;

    private void ReadDirectory()
    {
        EnsureZip();
        var (start, size, count) = FindDirectory();
        if (count > MaximumEntries)
        {
            throw Defect($"the archive has {count} entries; at most {MaximumEntries} are accepted");
        }

        if (start > (ulong)_content.Length || size > (ulong)_content.Length - start)
        {
            throw Defect("the zip directory lies outside the file; the file is cut off or damaged");
        }

        var directory = _content.Span.Slice((int)start, (int)size);
        var ranges = new List<(int Start, int End, string Name)>();
        for (ulong i = 0; i < count; i++)
        {
            directory = ReadEntry(directory, (int)start, ranges);
        }

        if (!directory.IsEmpty)
        {
            throw Defect("the zip directory has more bytes than entries");
        }

        ranges.Sort();
        for (int i = 1; i < ranges.Count; i++)
        {
            if (ranges[i].Start < ranges[i - 1].End)
            {
                throw Defect($"the zip entries '{ranges[i - 1].Name}' and '{ranges[i].Name}' overlap");
            }
        }
    }

    private void EnsureZip()
    {
        var content = _content.Span;
        if (content.Length >= 4 && BinaryPrimitives.ReadUInt32LittleEndian(content) == LocalSignature)
        {
            return;
        }

        throw content.Length >= 2 && content[0] == 0x80
            ? Defect("this is a legacy PyTorch pickle (before version 1.6); load it in PyTorch and save it again with torch.save")
            : Defect("this is no PyTorch file: it does not start as a zip archive");
    }

    private (ulong Start, ulong Size, ulong Count) FindDirectory()
    {
        var content = _content.Span;
        // A comment may follow the end record, so it is looked for backwards.
        int earliest = Math.Max(0, content.Length - EndSize - ushort.MaxValue);
        for (int at = content.Length - EndSize; at >= earliest; at--)
        {
            var end = content[at..];
            if (BinaryPrimitives.ReadUInt32LittleEndian(end) != EndSignature || BinaryPrimitives.ReadUInt16LittleEndian(end[20..]) != end.Length - EndSize)
            {
                continue;
            }

            uint count = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(end[12..]);
            uint start = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
            bool isZip64 = count == ushort.MaxValue || size == uint.MaxValue || start == uint.MaxValue;
            return isZip64 ? FindZip64Directory(at) : (start, size, count);
        }

        throw Defect("the zip directory is missing; the file is cut off");
    }

    private (ulong Start, ulong Size, ulong Count) FindZip64Directory(int end)
    {
        var content = _content.Span;
        int locatorAt = end - Zip64LocatorSize;
        if (locatorAt < 0 || BinaryPrimitives.ReadUInt32LittleEndian(content[locatorAt..]) != Zip64LocatorSignature)
        {
            throw Defect("the zip64 directory is missing; the file is damaged");
        }

        ulong at = BinaryPrimitives.ReadUInt64LittleEndian(content[(locatorAt + 8)..]);
        if (at > (ulong)content.Length || (ulong)content.Length - at < Zip64EndSize || BinaryPrimitives.ReadUInt32LittleEndian(content[(int)at..]) != Zip64EndSignature)
        {
            throw Defect("the zip64 directory lies outside the file; the file is damaged");
        }

        var record = content[(int)at..];
        return (BinaryPrimitives.ReadUInt64LittleEndian(record[48..]), BinaryPrimitives.ReadUInt64LittleEndian(record[40..]), BinaryPrimitives.ReadUInt64LittleEndian(record[32..]));
    }

    private ReadOnlySpan<byte> ReadEntry(ReadOnlySpan<byte> directory, int directoryStart, List<(int Start, int End, string Name)> ranges)
    {
        if (directory.Length < CentralSize || BinaryPrimitives.ReadUInt32LittleEndian(directory) != CentralSignature)
        {
            throw Defect("the zip directory is damaged");
        }

        ushort flags = BinaryPrimitives.ReadUInt16LittleEndian(directory[8..]);
        ushort method = BinaryPrimitives.ReadUInt16LittleEndian(directory[10..]);
        uint checksum = BinaryPrimitives.ReadUInt32LittleEndian(directory[16..]);
        ulong packedSize = BinaryPrimitives.ReadUInt32LittleEndian(directory[20..]);
        ulong size = BinaryPrimitives.ReadUInt32LittleEndian(directory[24..]);
        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(directory[28..]);
        int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(directory[30..]);
        int commentLength = BinaryPrimitives.ReadUInt16LittleEndian(directory[32..]);
        ulong offset = BinaryPrimitives.ReadUInt32LittleEndian(directory[42..]);
        int total = CentralSize + nameLength + extraLength + commentLength;
        if (total > directory.Length)
        {
            throw Defect("the zip directory is damaged");
        }

        var nameBytes = directory.Slice(CentralSize, nameLength);
        string name = Encoding.UTF8.GetString(nameBytes);
        ReadZip64Extra(directory.Slice(CentralSize + nameLength, extraLength), ref size, ref packedSize, ref offset);
        EnsureSafe(name);
        if ((flags & 1) != 0)
        {
            throw Defect($"the zip entry '{name}' is encrypted");
        }

        if (method != 0 || size != packedSize)
        {
            throw Defect($"the zip entry '{name}' is compressed, which torch.save never does");
        }

        var range = Locate(name, nameBytes, offset, size, directoryStart);
        ranges.Add((range.HeaderStart, range.End, name));
        var content = _content[range.Start..range.End];
        if (Crc32.Of(content.Span) != checksum)
        {
            throw Defect($"the zip entry '{name}' has a wrong checksum; the file is damaged");
        }

        return _entries.TryAdd(name, content) ? directory[total..] : throw Defect($"the zip entry '{name}' occurs twice");
    }

    private (int HeaderStart, int Start, int End) Locate(string name, ReadOnlySpan<byte> nameBytes, ulong offset, ulong size, int directoryStart)
    {
        if (offset > (ulong)directoryStart || (ulong)directoryStart - offset < LocalSize)
        {
            throw Defect($"the zip entry '{name}' lies outside the file");
        }

        var local = _content.Span[(int)offset..directoryStart];
        int localNameLength = BinaryPrimitives.ReadUInt16LittleEndian(local[26..]);
        int start = LocalSize + localNameLength + BinaryPrimitives.ReadUInt16LittleEndian(local[28..]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(local) != LocalSignature || start > local.Length || (ulong)(local.Length - start) < size)
        {
            throw Defect($"the zip entry '{name}' lies outside the file");
        }

        if (!local.Slice(LocalSize, localNameLength).SequenceEqual(nameBytes))
        {
            throw Defect($"the zip entry '{name}' has another name in its own header");
        }

        return ((int)offset, (int)offset + start, (int)offset + start + (int)size);
    }

    // In the order of the format, an eight-byte value stands here for each four-byte field that is all ones.
    private void ReadZip64Extra(ReadOnlySpan<byte> extra, ref ulong size, ref ulong packedSize, ref ulong offset)
    {
        while (extra.Length >= 4)
        {
            int id = BinaryPrimitives.ReadUInt16LittleEndian(extra);
            int length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (length > extra.Length - 4)
            {
                throw Defect("the zip directory is damaged");
            }

            var field = extra.Slice(4, length);
            if (id == 1)
            {
                Take(ref field, ref size);
                Take(ref field, ref packedSize);
                Take(ref field, ref offset);
            }

            extra = extra[(4 + length)..];
        }
    }

    private void Take(ref ReadOnlySpan<byte> field, ref ulong value)
    {
        if (value != uint.MaxValue)
        {
            return;
        }

        if (field.Length < 8)
        {
            throw Defect("the zip directory is damaged");
        }

        value = BinaryPrimitives.ReadUInt64LittleEndian(field);
        field = field[8..];
    }

    private void EnsureSafe(string name)
    {
        if (name.Length == 0 || name.Contains('\\', StringComparison.Ordinal) || name.Contains(':', StringComparison.Ordinal) || name.Split('/').Any(part => part is "" or "." or ".."))
        {
            throw Defect($"the zip entry '{name}' has an unsafe name");
        }
    }

    private ModelFileException Defect(string reason) => new(_file, reason.ReplaceLineEndings(" ") + ".");
}

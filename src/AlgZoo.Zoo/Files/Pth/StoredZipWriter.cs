using System.Text;

namespace AlgZoo.Zoo;

/// <summary>
/// Lays out a zip archive of stored entries whose contents begin at multiples of 64 bytes, as PyTorch's do, so that storages can be mapped. System.IO.Compression cannot align. Equal entries give equal bytes: all are dated
/// 1 January 1980, the first day that zip knows.
/// </summary>
internal static class StoredZipWriter
{
    private const int Alignment = 64;
    private const int LocalHeaderLength = 30;
    private const int ExtraHeaderLength = 4;
    private const ushort PaddingField = 0x4246; // 'FB', as PyTorch labels it
    private const ushort Version = 10;
    private const ushort NamesAreUtf8 = 1 << 11;
    private const uint FirstDay = 0x00210000;

    public static byte[] Write(IReadOnlyList<(string Name, byte[] Content)> entries)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        uint[] offsets = [.. entries.Select(entry => WriteLocal(writer, entry.Name, entry.Content))];
        uint directory = (uint)stream.Position;
        for (int i = 0; i < offsets.Length; i++)
        {
            WriteDirectoryRecord(writer, entries[i].Name, entries[i].Content, offsets[i]);
        }

        WriteEndRecord(writer, (ushort)offsets.Length, directory);
        return stream.ToArray();
    }

    private static uint WriteLocal(BinaryWriter writer, string name, byte[] content)
    {
        uint offset = (uint)writer.BaseStream.Position;
        byte[] utf8 = Encoding.UTF8.GetBytes(name);
        int unaligned = (int)((offset + LocalHeaderLength + utf8.Length + ExtraHeaderLength) % Alignment);
        int padding = unaligned == 0 ? 0 : Alignment - unaligned;
        writer.Write(0x04034B50);
        WriteDescription(writer, content, (ushort)utf8.Length);
        writer.Write((ushort)(ExtraHeaderLength + padding));
        writer.Write(utf8);
        writer.Write(PaddingField);
        writer.Write((ushort)padding);
        writer.Write(new byte[padding]);
        writer.Write(content);
        return offset;
    }

    private static void WriteDirectoryRecord(BinaryWriter writer, string name, byte[] content, uint offset)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(name);
        writer.Write(0x02014B50);
        writer.Write(Version);
        WriteDescription(writer, content, (ushort)utf8.Length);
        writer.Write(new byte[12]); // neither extra field nor comment nor attributes, first disk
        writer.Write(offset);
        writer.Write(utf8);
    }

    // What the two headers of an entry share.
    private static void WriteDescription(BinaryWriter writer, byte[] content, ushort nameLength)
    {
        writer.Write(Version);
        writer.Write(NamesAreUtf8);
        writer.Write((ushort)0); // stored
        writer.Write(FirstDay);
        writer.Write(Crc32.Compute(content));
        writer.Write((uint)content.Length);
        writer.Write((uint)content.Length);
        writer.Write(nameLength);
    }

    private static void WriteEndRecord(BinaryWriter writer, ushort entries, uint directory)
    {
        uint directoryLength = (uint)writer.BaseStream.Position - directory;
        writer.Write(0x06054B50);
        writer.Write(0u); // first disk
        writer.Write(entries);
        writer.Write(entries);
        writer.Write(directoryLength);
        writer.Write(directory);
        writer.Write((ushort)0); // no comment
    }
}

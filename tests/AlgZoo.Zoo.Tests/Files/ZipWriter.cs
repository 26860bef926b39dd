using System.Text;

namespace AlgZoo.Zoo.Tests.Files;

/// <summary>One entry of an archive to write; everything but the name and the content is as PyTorch has it unless a test spoils it.</summary>
internal sealed record ZipItem(string Name, byte[] Content)
{
    public ushort Flags { get; init; } = 0x0808;

    public ushort Method { get; init; }

    public uint? Checksum { get; init; }

    public uint? Length { get; init; }

    public uint? HeaderOffset { get; init; }

    public string? LocalName { get; init; }

    public ushort? LocalFlags { get; init; }
}

/// <summary>Writes zip archives as PyTorch does: stored entries, sizes in data descriptors and in the directory only, zip64 end records.</summary>
internal static class ZipWriter
{
    public static byte[] Write(IReadOnlyList<ZipItem> items, Action<byte[]>? spoilEndRecords = null)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        uint[] offsets = [.. items.Select(item => WriteLocal(writer, item))];
        long directory = stream.Position;
        for (int i = 0; i < items.Count; i++)
        {
            WriteDirectoryRecord(writer, items[i], offsets[i]);
        }

        long directoryLength = stream.Position - directory;
        using var end = new MemoryStream();
        using var endWriter = new BinaryWriter(end);
        WriteEndRecords(endWriter, items.Count, directoryLength, directory);
        byte[] endRecords = end.ToArray();
        spoilEndRecords?.Invoke(endRecords);
        writer.Write(endRecords);
        return stream.ToArray();
    }

    private static uint WriteLocal(BinaryWriter writer, ZipItem item)
    {
        uint offset = (uint)writer.BaseStream.Position;
        byte[] name = Encoding.UTF8.GetBytes(item.LocalName ?? item.Name);
        writer.Write(0x04034B50u);
        writer.Write((ushort)0);
        writer.Write(item.LocalFlags ?? item.Flags);
        writer.Write((ushort)0);
        writer.Write(0u);
        writer.Write(new byte[12]); // checksum and sizes follow the content
        writer.Write((ushort)name.Length);
        writer.Write((ushort)0);
        writer.Write(name);
        writer.Write(item.Content);
        writer.Write(0x08074B50u);
        writer.Write(Crc32.Compute(item.Content));
        writer.Write(item.Content.Length);
        writer.Write(item.Content.Length);
        return offset;
    }

    private static void WriteDirectoryRecord(BinaryWriter writer, ZipItem item, uint offset)
    {
        byte[] name = Encoding.UTF8.GetBytes(item.Name);
        uint length = item.Length ?? (uint)item.Content.Length;
        writer.Write(0x02014B50u);
        writer.Write(0u); // versions
        writer.Write(item.Flags);
        writer.Write(item.Method);
        writer.Write(0u); // time
        writer.Write(item.Checksum ?? Crc32.Compute(item.Content));
        writer.Write(length);
        writer.Write(length);
        writer.Write((ushort)name.Length);
        writer.Write(new byte[12]); // extra, comment, disk, attributes
        writer.Write(item.HeaderOffset ?? offset);
        writer.Write(name);
    }

    private static void WriteEndRecords(BinaryWriter writer, int count, long directoryLength, long directory)
    {
        writer.Write(0x06064B50u);
        writer.Write(44L);
        writer.Write(0u); // versions
        writer.Write(0L); // disks
        writer.Write((long)count);
        writer.Write((long)count);
        writer.Write(directoryLength);
        writer.Write(directory);

        writer.Write(0x07064B50u);
        writer.Write(0u);
        writer.Write(directory + directoryLength);
        writer.Write(1u);

        writer.Write(0x06054B50u);
        writer.Write(0u); // disks
        writer.Write((ushort)count);
        writer.Write((ushort)count);
        writer.Write((uint)directoryLength);
        writer.Write((uint)directory);
        writer.Write((ushort)0);
    }
}

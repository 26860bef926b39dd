using System.Buffers.Binary;

namespace AlgZoo.Zoo;

/// <summary>Reads little-endian numbers off a span, front to back; running off its end is a refusal.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes, string what)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; }

    public readonly int Remaining => _bytes.Length - Position;

    public byte ReadByte() => Read(1)[0];

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Read(sizeof(ushort)));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Read(sizeof(uint)));

    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Read(sizeof(ulong)));

    public ReadOnlySpan<byte> Read(uint length)
    {
        if (length > (uint)Remaining)
        {
            throw Refusal.Damaged($"{what} ends at byte {_bytes.Length}, where {length} more bytes are announced at byte {Position}.");
        }

        var part = _bytes.Slice(Position, (int)length);
        Position += (int)length;
        return part;
    }

    /// <summary>The bytes up to a line feed, which is skipped.</summary>
    public ReadOnlySpan<byte> ReadLine()
    {
        int length = _bytes[Position..].IndexOf((byte)'\n');
        if (length < 0)
        {
            throw Refusal.Damaged($"{what} has an unfinished line at byte {Position}.");
        }

        var line = Read((uint)length);
        Position++;
        return line;
    }
}

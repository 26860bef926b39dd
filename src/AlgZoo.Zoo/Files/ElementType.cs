using System.Buffers.Binary;

namespace AlgZoo.Zoo;

/// <summary>How one number is stored, little-endian.</summary>
internal enum ElementType
{
    Float32,
    Float64,
    Float16,
    BFloat16,
}

internal static class ElementTypes
{
    public static int ByteSize(this ElementType type) => type switch
    {
        ElementType.Float64 => sizeof(double),
        ElementType.Float32 => sizeof(float),
        _ => sizeof(ushort),
    };

    /// <summary>Reads one element, rounded to float32 where it is wider.</summary>
    public static float Read(this ElementType type, ReadOnlySpan<byte> storage, int index)
    {
        var bytes = storage.Slice(index * type.ByteSize(), type.ByteSize());
        return type switch
        {
            ElementType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
            ElementType.Float64 => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes),
            ElementType.Float16 => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes),
            _ => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16),
        };
    }
}

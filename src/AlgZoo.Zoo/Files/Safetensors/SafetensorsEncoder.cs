using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace AlgZoo.Zoo;

/// <summary>Lays out a safetensors file: length of the header (8 bytes, little-endian), JSON header, values. Equal input gives equal bytes.</summary>
internal static class SafetensorsEncoder
{
    private const int Alignment = 8;

    public static byte[] Encode(IReadOnlyList<WeightTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var header = Header(tensors, metadata);
        int headerLength = (header.Length + Alignment - 1) / Alignment * Alignment;
        byte[] file = new byte[sizeof(ulong) + headerLength + (sizeof(float) * tensors.Sum(tensor => tensor.Values.Length))];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)headerLength);
        header.CopyTo(file.AsSpan(sizeof(ulong)));
        file.AsSpan(sizeof(ulong) + header.Length, headerLength - header.Length).Fill((byte)' ');

        var rest = file.AsSpan(sizeof(ulong) + headerLength);
        foreach (var tensor in tensors)
        {
            foreach (float value in tensor.Values)
            {
                BinaryPrimitives.WriteSingleLittleEndian(rest, value);
                rest = rest[sizeof(float)..];
            }
        }

        return file;
    }

    private static ReadOnlySpan<byte> Header(IReadOnlyList<WeightTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartObject(SafetensorsDecoder.MetadataName);
        foreach (var (key, value) in metadata)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
        int offset = 0;
        foreach (var tensor in tensors)
        {
            json.WriteStartObject(tensor.Name);
            json.WriteString("dtype", "F32");
            WriteNumbers(json, "shape", tensor.Shape);
            int end = offset + (sizeof(float) * tensor.Values.Length);
            WriteNumbers(json, "data_offsets", [offset, end]);
            json.WriteEndObject();
            offset = end;
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan;
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, ReadOnlySpan<int> numbers)
    {
        json.WriteStartArray(name);
        foreach (int number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}

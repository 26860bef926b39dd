using System.Buffers.Binary;
using System.Text.Json;

namespace AlgZoo.Zoo;

/// <summary>
/// The safetensors format: an 8-byte little-endian header length, a JSON header that gives type, shape and byte range of each tensor, then the bytes. Read strictly: every byte belongs to exactly one tensor.
/// </summary>
public static class SafetensorsFile
{
    /// <summary>Metadata key of the task, by AlgZoo's name.</summary>
    public const string TaskKey = "task";

    /// <summary>Metadata key of the sequence length, which the weights of a scalar-output model do not tell.</summary>
    public const string SequenceLengthKey = "sequence_length";

    /// <summary>Metadata key of the accuracy, or mean squared error, on validation data.</summary>
    public const string ScoreKey = "score";

    private const int LengthBytes = 8;
    private const int MaximumHeaderBytes = 1 << 20;
    private const string MetadataKey = "__metadata__";

    /// <summary>Writes a model with its task and sequence length as float32 safetensors.</summary>
    /// <param name="stream">Receives the file.</param>
    /// <param name="model">The weights.</param>
    /// <param name="task">The task.</param>
    /// <param name="metadata">Further text metadata; null for none.</param>
    public static void Write(Stream stream, Model model, SequenceTask task, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(task);
        using var header = new MemoryStream();
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            json.WriteStartObject(MetadataKey);
            json.WriteString(TaskKey, task.Name);
            json.WriteString(SequenceLengthKey, model.SequenceLength.ToString(System.Globalization.CultureInfo.InvariantCulture));
            foreach (var (key, value) in metadata ?? new Dictionary<string, string>(StringComparer.Ordinal))
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
            long offset = 0;
            foreach (var tensor in model.Tensors)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", "F32");
                WriteNumbers(json, "shape", tensor.Shape.ToArray().Select(extent => (long)extent));
                long end = offset + (tensor.Values.Length * sizeof(float));
                WriteNumbers(json, "data_offsets", [offset, end]);
                offset = end;
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        // Spaces align the data to eight bytes, as the format recommends.
        byte[] padded = [.. header.ToArray(), .. Enumerable.Repeat((byte)' ', (int)(-header.Length & 7))];
        Span<byte> number = stackalloc byte[LengthBytes];
        BinaryPrimitives.WriteInt64LittleEndian(number, padded.Length);
        stream.Write(number);
        stream.Write(padded);
        foreach (var tensor in model.Tensors)
        {
            foreach (float value in tensor.Values)
            {
                BinaryPrimitives.WriteSingleLittleEndian(number, value);
                stream.Write(number[..sizeof(float)]);
            }
        }
    }

    internal static TensorFile Read(ReadOnlyMemory<byte> content, string file)
    {
        var (header, data) = Split(content, file);
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(header, new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
        }
        catch (JsonException exception)
        {
            throw new ModelFileException(file, $"the safetensors header is no valid JSON: {exception.Message}");
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new ModelFileException(file, "the safetensors header is not a JSON object.");
            }

            var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
            var entries = new List<TensorEntry>();
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (property.NameEquals(MetadataKey))
                {
                    ReadMetadata(property.Value, metadata, file);
                }
                else
                {
                    entries.Add(ReadEntry(property, file));
                }
            }

            EnsureCovered(entries, data.Length, file);
            return new TensorFile([.. entries.Select(entry => ReadTensor(entry, data.Span, file))], metadata, InnerName: null);
        }
    }

    private static (ReadOnlyMemory<byte> Header, ReadOnlyMemory<byte> Data) Split(ReadOnlyMemory<byte> content, string file)
    {
        if (content.Length < LengthBytes)
        {
            throw new ModelFileException(file, "the file is too short to be a safetensors file.");
        }

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(content.Span);
        if (length > MaximumHeaderBytes)
        {
            throw new ModelFileException(file, $"the safetensors header claims {length} bytes; at most {MaximumHeaderBytes} are accepted.");
        }

        return (long)length <= content.Length - LengthBytes
            ? (content.Slice(LengthBytes, (int)length), content[(LengthBytes + (int)length)..])
            : throw new ModelFileException(file, "the safetensors header is longer than the file; the file is cut off.");
    }

    private static void ReadMetadata(JsonElement element, Dictionary<string, string> metadata, string file)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new ModelFileException(file, "the safetensors metadata is not a JSON object.");
        }

        foreach (var entry in element.EnumerateObject())
        {
            metadata.Add(entry.Name, entry.Value.ValueKind == JsonValueKind.String ? entry.Value.GetString()! : throw new ModelFileException(file, $"the metadata '{entry.Name}' is not text."));
        }
    }

    private static TensorEntry ReadEntry(JsonProperty property, string file)
    {
        string name = property.Name;
        ModelFileException Defect(string reason) => new(file, $"tensor '{name}' {reason}.");
        if (property.Value.ValueKind != JsonValueKind.Object)
        {
            throw Defect("is not described by a JSON object");
        }

        ElementType? type = null;
        long[]? shape = null;
        long[]? range = null;
        foreach (var member in property.Value.EnumerateObject())
        {
            switch (member.Name)
            {
                case "dtype":
                    type = (member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : null) switch
                    {
                        "F32" => ElementType.Float32,
                        "F64" => ElementType.Float64,
                        "F16" => ElementType.Float16,
                        "BF16" => ElementType.BFloat16,
                        var other => throw Defect($"has the type '{other}'; F32, F64, F16 and BF16 can be read"),
                    };
                    break;
                case "shape":
                    shape = Numbers(member.Value) is { Length: <= TensorFile.MaximumDimensions } extents ? extents : throw Defect("has no valid shape");
                    break;
                case "data_offsets":
                    range = Numbers(member.Value) is { Length: 2 } offsets && offsets[0] <= offsets[1] ? offsets : throw Defect("has no valid data_offsets");
                    break;
                default:
                    throw Defect($"has the unknown member '{member.Name}'");
            }
        }

        if (type is null || shape is null || range is null)
        {
            throw Defect("needs dtype, shape and data_offsets");
        }

        if (shape.Any(extent => extent is < 1 or > int.MaxValue))
        {
            throw Defect("has an extent that is not positive");
        }

        decimal bytes = shape.Aggregate((decimal)type.Value.Size(), (product, extent) => product > TensorFile.MaximumBytes ? product : product * extent);
        return bytes == range[1] - range[0]
            ? new TensorEntry(name, type.Value, [.. shape.Select(extent => (int)extent)], range[0], range[1])
            : throw Defect($"has {range[1] - range[0]} bytes where its shape and type need {bytes}");
    }

    private static long[]? Numbers(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array && element.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out long value) && value >= 0)
            ? [.. element.EnumerateArray().Select(item => item.GetInt64())]
            : null;

    private static void EnsureCovered(List<TensorEntry> entries, int dataLength, string file)
    {
        long end = 0;
        foreach (var entry in entries.OrderBy(entry => entry.Start))
        {
            if (entry.Start != end)
            {
                throw new ModelFileException(file, entry.Start < end ? $"tensor '{entry.Name}' overlaps another." : $"there is a hole in the data before tensor '{entry.Name}'.");
            }

            end = entry.End;
        }

        if (end != dataLength)
        {
            throw new ModelFileException(file, end > dataLength ? "the data is cut off." : $"{dataLength - end} bytes after the last tensor belong to none.");
        }
    }

    private static WeightTensor ReadTensor(TensorEntry entry, ReadOnlySpan<byte> data, string file)
    {
        int size = entry.Type.Size();
        var values = new float[(entry.End - entry.Start) / size];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = entry.Type.Read(data[((int)entry.Start + (i * size))..]);
        }

        try
        {
            return new WeightTensor(entry.Name, entry.Shape, values);
        }
        catch (ArgumentException exception)
        {
            throw new ModelFileException(file, exception.Message);
        }
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    private sealed record TensorEntry(string Name, ElementType Type, int[] Shape, long Start, long End);
}

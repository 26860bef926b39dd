using System.Text.Json;

namespace AlgZoo.Zoo;

/// <summary>Reads a safetensors file: length of the header (8 bytes, little-endian), JSON header, values that the tensors cover without gap or overlap.</summary>
internal static class SafetensorsDecoder
{
    public const string MetadataName = "__metadata__";
    public const int MaximumHeaderBytes = 1 << 20;

    private static readonly JsonDocumentOptions JsonOptions = new() { AllowDuplicateProperties = false, MaxDepth = 4 };

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">The file is malformed or holds numbers of an unsupported kind.</exception>
    public static WeightFile Read(ReadOnlyMemory<byte> file)
    {
        var reader = new ByteReader(file.Span, "The file");
        ulong headerLength = reader.ReadUInt64();
        if (headerLength > MaximumHeaderBytes || headerLength > (ulong)reader.Remaining)
        {
            throw Refusal.BadSafetensors($"The header claims {headerLength} bytes of a file of {file.Length}; at most {MaximumHeaderBytes} are read.");
        }

        var values = file[(sizeof(ulong) + (int)headerLength)..];
        var (entries, metadata) = ReadHeader(file.Slice(sizeof(ulong), (int)headerLength));
        EnsureCovered(entries, values.Length);
        return new(ReadTensors(entries, values.Span), metadata, ArchiveName: null);
    }

    private static List<WeightTensor> ReadTensors(List<SafetensorsEntry> entries, ReadOnlySpan<byte> values)
    {
        if (entries.Count is 0 or > FileLimits.Tensors || entries.Sum(entry => (long)entry.Elements) > FileLimits.Weights)
        {
            throw Refusal.BadSafetensors($"The file has {entries.Count} tensors; 1 to {FileLimits.Tensors} with at most {FileLimits.Weights} weights together are read.");
        }

        var tensors = new List<WeightTensor>();
        foreach (var entry in entries)
        {
            var bytes = values[entry.Begin..entry.End];
            float[] elements = new float[entry.Elements];
            for (int i = 0; i < elements.Length; i++)
            {
                elements[i] = entry.Type.Read(bytes, i);
            }

            tensors.Add(WeightFile.CreateTensor(entry.Name, entry.Shape, elements));
        }

        return tensors;
    }

    private static (List<SafetensorsEntry> Entries, Dictionary<string, string> Metadata) ReadHeader(ReadOnlyMemory<byte> header)
    {
        var entries = new List<SafetensorsEntry>();
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(header, JsonOptions);
            foreach (var property in ObjectOf(document.RootElement, "The header").EnumerateObject())
            {
                if (property.NameEquals(MetadataName))
                {
                    foreach (var item in ObjectOf(property.Value, MetadataName).EnumerateObject())
                    {
                        metadata.Add(item.Name, item.Value.GetString() ?? throw Refusal.BadSafetensors($"{MetadataName} has a value that is not text."));
                    }
                }
                else
                {
                    entries.Add(SafetensorsEntry.Read(property.Name, ObjectOf(property.Value, $"The entry {Refusal.Quote(property.Name)}")));
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Refusal.BadSafetensors("The header is not JSON as safetensors defines it (distinct keys, texts in UTF-8).");
        }

        return (entries, metadata);
    }

    private static JsonElement ObjectOf(JsonElement element, string what) =>
        element.ValueKind == JsonValueKind.Object ? element : throw Refusal.BadSafetensors($"{what} is not a JSON object.");

    private static void EnsureCovered(List<SafetensorsEntry> entries, int length)
    {
        int position = 0;
        foreach (var entry in entries.OrderBy(entry => entry.Begin))
        {
            if (entry.Begin != position || entry.End > length)
            {
                throw Refusal.BadSafetensors($"Tensor {Refusal.Quote(entry.Name)} at bytes {entry.Begin} to {entry.End} leaves a hole, overlaps another or ends outside the {length} bytes of values.");
            }

            position = entry.End;
        }

        if (position != length)
        {
            throw Refusal.BadSafetensors($"The tensors cover {position} of {length} bytes of values.");
        }
    }
}

using System.Text.Json;

namespace AlgZoo.Zoo;

/// <summary>One tensor as the header describes it. Its byte range is known to fit its type and shape, but not yet to lie inside the file.</summary>
internal sealed record SafetensorsEntry(string Name, ElementType Type, int[] Shape, int Elements, int Begin, int End)
{
    public static SafetensorsEntry Read(string name, JsonElement entry)
    {
        string quoted = Refusal.Quote(name);
        if (name.Length == 0 || entry.GetPropertyCount() != 3
            || !entry.TryGetProperty("dtype", out var dtype) || !entry.TryGetProperty("shape", out var shape) || !entry.TryGetProperty("data_offsets", out var offsets))
        {
            throw Refusal.BadSafetensors($"Tensor {quoted} needs a name and exactly dtype, shape and data_offsets.");
        }

        var type = TypeOf(dtype, quoted);
        int[] extents = Integers(shape, quoted, "shape");
        if (extents.Length is 0 or > FileLimits.Rank || Array.Exists(extents, extent => extent < 1))
        {
            throw Refusal.BadSafetensors($"Tensor {quoted} has {extents.Length} extents; 1 to {FileLimits.Rank} positive ones are read.");
        }

        if (Integers(offsets, quoted, "data_offsets") is not [>= 0 and var begin, var end] || begin > end)
        {
            throw Refusal.BadSafetensors($"Tensor {quoted} has data_offsets that are not a begin and an end.");
        }

        Int128 elements = extents.Aggregate(Int128.One, (product, extent) => product * extent);
        return elements * type.ByteSize() == end - begin
            ? new(name, type, extents, (int)elements, begin, end)
            : throw Refusal.BadSafetensors($"Tensor {quoted} has {end - begin} bytes, which is not what its dtype and shape need.");
    }

    private static ElementType TypeOf(JsonElement dtype, string name) => dtype.GetString() switch
    {
        "F32" => ElementType.Float32,
        "F64" => ElementType.Float64,
        "F16" => ElementType.Float16,
        "BF16" => ElementType.BFloat16,
        var other => throw Refusal.BadSafetensors($"Tensor {name} has dtype {Refusal.Quote(other ?? "null")}; F32, F64, F16 and BF16 are read."),
    };

    private static int[] Integers(JsonElement array, string name, string what) =>
        array.ValueKind == JsonValueKind.Array
            ? [.. array.EnumerateArray().Take(FileLimits.Rank + 1).Select(item => item.TryGetInt32(out int number) ? number : throw Refusal.BadSafetensors($"Tensor {name} has a {what} with something other than whole numbers below 2^31."))]
            : throw Refusal.BadSafetensors($"Tensor {name} has a {what} that is not a list.");
}

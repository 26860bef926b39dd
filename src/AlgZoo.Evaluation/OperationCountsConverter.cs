using System.Text.Json;
using System.Text.Json.Serialization;

namespace AlgZoo.Evaluation;

/// <summary>Operation counts as an object of the classes that occur, for example <c>{"multiplySingle":4896}</c>.</summary>
internal sealed class OperationCountsConverter : JsonConverter<OperationCounts>
{
    private static readonly string[] Names = [.. Enum.GetNames<OperationClass>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    /// <inheritdoc/>
    public override OperationCounts Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("Operation counts are an object of classes and counts.");
        }

        var counts = new List<(OperationClass, long)>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            int index = Array.IndexOf(Names, name);
            if (index < 0)
            {
                throw new JsonException($"'{name}' is no class of operations that this version knows.");
            }

            reader.Read();
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long count) || count < 0)
            {
                throw new JsonException($"The count of '{name}' is no whole number of at least 0.");
            }

            counts.Add(((OperationClass)index, count));
        }

        return OperationCounts.Of([.. counts]);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, OperationCounts value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (operation, count) in value.Occurring())
        {
            writer.WriteNumber(Names[(int)operation], count);
        }

        writer.WriteEndObject();
    }
}

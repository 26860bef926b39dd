using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AlgZoo.Evaluation;

namespace AlgZoo.Cli;

/// <summary>Serialisation of the files of a training run: camelCase, numbers in full precision, no field missing.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TrainedModelRecord))]
[JsonSerializable(typeof(SavedTraining))]
internal sealed partial class TrainingJson : JsonSerializerContext
{
    private static TrainingJson? _readable;

    /// <summary>The context to use: marks in texts stay readable, since the files are never put into a web page as they are.</summary>
    public static TrainingJson Readable => _readable ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Reads a file that this command wrote.</summary>
    /// <exception cref="UserErrorException">It is not what it was written as.</exception>
    public static T Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize(stream, type) ?? throw new JsonException();
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw Damaged(path);
        }
    }

    public static void Write<T>(string path, T document, JsonTypeInfo<T> type) => AtomicFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(document, type));

    public static UserErrorException Damaged(string path) => new($"{path} is damaged; train anew with --force, or name another folder with --out.");
}

/// <summary>Serialisation of the logs: one line an object, with the original's field names, without the accuracy where the output is a scalar.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TrainingLine))]
[JsonSerializable(typeof(ValidationLine))]
internal sealed partial class TrainingLogJson : JsonSerializerContext;

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AlgZoo.Evaluation;

/// <summary>Serialisation of everything in a run directory: camelCase, numbers in full precision.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    RespectNullableAnnotations = true, Converters = [typeof(OperationCountsConverter)])]
[JsonSerializable(typeof(RunManifest))]
[JsonSerializable(typeof(RunScores))]
[JsonSerializable(typeof(TruthEntry))]
internal sealed partial class EvaluationJson : JsonSerializerContext
{
    private static EvaluationJson? _readable;

    /// <summary>The context to use: quotes and other marks in messages stay readable, since the files are never put into a web page as they are.</summary>
    public static EvaluationJson Readable => _readable ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

/// <summary>Serialisation of measurements.jsonl: one line a measurement, without what few estimators state and this one does not.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true, Converters = [typeof(OperationCountsConverter)])]
[JsonSerializable(typeof(Measurement))]
internal sealed partial class MeasurementJson : JsonSerializerContext
{
    private static MeasurementJson? _readable;

    /// <summary>The context to use, see <see cref="EvaluationJson.Readable"/>.</summary>
    public static MeasurementJson Readable => _readable ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace AlgZoo.Evaluation;

/// <summary>Serialisation of everything in a run directory: camelCase, numbers in full precision.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.Never)]
[JsonSerializable(typeof(RunManifest))]
[JsonSerializable(typeof(RunScores))]
[JsonSerializable(typeof(TruthEntry))]
internal sealed partial class EvaluationJson : JsonSerializerContext;

/// <summary>Serialisation of measurements.jsonl: one line a measurement, without what few estimators state and this one does not.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Measurement))]
internal sealed partial class MeasurementJson : JsonSerializerContext;

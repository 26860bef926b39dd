using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AlgZoo.Conformance;
using AlgZoo.Evaluation;

namespace AlgZoo.Cli;

/// <summary>The JSON documents of the verbs: camelCase, numbers in full precision.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(TruthDocument))]
[JsonSerializable(typeof(InspectDocument))]
[JsonSerializable(typeof(SurpriseDocument))]
[JsonSerializable(typeof(EstimatorsDocument))]
[JsonSerializable(typeof(ModelsDocument))]
[JsonSerializable(typeof(SuitesDocument))]
[JsonSerializable(typeof(TasksDocument))]
[JsonSerializable(typeof(PriceTablesDocument))]
[JsonSerializable(typeof(NewEstimatorDocument))]
[JsonSerializable(typeof(MeterDocument))]
[JsonSerializable(typeof(ValidateDocument))]
[JsonSerializable(typeof(ChecksDocument))]
[JsonSerializable(typeof(TrainDocument))]
[JsonSerializable(typeof(RunComparison))]
[JsonSerializable(typeof(LeaderboardDocument))]
[JsonSerializable(typeof(ZooTableDocument))]
[JsonSerializable(typeof(ZooPullDocument))]
[JsonSerializable(typeof(ZooListDocument))]
[JsonSerializable(typeof(ZooVerifyDocument))]
[JsonSerializable(typeof(DoctorDocument))]
[JsonSerializable(typeof(HelpTopicsDocument))]
[JsonSerializable(typeof(HelpPageDocument))]
internal sealed partial class CliJson : JsonSerializerContext
{
    public static byte[] Serialize<T>(T document, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(document, type);
}

internal sealed record TruthDocument(string Model, string Task, string Quantity, double Value, double? ErrorRate, double StandardError, string Method, string? ExactMethod, long Samples, ulong Seed, double Seconds);

internal sealed record EstimatorsDocument(IReadOnlyList<EstimatorDocument> Estimators, IReadOnlyList<ProblemDocument> Problems);

internal sealed record EstimatorDocument(string Id, EstimatorKind Kind, bool UsesAdvice, string Summary, string Reference, string Plugin, string Path, string Sha256);

internal sealed record ProblemDocument(string Path, string Reason);

internal sealed record ModelsDocument(IReadOnlyList<ModelDocument> Models);

internal sealed record ModelDocument(string Reference, string Architecture, string Task, int HiddenSize, int SequenceLength, int Parameters, double? Score, bool Available, string Note);

internal sealed record SuitesDocument(IReadOnlyList<SuiteDocument> Suites);

internal sealed record SuiteDocument(string Name, string Summary, IReadOnlyList<IReadOnlyList<string>> Models, string Noise, int Draws, IReadOnlyList<long> Budgets);

internal sealed record TasksDocument(IReadOnlyList<TaskDocument> Tasks);

internal sealed record TaskDocument(string Name, string Inputs, string Output, string Quantity);

internal sealed record PriceTablesDocument(IReadOnlyList<PriceTableDocument> PriceTables);

internal sealed record PriceTableDocument(string Name, IReadOnlyDictionary<string, long> Prices);

internal sealed record NewEstimatorDocument(string Folder, string Name, string Id, string Kind, IReadOnlyList<string> Files);

internal sealed record MeterDocument(
    string Path, MeteringGrade BestGrade, string? Refusal, string? Reason, IReadOnlyList<MeteredAssemblyDocument> Assemblies, IReadOnlyList<UnmeteredAssemblyDocument> UnmeteredAssemblies,
    IReadOnlyList<UnmeteredCalleeDocument> UnmeteredCallees);

internal sealed record MeteredAssemblyDocument(string Name, int Methods, int CountingMethods, int MethodsCountedByCallers, IReadOnlyDictionary<string, long> Operations);

internal sealed record UnmeteredAssemblyDocument(string Name, string Reason);

internal sealed record UnmeteredCalleeDocument(string Callee, UnmeteredKind Kind, int Sites, string Caller, string? Source);

internal sealed record ValidateDocument(string Path, IReadOnlyList<CheckResultDocument> Plugin, IReadOnlyList<ValidatedEstimatorDocument> Estimators, int Passed, int Failed, int Warnings, int Skipped);

internal sealed record ValidatedEstimatorDocument(string Id, EstimatorKind Kind, IReadOnlyList<CheckResultDocument> Checks);

internal sealed record CheckResultDocument(string Check, ConformanceVerdict Verdict, string Finding, string? Remedy, double Seconds);

internal sealed record ChecksDocument(IReadOnlyList<ConformanceCheck> Checks);

internal sealed record LeaderboardDocument(IReadOnlyList<ManifestSource> Sources, RunScores Scores);

internal sealed record TrainDocument(string Task, int HiddenSize, int SequenceLength, long Sequences, int BatchSize, string Folder, IReadOnlyList<TrainedSeedDocument> Seeds);

internal sealed record TrainedSeedDocument(int Seed, SeedEnd Status, string? Quantity, double? Value, double? StandardError, double? TrainingLoss, double? Seconds, string? Path);

internal sealed record ZooTableDocument(IReadOnlyList<SizeComparisonDocument> Sizes);

internal sealed record SizeComparisonDocument(
    string Model, string Task, int HiddenSize, int SequenceLength, string Figure, double Value, double StandardError, TruthMethod Method, double Published, double Shortfall, bool Comparable);

internal sealed record DoctorDocument(string Version, IReadOnlyList<FindingDocument> Findings);

internal sealed record FindingDocument(string Id, string State, string Summary, string? Detail, string? Remedy);

internal sealed record HelpTopicsDocument(IReadOnlyList<HelpTopicDocument> Topics);

internal sealed record HelpTopicDocument(string Name, string Title);

internal sealed record HelpPageDocument(string Name, string Title, string Markdown);

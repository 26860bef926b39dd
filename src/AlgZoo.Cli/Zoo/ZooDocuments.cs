using AlgZoo.Zoo;

namespace AlgZoo.Cli;

internal sealed record ZooPullDocument(string Folder, string BaseAddress, int Downloaded, int AlreadyCached, IReadOnlyList<ZooPulledDocument> Files);

internal sealed record ZooPulledDocument(string Reference, string File, PullOutcome Outcome, long Bytes, string? Problem);

internal sealed record ZooListDocument(string Folder, IReadOnlyList<ZooFileDocument> Files);

internal sealed record ZooFileDocument(
    string Reference, string File, string Task, int HiddenSize, int SequenceLength, long? Sequences, int? Seed, bool Best, double? Published, bool Cached, long? Bytes, string? Sha256, DateTimeOffset? Recorded);

internal sealed record ZooVerifyDocument(string Folder, int Intact, IReadOnlyList<ZooDamagedDocument> Damaged);

internal sealed record ZooDamagedDocument(string Reference, string File, string Problem);

using AlgZoo.Evaluation;

namespace AlgZoo.Cli;

/// <summary>What <c>algzoo surprise</c> finds out: the truth of a model, what estimators explain of it, and the bits of optimisation that selected it.</summary>
internal sealed record SurpriseDocument(
    string Model, string Task, string Quantity, int Parameters, SurpriseTruth Truth, double Resolution, long Budget, ulong Seed, string AdviceNoise, IReadOnlyList<EstimatorAccount> Estimators,
    OptimisationBits Optimisation);

internal sealed record SurpriseTruth(double Value, double? ErrorRate, double StandardError, string Method, string? ExactMethod, long Samples);

using AlgZoo.Evaluation;

namespace AlgZoo.Cli;

/// <summary>What the user asked <c>algzoo surprise</c> for.</summary>
/// <param name="Model">The model reference.</param>
/// <param name="Task">The task of a model file that does not tell it; null to find out.</param>
/// <param name="Suite">Estimators, budget, seed and limits; its noise is that for which advice is prepared.</param>
/// <param name="Samples">Sequences for a truth that is sampled.</param>
/// <param name="Resolution">To what the accuracy is to be explained.</param>
/// <param name="Optimisation">The effort for the bits of optimisation.</param>
internal sealed record SurpriseRequest(string Model, string? Task, Suite Suite, long Samples, double Resolution, OptimisationOptions Optimisation);

namespace AlgZoo.Evaluation;

/// <summary>A base model as a suite names it.</summary>
/// <param name="Reference">The model reference, for example <c>handcrafted:3</c>.</param>
/// <param name="Model">The weights.</param>
/// <param name="Task">The task it was trained on.</param>
public sealed record BenchModel(string Reference, Model Model, SequenceTask Task);

namespace AlgZoo.Zoo;

/// <summary>A model and where it came from.</summary>
/// <param name="Reference">The reference as the user gave it.</param>
/// <param name="Model">The weights.</param>
/// <param name="Task">Its task.</param>
/// <param name="TaskSource">How the task is known, for example "from the file name", or "assumed".</param>
/// <param name="TaskIsAssumed">True where nothing tells the task of a recurrent model with logits: it is taken for 2nd argmax.</param>
/// <param name="Source">Where the weights came from: a path, or what ships.</param>
public sealed record LoadedModel(string Reference, Model Model, SequenceTask Task, string TaskSource, bool TaskIsAssumed, string Source);

/// <summary>A model that can be referred to.</summary>
/// <param name="Reference">Its reference.</param>
/// <param name="Architecture">Its architecture.</param>
/// <param name="Task">Its task.</param>
/// <param name="HiddenSize">Hidden size d.</param>
/// <param name="SequenceLength">Sequence length n.</param>
/// <param name="ParameterCount">Number of weights.</param>
/// <param name="Score">Accuracy, or mean squared error, as validated after training or, for the original zoo, as published (to three decimals; the square of a published root mean squared error); null where neither is recorded.</param>
/// <param name="IsAvailable">Whether it can be loaded now.</param>
/// <param name="Note">Why not, or what is special about it; may be empty.</param>
public sealed record ListedModel(string Reference, string Architecture, SequenceTask Task, int HiddenSize, int SequenceLength, int ParameterCount, double? Score, bool IsAvailable, string Note);

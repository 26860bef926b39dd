namespace AlgZoo.Zoo;

/// <summary>A model of a file, whose task is known.</summary>
/// <param name="Model">The weights.</param>
/// <param name="Task">The task.</param>
/// <param name="TaskSource">How the task is known, for example "from the file name", or "assumed".</param>
/// <param name="TaskIsAssumed">True where nothing tells the task.</param>
/// <param name="Metadata">Texts stored beside the weights.</param>
internal sealed record IdentifiedModel(Model Model, SequenceTask Task, string TaskSource, bool TaskIsAssumed, IReadOnlyDictionary<string, string> Metadata);

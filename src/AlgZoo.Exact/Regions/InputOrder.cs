namespace AlgZoo.Exact;

/// <summary>The order of the inputs as far as it decides the label.</summary>
/// <param name="Label">Position of the input that is the label.</param>
/// <param name="Larger">Bit i: input i is larger.</param>
internal readonly record struct InputOrder(int Label, ulong Larger);

namespace AlgZoo.Exact;

/// <summary>Which neurons are active on a linear region: bit i stands for neuron i.</summary>
/// <param name="BeforeLast">At the last step but one; 0 for two inputs, where the half plane decides it.</param>
/// <param name="Last">At the last step.</param>
internal readonly record struct ActivationPattern(ulong BeforeLast, ulong Last);

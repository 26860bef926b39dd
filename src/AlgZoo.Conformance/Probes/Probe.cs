namespace AlgZoo.Conformance;

/// <summary>A model that estimators are asked about.</summary>
/// <param name="Name">As findings name it.</param>
/// <param name="BaseModel">What advice is prepared about.</param>
/// <param name="Model">What cells ask about: the base model itself, or a noisy copy for an estimator that uses advice.</param>
/// <param name="Task">The task.</param>
/// <param name="Quantity">The expectation to estimate.</param>
internal sealed record Probe(string Name, Model BaseModel, Model Model, SequenceTask Task, Quantity Quantity)
{
    public Probe(string name, Model model, SequenceTask task)
        : this(name, model, model, task, task.DefaultQuantity)
    {
    }

    /// <summary>Another model of the same shapes.</summary>
    public static Probe NoisyCopyOf(Probe probe, WeightNoise noise, ulong draw) =>
        probe with { Name = $"a noisy copy of {probe.Name}", Model = noise.Apply(probe.BaseModel, new RandomStream(RandomAddress.Root(draw).Child("conformance").Child(probe.Name))) };
}

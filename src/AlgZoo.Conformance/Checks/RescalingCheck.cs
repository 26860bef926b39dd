namespace AlgZoo.Conformance;

/// <summary>Whether the scale of a neuron matters.</summary>
internal sealed class RescalingCheck() : SymmetryCheck(new(
    "rescaling",
    "The scale of a neuron does not matter: what goes into it times c and what comes out of it divided by c is the same function.",
    "Replace thresholds and regularisers of fixed size by ones that are relative to the scale of the neuron."))
{
    protected override Variant Transform(Model model) => new("with its neurons at other scales", Symmetries.Rescaled(model));
}

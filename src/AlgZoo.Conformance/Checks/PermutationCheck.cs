namespace AlgZoo.Conformance;

/// <summary>Whether the order of the neurons matters.</summary>
internal sealed class PermutationCheck() : SymmetryCheck(new(
    "permutation",
    "The order of the neurons does not matter: it changes the weights, not the function.",
    "Look for an index that stands for a neuron: neuron 0, the first half, a loop that stops early, rows taken for columns."))
{
    protected override Variant Transform(Model model) => new("with its neurons in another order", Symmetries.Reversed(model));
}

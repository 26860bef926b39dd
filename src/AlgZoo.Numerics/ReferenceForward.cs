namespace AlgZoo.Numerics;

/// <summary>The forward passes in plain scalar double arithmetic: the reference that every kernel is tested against.</summary>
public static class ReferenceForward
{
    /// <summary>Evaluates one sequence.</summary>
    /// <param name="model">The weights.</param>
    /// <param name="input">Shape [n]; tokens as whole numbers.</param>
    /// <param name="output">Shape [o]: receives the logits or the scalar output.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a token is not a whole number in [0, n).</exception>
    public static void Evaluate(Model model, ReadOnlySpan<double> input, Span<double> output) => throw new NotImplementedException();
}

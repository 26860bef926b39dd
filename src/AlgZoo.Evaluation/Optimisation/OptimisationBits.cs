namespace AlgZoo.Evaluation;

/// <summary>The bits of optimisation that selected a model, by three figures.</summary>
/// <param name="Bound">32 bits per parameter: what the weights take as they are stored.</param>
/// <param name="Description">The description length of the weights at the precision that keeps the score within the resolution.</param>
/// <param name="Splitting">-log2 of the probability that a random initialisation does at least as well.</param>
public sealed record OptimisationBits(double Bound, DescriptionLength Description, SplittingResult Splitting)
{
    /// <summary>
    /// What the verdict takes: the 95% interval of the splitting; where it did not reach the model's score, from its lower bound to the shorter of the two descriptions of the weights, since an explanation
    /// longer than the weights that it explains is none.
    /// </summary>
    public OptimisationRange Range => new(Splitting.BitsLow, Math.Max(Splitting.BitsLow, Splitting.BitsHigh ?? Math.Min(Bound, Description.Bits)));
}

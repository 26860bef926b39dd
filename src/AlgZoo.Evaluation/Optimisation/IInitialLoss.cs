namespace AlgZoo.Evaluation;

/// <summary>The loss of models of one shape: the smaller, the better. Not safe for concurrent use.</summary>
internal interface IInitialLoss
{
    /// <summary>The loss of one model.</summary>
    /// <param name="parameters">Shape [P]: its tensors in the order of its state dict.</param>
    /// <returns>1 - accuracy, or the mean of the quantity.</returns>
    double Of(ReadOnlySpan<double> parameters);
}

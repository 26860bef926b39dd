namespace AlgZoo.Evaluation;

/// <summary>
/// The weights of a ReLU RNN with every neuron rescaled by 1/|W_hi|, so that W_hi is 1, -1 or, for a neuron without input, 0. As ReLU(c z) = c ReLU(z) for c &gt; 0, the function is the same: with
/// scales s, W_hi becomes s_i W_hi_i, W_hh becomes s_i W_hh_ij / s_j and W_oh becomes W_oh_kj / s_j.
/// </summary>
/// <param name="Scales">Shape [d]: s_i = 1/|W_hi_i|, 1 for a neuron without input.</param>
/// <param name="InputWeights">Shape [d]: 1, -1 or 0.</param>
/// <param name="RecurrentWeights">Shape [d, d], row-major: row i holds the weights into neuron i.</param>
/// <param name="OutputWeights">Shape [o, d], row-major.</param>
/// <param name="WithoutInput">Zero-based neurons with W_hi = 0, which are left as they are.</param>
public sealed record StandardisedWeights(
    IReadOnlyList<double> Scales, IReadOnlyList<int> InputWeights, IReadOnlyList<double> RecurrentWeights, IReadOnlyList<double> OutputWeights, IReadOnlyList<int> WithoutInput)
{
    /// <summary>Standardises a model.</summary>
    /// <param name="model">The model.</param>
    /// <returns>Its standardised weights, neurons in the order of the model.</returns>
    public static StandardisedWeights Of(ReluRnn model)
    {
        ArgumentNullException.ThrowIfNull(model);
        float[] input = model.InputWeights.ToArray();
        float[] recurrent = model.RecurrentWeights.ToArray();
        float[] output = model.OutputWeights.ToArray();
        int d = input.Length;
        double[] scales = [.. input.Select(weight => weight == 0 ? 1 : 1 / Math.Abs((double)weight))];
        return new StandardisedWeights(
            scales,
            [.. input.Select(weight => Math.Sign(weight))],
            [.. recurrent.Select((weight, index) => weight * scales[index / d] / scales[index % d])],
            [.. output.Select((weight, index) => weight / scales[index % d])],
            [.. Enumerable.Range(0, d).Where(neuron => input[neuron] == 0)]);
    }
}

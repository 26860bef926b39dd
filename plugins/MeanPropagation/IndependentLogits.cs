using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>The score of outputs that are independent Gaussians, fitted to independent neurons.</summary>
internal sealed class IndependentLogits
{
    // Trapezoidal rule for an expectation over a standard Gaussian: exact to rounding for smooth integrands.
    private const double NodeSpacing = 0.1;
    private const int NodesPerSide = 80;

    private static readonly double[] Nodes = [.. Enumerable.Range(-NodesPerSide, (2 * NodesPerSide) + 1).Select(k => k * NodeSpacing)];
    private static readonly double[] NodeWeights = [.. Nodes.Select(node => NodeSpacing * Gaussian.Density(node))];

    private readonly ReluRnn _model;
    private readonly double[] _means;
    private readonly double[] _variances;
    private readonly double[] _deviations;

    public IndependentLogits(ReluRnn model)
    {
        _model = model;
        (_means, _variances, _deviations) = (new double[model.OutputSize], new double[model.OutputSize], new double[model.OutputSize]);
    }

    /// <summary>
    /// An inner product of d terms and one of 3d operations per output; then a root each, and for each node its value (2), the rivals' Phi (16) of a difference and a ratio with a test and a product (4)
    /// and the weighted sum (2), with a clamp (2) at the end; or the variance of the target (3) and the squared error (4).
    /// </summary>
    public static long CellFlops(ReluRnn model, Quantity quantity)
    {
        long d = model.HiddenSize;
        long o = model.OutputSize;
        long outputs = o * ((2 * d) + (3 * d));
        long perNode = 2 + ((o - 1) * (16 + 4)) + 2;
        return outputs + (quantity == Quantity.Accuracy ? o + (((2 * NodesPerSide) + 1) * perNode) + 2 : 3 + 4);
    }

    /// <summary>P(logit of the label is the largest) = E over its own value of the product of the other distribution functions.</summary>
    public double ProbabilityOfLargest(int label, ReadOnlySpan<double> neuronMeans, ReadOnlySpan<double> neuronVariances)
    {
        Fit(neuronMeans, neuronVariances);
        for (int q = 0; q < _variances.Length; q++)
        {
            _deviations[q] = Math.Sqrt(_variances[q]);
        }

        double probability = 0;
        for (int k = 0; k < Nodes.Length; k++)
        {
            double value = _means[label] + (_deviations[label] * Nodes[k]);
            double product = 1;
            for (int q = 0; q < _means.Length; q++)
            {
                if (q != label)
                {
                    product *= ProbabilityBelow(value, q, winsTies: q > label);
                }
            }

            probability += NodeWeights[k] * product;
        }

        return Math.Clamp(probability, 0, 1);
    }

    /// <summary>E[(output - target)^2] with the output independent of the inputs.</summary>
    public double SquaredError(RankCells cells, ReadOnlySpan<double> neuronMeans, ReadOnlySpan<double> neuronVariances)
    {
        Fit(neuronMeans, neuronVariances);
        int target = cells.TargetBlock;
        int size = cells.Size(target);
        double targetVariance = (cells.Variance(target) + ((size - 1) * cells.Covariance(target, target))) / size;
        double bias = _means[0] - cells.Mean(target);
        return (bias * bias) + _variances[0] + targetVariance;
    }

    // The argmax takes the first of equal logits.
    private double ProbabilityBelow(double value, int logit, bool winsTies)
    {
        double excess = value - _means[logit];
        return _deviations[logit] > 0 ? Gaussian.Cdf(excess / _deviations[logit])
            : excess > 0 || (excess == 0 && winsTies) ? 1 : 0;
    }

    private void Fit(ReadOnlySpan<double> neuronMeans, ReadOnlySpan<double> neuronVariances)
    {
        int d = neuronMeans.Length;
        for (int q = 0; q < _means.Length; q++)
        {
            var weights = _model.OutputWeights.Slice(q * d, d);
            double mean = 0;
            double variance = 0;
            for (int i = 0; i < d; i++)
            {
                mean += weights[i] * neuronMeans[i];
                variance += (double)weights[i] * weights[i] * neuronVariances[i];
            }

            (_means[q], _variances[q]) = (mean, variance);
        }
    }
}

using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>Mean and variance of each neuron after the last step, neurons and inputs taken for independent Gaussians before every ReLU.</summary>
internal sealed class IndependentNeurons
{
    // Per neuron and step: a root, RectifiedGaussian.Mean (41) and SecondMoment (45), and their difference of squares, not below 0 (3).
    private const long ReluFlops = 1 + 41 + 45 + 3;

    private readonly ReluRnn _model;
    private readonly double[] _squaredInput;
    private readonly double[] _squaredRecurrent;
    private double[] _means;
    private double[] _variances;
    private double[] _nextMeans;
    private double[] _nextVariances;

    public IndependentNeurons(ReluRnn model)
    {
        int d = model.HiddenSize;
        _model = model;
        _squaredInput = Squares(model.InputWeights);
        _squaredRecurrent = Squares(model.RecurrentWeights);
        (_means, _variances, _nextMeans, _nextVariances) = (new double[d], new double[d], new double[d], new double[d]);
    }

    public ReadOnlySpan<double> Means => _means;

    public ReadOnlySpan<double> Variances => _variances;

    public static long SetUpFlops(ReluRnn model) => ((long)model.HiddenSize * model.HiddenSize) + model.HiddenSize;

    /// <summary>n steps of d neurons: two inner products of d + 1 terms, then the ReLU.</summary>
    public static long CellFlops(ReluRnn model)
    {
        long d = model.HiddenSize;
        return model.SequenceLength * d * ((2 * ((2 * d) + 1)) + ReluFlops);
    }

    /// <summary>Carries the moments through all steps of one cell.</summary>
    public void Run(RankCells cells, ReadOnlySpan<int> cell)
    {
        Array.Clear(_means);
        Array.Clear(_variances);
        foreach (int block in cell)
        {
            Step(cells.Mean(block), cells.Variance(block));
        }
    }

    private void Step(double inputMean, double inputVariance)
    {
        int d = _means.Length;
        var input = _model.InputWeights;
        var recurrent = _model.RecurrentWeights;
        for (int i = 0; i < d; i++)
        {
            double mean = input[i] * inputMean;
            double variance = _squaredInput[i] * inputVariance;
            for (int j = 0; j < d; j++)
            {
                mean += recurrent[(i * d) + j] * _means[j];
                variance += _squaredRecurrent[(i * d) + j] * _variances[j];
            }

            double deviation = Math.Sqrt(variance);
            double rectified = RectifiedGaussian.Mean(mean, deviation);
            _nextMeans[i] = rectified;
            _nextVariances[i] = Math.Max(0, RectifiedGaussian.SecondMoment(mean, deviation) - (rectified * rectified));
        }

        (_means, _nextMeans) = (_nextMeans, _means);
        (_variances, _nextVariances) = (_nextVariances, _variances);
    }

    private static double[] Squares(ReadOnlySpan<float> values)
    {
        var squares = new double[values.Length];
        for (int i = 0; i < squares.Length; i++)
        {
            squares[i] = (double)values[i] * values[i];
        }

        return squares;
    }
}

using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>The fitted joint law of the n inputs x and the hidden state h, propagated step by step within one cell.</summary>
internal sealed class JointGaussian
{
    // Per neuron: a root of what is not below 0 (2), RectifiedGaussian.Mean (41), SecondMoment (45), ActiveProbability (18), and the variance as
    // their difference, not below 0 (3).
    private const long NeuronFlops = 2 + 41 + 45 + 18 + 3;

    // Per pair: correlation within [-1, 1] (5), RectifiedGaussian.ProductMoment with at most 1,400 for its bivariate probability, and the
    // covariance (2).
    private const long PairFlops = 5 + 139 + 1400 + 2;

    private readonly ReluRnn _model;
    private readonly double[] _inputMean;
    private readonly double[,] _inputCovariance;
    private readonly double[] _mean;
    private readonly double[,] _covariance;
    private readonly double[,] _withInputs;

    // The same before the ReLU, z = W_hh h + W_hi x_t, and W_hh Cov(h, h).
    private readonly double[] _mean0;
    private readonly double[] _deviation0;
    private readonly double[,] _covariance0;
    private readonly double[,] _withInputs0;
    private readonly double[,] _half;

    public JointGaussian(ReluRnn model)
    {
        int d = model.HiddenSize;
        int n = model.SequenceLength;
        _model = model;
        (_inputMean, _inputCovariance) = (new double[n], new double[n, n]);
        (_mean, _covariance, _withInputs) = (new double[d], new double[d, d], new double[d, n]);
        (_mean0, _deviation0) = (new double[d], new double[d]);
        (_covariance0, _withInputs0, _half) = (new double[d, d], new double[d, n], new double[d, d]);
    }

    /// <summary>E[x], shape [n].</summary>
    public double[] InputMean => _inputMean;

    /// <summary>Cov(x, x), shape [n, n].</summary>
    public double[,] InputCovariance => _inputCovariance;

    /// <summary>E[h], shape [d].</summary>
    public double[] Mean => _mean;

    /// <summary>Cov(h, h), shape [d, d].</summary>
    public double[,] Covariance => _covariance;

    /// <summary>Cov(h, x), shape [d, n].</summary>
    public double[,] WithInputs => _withInputs;

    /// <summary>Upper bound of the FLOPs of one cell: n steps of products with W_hh and of moments behind the ReLU.</summary>
    public static long CellFlops(ReluRnn model)
    {
        long d = model.HiddenSize;
        long n = model.SequenceLength;
        long pairs = d * (d - 1) / 2;
        long mean = d * ((2 * d) + 1);
        long withInputs = n * d * ((2 * d) + 1);
        long covariance = (d * d * ((2 * d) - 1)) + ((pairs + d) * ((2 * d) - 1 + 4));
        long relu = (d * NeuronFlops) + (pairs * PairFlops) + (n * d);
        return n * (mean + withInputs + covariance + relu);
    }

    /// <summary>Starts at h = 0 and takes all n steps of one cell.</summary>
    public void Run(RankCells cells, ReadOnlySpan<int> cell)
    {
        SetInputs(cells, cell);
        Array.Clear(_mean);
        Array.Clear(_covariance);
        Array.Clear(_withInputs);
        for (int step = 0; step < cell.Length; step++)
        {
            Combine(step);
            Rectify();
        }
    }

    private void SetInputs(RankCells cells, ReadOnlySpan<int> cell)
    {
        for (int s = 0; s < cell.Length; s++)
        {
            _inputMean[s] = cells.Mean(cell[s]);
            for (int t = 0; t < cell.Length; t++)
            {
                _inputCovariance[s, t] = s == t ? cells.Variance(cell[s]) : cells.Covariance(cell[s], cell[t]);
            }
        }
    }

    // The law of z = W h + u x_t, where x_t and h are dependent: Cov(z, x_s) = W Cov(h, x_s) + u Cov(x_t, x_s), and
    // Cov(z_i, z_j) = (W Cov(h, h) W')_ij + (W Cov(h, x_t))_i u_j + u_i Cov(z_j, x_t).
    private void Combine(int step)
    {
        int d = _mean.Length;
        int n = _inputMean.Length;
        var input = _model.InputWeights;
        var recurrent = _model.RecurrentWeights;
        for (int i = 0; i < d; i++)
        {
            var row = recurrent.Slice(i * d, d);
            double mean = input[i] * _inputMean[step];
            for (int k = 0; k < d; k++)
            {
                mean += row[k] * _mean[k];
            }

            _mean0[i] = mean;
            for (int s = 0; s < n; s++)
            {
                _withInputs0[i, s] = (input[i] * _inputCovariance[step, s]) + Column(row, _withInputs, s);
            }

            for (int j = 0; j < d; j++)
            {
                _half[i, j] = Column(row, _covariance, j);
            }
        }

        for (int i = 0; i < d; i++)
        {
            double carried = _withInputs0[i, step] - (input[i] * _inputCovariance[step, step]);
            for (int j = 0; j <= i; j++)
            {
                double covariance = (carried * input[j]) + (input[i] * _withInputs0[j, step]);
                for (int k = 0; k < d; k++)
                {
                    covariance += _half[i, k] * recurrent[(j * d) + k];
                }

                _covariance0[i, j] = covariance;
            }
        }
    }

    // The law of h = ReLU(z): exact moments of pairs if z is Gaussian; Cov(h, x) by Stein's lemma if z and x are jointly Gaussian.
    private void Rectify()
    {
        int d = _mean.Length;
        int n = _inputMean.Length;
        for (int i = 0; i < d; i++)
        {
            double deviation = Math.Sqrt(Math.Max(0, _covariance0[i, i]));
            _deviation0[i] = deviation;
            _mean[i] = RectifiedGaussian.Mean(_mean0[i], deviation);
            _covariance[i, i] = Math.Max(0, RectifiedGaussian.SecondMoment(_mean0[i], deviation) - (_mean[i] * _mean[i]));
            double active = RectifiedGaussian.ActiveProbability(_mean0[i], deviation);
            for (int s = 0; s < n; s++)
            {
                _withInputs[i, s] = active * _withInputs0[i, s];
            }

            for (int j = 0; j < i; j++)
            {
                double product = deviation * _deviation0[j];
                double correlation = product > 0 ? Math.Clamp(_covariance0[i, j] / product, -1, 1) : 0;
                double moment = RectifiedGaussian.ProductMoment(_mean0[i], deviation, _mean0[j], _deviation0[j], correlation);
                _covariance[i, j] = moment - (_mean[i] * _mean[j]);
                _covariance[j, i] = _covariance[i, j];
            }
        }
    }

    private static double Column(ReadOnlySpan<float> row, double[,] matrix, int column)
    {
        double sum = 0;
        for (int k = 0; k < row.Length; k++)
        {
            sum += row[k] * matrix[k, column];
        }

        return sum;
    }
}

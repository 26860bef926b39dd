using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>
/// The fitted joint law, within a cell, of the hidden state h after some steps and of the inputs it still matters for: one input yet to come of each block (which stands for all of them,
/// since they are exchangeable), and the mean of the target block's inputs.
/// </summary>
internal sealed class JointGaussian(int hiddenSize, int columns)
{
    // The correlation of a pair, within [-1, 1]: a product, a comparison, a division and a clamp (2).
    private const long CorrelationFlops = 5;

    // A deviation, its square not below 0 (2), and the probability that the neuron is active (2).
    private const long NeuronFlops = 4;

    private readonly double[] _deviations = new double[hiddenSize];
    private readonly double[,] _half = new double[hiddenSize, hiddenSize];
    private readonly double[,] _hermite = new double[hiddenSize, RectifiedGaussian.HermiteTerms + 1];

    /// <summary>E[h], shape [d].</summary>
    public double[] Mean { get; } = new double[hiddenSize];

    /// <summary>Cov(h, h), shape [d, d].</summary>
    public double[,] Covariance { get; } = new double[hiddenSize, hiddenSize];

    /// <summary>Cov(h, .) with an input yet to come of each block, and in the last column with the target, shape [d, blocks + 1].</summary>
    public double[,] WithInputs { get; } = new double[hiddenSize, columns];

    /// <summary>
    /// FLOPs of one step without <see cref="ColumnFlops"/>: E[z] and W Cov(h', x), the two products W Cov(h', h') W' with five operations more for each pair of neurons, and the moments behind the ReLU.
    /// </summary>
    public static long StepFlops(ReluRnn model)
    {
        long d = model.HiddenSize;
        long pairs = d * (d - 1) / 2;
        long means = d * (1 + (2 * d) + (2 * d));
        long covariance = (d * d * 2 * d) + ((pairs + d) * ((2 * d) + 5));
        long relu = (d * (NeuronFlops + RectifiedGaussian.HermiteExpansionFlops)) + (pairs * (CorrelationFlops + RectifiedGaussian.CovarianceFlops));
        return means + covariance + relu;
    }

    /// <summary>FLOPs of carrying one column of <see cref="WithInputs"/> through a step: an inner product and three operations a neuron; the inner product of the step's own block is done already.</summary>
    public static long ColumnFlops(ReluRnn model) => model.HiddenSize * ((2L * model.HiddenSize) + 3);

    /// <summary>Takes one step from the law before it: h = ReLU(W_hh h' + W_hi x) with x of a block.</summary>
    /// <param name="model">The weights.</param>
    /// <param name="inputs">The law of the inputs.</param>
    /// <param name="before">The law of h', with the columns of this step and that of <paramref name="block"/>.</param>
    /// <param name="block">The block of x.</param>
    /// <param name="columns">The columns of <see cref="WithInputs"/> that are still needed.</param>
    public void Step(ReluRnn model, BlockInputs inputs, JointGaussian before, int block, ReadOnlySpan<int> columns)
    {
        Combine(model, inputs, before, block, columns);
        Rectify(columns);
    }

    // The law of z = W h' + u x, where x and h' are dependent: Cov(z, .) = W Cov(h', .) + u Cov(x, .), and
    // Cov(z_i, z_j) = (W Cov(h', h') W')_ij + (W Cov(h', x))_i u_j + u_i Cov(z_j, x).
    private void Combine(ReluRnn model, BlockInputs inputs, JointGaussian before, int block, ReadOnlySpan<int> columns)
    {
        int d = Mean.Length;
        var input = model.InputWeights;
        var recurrent = model.RecurrentWeights;
        var carried = new double[d];
        for (int i = 0; i < d; i++)
        {
            var row = recurrent.Slice(i * d, d);
            double mean = input[i] * inputs.Mean(block);
            for (int k = 0; k < d; k++)
            {
                mean += row[k] * before.Mean[k];
            }

            Mean[i] = mean;
            carried[i] = Column(row, before.WithInputs, block);
            foreach (int column in columns)
            {
                WithInputs[i, column] = (input[i] * inputs.Covariance(block, column)) + (column == block ? carried[i] : Column(row, before.WithInputs, column));
            }

            for (int j = 0; j < d; j++)
            {
                _half[i, j] = Column(row, before.Covariance, j);
            }
        }

        for (int i = 0; i < d; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double withInput = carried[j] + (input[j] * inputs.Variance(block));
                double covariance = (carried[i] * input[j]) + (input[i] * withInput);
                for (int k = 0; k < d; k++)
                {
                    covariance += _half[i, k] * recurrent[(j * d) + k];
                }

                Covariance[i, j] = covariance;
            }
        }
    }

    // The law of h = ReLU(z): moments as if z were Gaussian; Cov(h, x) by Stein's lemma as if z and x were jointly Gaussian.
    private void Rectify(ReadOnlySpan<int> columns)
    {
        int d = Mean.Length;
        for (int i = 0; i < d; i++)
        {
            double mean = Mean[i];
            double deviation = Math.Sqrt(Math.Max(0, Covariance[i, i]));
            _deviations[i] = deviation;
            Covariance[i, i] = RectifiedGaussian.HermiteExpansion(mean, deviation, Row(_hermite, i));
            Mean[i] = _hermite[i, 0];
            double active = deviation > 0 ? _hermite[i, 1] / deviation : mean > 0 ? 1 : 0;
            foreach (int column in columns)
            {
                WithInputs[i, column] *= active;
            }

            for (int j = 0; j < i; j++)
            {
                double product = deviation * _deviations[j];
                double correlation = product > 0 ? Math.Clamp(Covariance[i, j] / product, -1, 1) : 0;
                Covariance[i, j] = RectifiedGaussian.Covariance(Row(_hermite, i), Row(_hermite, j), correlation);
                Covariance[j, i] = Covariance[i, j];
            }
        }
    }

    private static Span<double> Row(double[,] matrix, int row) =>
        System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref matrix[row, 0], matrix.GetLength(1));

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

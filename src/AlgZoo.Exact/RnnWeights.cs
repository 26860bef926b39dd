namespace AlgZoo.Exact;

/// <summary>The weights of a <see cref="ReluRnn"/> in double precision.</summary>
public sealed class RnnWeights
{
    private readonly double[] _input;
    private readonly double[] _recurrent;
    private readonly double[] _output;

    /// <summary>Copies plain arrays.</summary>
    /// <param name="sequenceLength">Sequence length n, at least 1.</param>
    /// <param name="input">W_hi, shape [d], d at least 1.</param>
    /// <param name="recurrent">W_hh, shape [d, d], row-major: row i holds the weights into neuron i.</param>
    /// <param name="output">W_oh, shape [o, d], row-major, with o = n or o = 1.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, or a weight is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sequenceLength"/> is below 1.</exception>
    public RnnWeights(int sequenceLength, ReadOnlySpan<double> input, ReadOnlySpan<double> recurrent, ReadOnlySpan<double> output)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sequenceLength, 1);
        int d = input.Length;
        if (d == 0 || recurrent.Length != d * d || (output.Length != d && output.Length != sequenceLength * d))
        {
            throw new ArgumentException($"{input.Length}, {recurrent.Length} and {output.Length} weights are not those of a ReLU RNN of length {sequenceLength}: it has d, d^2 and {sequenceLength} d or d.", nameof(input));
        }

        EnsureFinite(input, nameof(input));
        EnsureFinite(recurrent, nameof(recurrent));
        EnsureFinite(output, nameof(output));
        SequenceLength = sequenceLength;
        _input = input.ToArray();
        _recurrent = recurrent.ToArray();
        _output = output.ToArray();
    }

    /// <summary>Sequence length n.</summary>
    public int SequenceLength { get; }

    /// <summary>Hidden size d.</summary>
    public int HiddenSize => _input.Length;

    /// <summary>Number of outputs o.</summary>
    public int OutputSize => _output.Length / HiddenSize;

    /// <summary>W_hi, shape [d].</summary>
    public ReadOnlySpan<double> Input => _input;

    /// <summary>W_hh, shape [d, d], row-major.</summary>
    public ReadOnlySpan<double> Recurrent => _recurrent;

    /// <summary>W_oh, shape [o, d], row-major.</summary>
    public ReadOnlySpan<double> Output => _output;

    /// <summary>The weights of a model, which double precision holds exactly.</summary>
    /// <param name="model">The model.</param>
    /// <returns>Its weights.</returns>
    public static RnnWeights Of(ReluRnn model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new RnnWeights(model.SequenceLength, Widen(model.InputWeights), Widen(model.RecurrentWeights), Widen(model.OutputWeights));
    }

    /// <summary>Takes other weights of the same shapes, for the one who owns these. They must be finite.</summary>
    internal void Overwrite(ReadOnlySpan<double> input, ReadOnlySpan<double> recurrent, ReadOnlySpan<double> output)
    {
        input.CopyTo(_input);
        recurrent.CopyTo(_recurrent);
        output.CopyTo(_output);
    }

    private static double[] Widen(ReadOnlySpan<float> values)
    {
        double[] wide = new double[values.Length];
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = values[i];
        }

        return wide;
    }

    private static void EnsureFinite(ReadOnlySpan<double> values, string name)
    {
        foreach (double value in values)
        {
            if (!double.IsFinite(value))
            {
                throw new ArgumentException("All weights must be finite.", name);
            }
        }
    }
}

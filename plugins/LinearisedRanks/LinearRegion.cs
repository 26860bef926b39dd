namespace AlgZoo.Plugins;

/// <summary>
/// The linear map that a ReLU RNN is around a sequence: its logits there and their derivatives by chosen inputs, dh_t/dx_s = D_t W_hh dh_{t-1}/dx_s with D_t the mask of active neurons.
/// Products skip inactive neurons, and a derivative starts at its input's step. Not safe for concurrent use.
/// </summary>
internal sealed class LinearRegion
{
    private readonly int _hiddenSize;
    private readonly int _outputSize;
    private readonly double[] _input;
    private readonly double[] _recurrent;
    private readonly double[] _columns;
    private readonly double[] _output;
    private readonly double[] _preactivations;
    private readonly double[] _state;
    private readonly double[][] _tangents;
    private readonly double[][] _derivatives;
    private readonly double[] _carried;
    private int[] _active;
    private int[] _nextActive;

    /// <summary>Copies the weights.</summary>
    public LinearRegion(ReluRnn model)
    {
        _hiddenSize = model.HiddenSize;
        _outputSize = model.OutputSize;
        _input = Widened(model.InputWeights);
        _recurrent = Widened(model.RecurrentWeights);
        _output = Widened(model.OutputWeights);
        _columns = new double[_recurrent.Length];
        for (int i = 0; i < _hiddenSize; i++)
        {
            for (int j = 0; j < _hiddenSize; j++)
            {
                _columns[(j * _hiddenSize) + i] = _recurrent[(i * _hiddenSize) + j];
            }
        }

        _preactivations = new double[_hiddenSize];
        _state = new double[_hiddenSize];
        _carried = new double[_hiddenSize];
        _active = new int[_hiddenSize];
        _nextActive = new int[_hiddenSize];
        _tangents = [.. Enumerable.Range(0, model.SequenceLength).Select(_ => new double[_hiddenSize])];
        _derivatives = [.. Enumerable.Range(0, model.SequenceLength).Select(_ => new double[_outputSize])];
        Logits = new double[_outputSize];
    }

    /// <summary>FLOPs spent in <see cref="Enter"/> so far, counted in whole numbers.</summary>
    public long Flops { get; private set; }

    /// <summary>The logits at the sequence entered, shape [o].</summary>
    public double[] Logits { get; }

    /// <summary>Number of neurons active after each step, summed over all steps of all sequences entered.</summary>
    public long ActiveNeurons { get; private set; }

    /// <summary>Most FLOPs that <see cref="Enter"/> takes, with every neuron active.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tangentSteps">Steps that the derivatives are carried through, summed over them.</param>
    /// <param name="tangents">Number of derivatives.</param>
    public static long MaximumFlops(ReluRnn model, long tangentSteps, long tangents)
    {
        long d = model.HiddenSize;
        return (model.SequenceLength * 2 * d) + ((model.SequenceLength - 1 + tangentSteps) * 2 * d * d) + ((tangents + 1) * 2 * d * model.OutputSize);
    }

    /// <summary>Derivatives of the logits by one of the inputs asked for, shape [o].</summary>
    public double[] Derivatives(int position) => _derivatives[position];

    /// <summary>Runs the model on a sequence, with derivatives by some of the inputs.</summary>
    /// <param name="sequence">Shape [n].</param>
    /// <param name="positions">The inputs to differentiate by.</param>
    public void Enter(ReadOnlySpan<double> sequence, ReadOnlySpan<int> positions)
    {
        int active = 0;
        for (int step = 0; step < sequence.Length; step++)
        {
            int nextActive = Advance(sequence[step], active);
            foreach (int position in positions)
            {
                if (position < step)
                {
                    Carry(_tangents[position], active, nextActive);
                }
                else if (position == step)
                {
                    for (int p = 0; p < nextActive; p++)
                    {
                        _tangents[step][_nextActive[p]] = _input[_nextActive[p]];
                    }
                }
            }

            for (int p = 0; p < nextActive; p++)
            {
                _state[_nextActive[p]] = _preactivations[_nextActive[p]];
            }

            (_active, _nextActive) = (_nextActive, _active);
            active = nextActive;
            ActiveNeurons += active;
        }

        ReadOut(_state, active, Logits);
        foreach (int position in positions)
        {
            ReadOut(_tangents[position], active, _derivatives[position]);
        }
    }

    /// <summary>
    /// Finds the derivatives by the first input from those by all others: a network without biases is homogeneous, so that its logits are the sum of every input times its derivative (Euler's theorem).
    /// </summary>
    /// <param name="sequence">The sequence entered; its first input is not 0.</param>
    public void CompleteFirst(ReadOnlySpan<double> sequence)
    {
        double inverse = 1 / sequence[0];
        for (int k = 0; k < _outputSize; k++)
        {
            double rest = Logits[k];
            for (int position = 1; position < sequence.Length; position++)
            {
                rest -= _derivatives[position][k] * sequence[position];
            }

            _derivatives[0][k] = rest * inverse;
        }

        Flops += 1 + (2L * _outputSize * sequence.Length);
    }

    // W_hi x + W_hh h, column by column, and which of it is positive.
    private int Advance(double input, int active)
    {
        for (int i = 0; i < _hiddenSize; i++)
        {
            _preactivations[i] = _input[i] * input;
        }

        for (int q = 0; q < active; q++)
        {
            int neuron = _active[q];
            double value = _state[neuron];
            var column = _columns.AsSpan(neuron * _hiddenSize, _hiddenSize);
            for (int i = 0; i < column.Length; i++)
            {
                _preactivations[i] += column[i] * value;
            }
        }

        int count = 0;
        for (int i = 0; i < _hiddenSize; i++)
        {
            if (_preactivations[i] > 0)
            {
                _nextActive[count++] = i;
            }
        }

        Flops += (2L * _hiddenSize) + (2L * _hiddenSize * active);
        return count;
    }

    private void Carry(double[] tangent, int active, int nextActive)
    {
        for (int p = 0; p < nextActive; p++)
        {
            var row = _recurrent.AsSpan(_nextActive[p] * _hiddenSize, _hiddenSize);
            double sum = 0;
            for (int q = 0; q < active; q++)
            {
                sum += row[_active[q]] * tangent[_active[q]];
            }

            _carried[p] = sum;
        }

        for (int p = 0; p < nextActive; p++)
        {
            tangent[_nextActive[p]] = _carried[p];
        }

        Flops += 2L * active * nextActive;
    }

    private void ReadOut(double[] vector, int active, double[] result)
    {
        for (int k = 0; k < _outputSize; k++)
        {
            var row = _output.AsSpan(k * _hiddenSize, _hiddenSize);
            double sum = 0;
            for (int q = 0; q < active; q++)
            {
                sum += row[_active[q]] * vector[_active[q]];
            }

            result[k] = sum;
        }

        Flops += 2L * _outputSize * active;
    }

    private static double[] Widened(ReadOnlySpan<float> weights)
    {
        double[] widened = new double[weights.Length];
        for (int i = 0; i < widened.Length; i++)
        {
            widened[i] = weights[i];
        }

        return widened;
    }
}

namespace AlgZoo.Plugins;

/// <summary>
/// The network at one input, and its derivatives there: with the signs of all pre-activations fixed it is linear. Inactive neurons take part in nothing, forward or backward.
/// </summary>
internal sealed class LinearisedNetwork
{
    private readonly int _hidden;
    private readonly int _length;
    private readonly double[] _input;
    private readonly double[] _recurrent;
    private readonly double[] _output;
    private readonly WorkCount _work;
    private readonly int[][] _active;
    private readonly int[] _activeCounts;
    private double[] _state;
    private double[] _nextState;
    private double[] _adjoint;
    private double[] _nextAdjoint;

    public LinearisedNetwork(ReluRnn model, WorkCount work)
    {
        _hidden = model.HiddenSize;
        _length = model.SequenceLength;
        _input = ToDouble(model.InputWeights);
        _recurrent = ToDouble(model.RecurrentWeights);
        _output = ToDouble(model.OutputWeights);
        _work = work;
        _active = [.. Enumerable.Range(0, _length).Select(_ => new int[_hidden])];
        _activeCounts = new int[_length];
        (_state, _nextState, _adjoint, _nextAdjoint) = (new double[_hidden], new double[_hidden], new double[_hidden], new double[_hidden]);
        Outputs = new double[model.OutputSize];
    }

    /// <summary>The outputs at the input of the last <see cref="Run"/>, shape [o].</summary>
    public double[] Outputs { get; }

    /// <summary>Upper bound of the FLOPs of <see cref="Run"/>, all neurons being active.</summary>
    public static long RunFlops(ReluRnn model)
    {
        long d = model.HiddenSize;
        return (model.SequenceLength * 2 * d) + ((model.SequenceLength - 1) * 2 * d * d) + (model.OutputSize * 2 * d);
    }

    /// <summary>Upper bound of the FLOPs of a gradient, all neurons being active.</summary>
    public static long GradientFlops(ReluRnn model)
    {
        long d = model.HiddenSize;
        return d + (model.SequenceLength * 2 * d) + ((model.SequenceLength - 1) * 2 * d * d);
    }

    /// <summary>FLOPs of a gradient at the input of the last <see cref="Run"/>.</summary>
    public long GradientFlops()
    {
        long flops = _activeCounts[^1];
        for (int step = 0; step < _length; step++)
        {
            flops += 2L * _activeCounts[step] * (step > 0 ? 1 + _activeCounts[step - 1] : 1);
        }

        return flops;
    }

    /// <summary>Runs the network on an input.</summary>
    /// <param name="x">Shape [n].</param>
    public void Run(ReadOnlySpan<double> x)
    {
        ReadOnlySpan<int> before = [];
        for (int step = 0; step < _length; step++)
        {
            int count = 0;
            for (int i = 0; i < _hidden; i++)
            {
                double z = _input[i] * x[step];
                var row = _recurrent.AsSpan(i * _hidden, _hidden);
                foreach (int k in before)
                {
                    z += row[k] * _state[k];
                }

                if (z > 0)
                {
                    _nextState[i] = z;
                    _active[step][count++] = i;
                }
            }

            _work.Add(_hidden * (2L + (2L * before.Length)));
            _activeCounts[step] = count;
            before = Active(step);
            (_state, _nextState) = (_nextState, _state);
        }

        for (int o = 0; o < Outputs.Length; o++)
        {
            double sum = 0;
            foreach (int k in before)
            {
                sum += _output[(o * _hidden) + k] * _state[k];
            }

            Outputs[o] = sum;
        }

        _work.Add(Outputs.Length * 2L * before.Length);
    }

    /// <summary>The derivatives of an output, less those of another, with respect to the inputs.</summary>
    /// <param name="output">The output.</param>
    /// <param name="other">What is taken from it; nothing if null.</param>
    /// <param name="gradient">Receives shape [n].</param>
    public void Gradient(int output, int? other, Span<double> gradient)
    {
        var after = Active(_length - 1);
        foreach (int i in after)
        {
            _adjoint[i] = other is { } rival ? _output[(output * _hidden) + i] - _output[(rival * _hidden) + i] : _output[(output * _hidden) + i];
        }

        _work.Add(GradientFlops());
        for (int step = _length - 1; step >= 0; step--)
        {
            double sum = 0;
            foreach (int i in after)
            {
                sum += _input[i] * _adjoint[i];
            }

            gradient[step] = sum;
            if (step > 0)
            {
                var before = Active(step - 1);
                Back(after, before);
                after = before;
            }
        }
    }

    private void Back(ReadOnlySpan<int> after, ReadOnlySpan<int> before)
    {
        foreach (int k in before)
        {
            double sum = 0;
            foreach (int i in after)
            {
                sum += _recurrent[(i * _hidden) + k] * _adjoint[i];
            }

            _nextAdjoint[k] = sum;
        }

        (_adjoint, _nextAdjoint) = (_nextAdjoint, _adjoint);
    }

    private ReadOnlySpan<int> Active(int step) => _active[step].AsSpan(0, _activeCounts[step]);

    private static double[] ToDouble(ReadOnlySpan<float> values)
    {
        var result = new double[values.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = values[i];
        }

        return result;
    }
}

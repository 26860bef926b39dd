namespace AlgZoo.Exact;

/// <summary>The states of a network after its first inputs. Columns of inactive neurons are skipped.</summary>
internal sealed class StatePrefix
{
    private readonly RnnWeights _weights;
    private readonly int[] _active;
    private readonly double[] _state;
    private readonly double[] _preActivations;

    public StatePrefix(RnnWeights weights)
    {
        _weights = weights;
        _active = new int[weights.HiddenSize];
        _state = new double[weights.HiddenSize];
        _preActivations = new double[weights.HiddenSize];
    }

    /// <summary>The state, shape [d].</summary>
    public ReadOnlySpan<double> Current => _state;

    /// <summary>Runs the network from its beginning.</summary>
    public void Run(ReadOnlySpan<double> inputs)
    {
        _state.AsSpan().Clear();
        foreach (double input in inputs)
        {
            MultiplyRecurrent();
            for (int i = 0; i < _state.Length; i++)
            {
                double value = _preActivations[i] + (_weights.Input[i] * input);
                _state[i] = value > 0 ? value : 0;
            }
        }
    }

    /// <summary>Adds the angles of the next input x = tan(angle), measured as atan2(x, 1), at which a neuron's pre-activation changes its sign.</summary>
    public void AddBreaks(List<double> angles)
    {
        MultiplyRecurrent();
        for (int i = 0; i < _state.Length; i++)
        {
            double weight = _weights.Input[i];
            if (weight != 0)
            {
                angles.Add(Math.Atan(-_preActivations[i] / weight));
            }
        }
    }

    private void MultiplyRecurrent()
    {
        int d = _state.Length;
        int active = 0;
        for (int j = 0; j < d; j++)
        {
            if (_state[j] > 0)
            {
                _active[active++] = j;
            }
        }

        for (int i = 0; i < d; i++)
        {
            var row = _weights.Recurrent.Slice(i * d, d);
            double sum = 0;
            foreach (int j in _active.AsSpan(0, active))
            {
                sum += row[j] * _state[j];
            }

            _preActivations[i] = sum;
        }
    }
}

namespace AlgZoo.Plugins;

/// <summary>
/// Forward passes of one ReLU RNN, an input at a time, that leave out neurons whose state is zero, a third to a half of them in a trained model. Which neurons those are is read off the bits of the state.
/// </summary>
internal sealed class ActiveForward
{
    private readonly int _hiddenSize;
    private readonly float[] _input;
    private readonly float[] _recurrentColumns;
    private readonly float[] _outputColumns;
    private readonly float[] _logits;
    private float[] _state;
    private float[] _next;

    public ActiveForward(ReluRnn model)
    {
        _hiddenSize = model.HiddenSize;
        _input = model.InputWeights.ToArray();
        _recurrentColumns = Transposed(model.RecurrentWeights, model.HiddenSize);
        _outputColumns = Transposed(model.OutputWeights, model.HiddenSize);
        _logits = new float[model.OutputSize];
        _state = new float[_hiddenSize];
        _next = new float[_hiddenSize];
    }

    /// <summary>Most FLOPs of one margin: no neuron is ever at rest.</summary>
    public static long MostFlops(Model model)
    {
        long d = model.HiddenSize;
        long o = model.OutputSize;
        return (2 * d * model.SequenceLength) + (2 * d * d * (model.SequenceLength - 1)) + (2 * d * o) + o;
    }

    /// <summary>The logit of the answer less the best other logit.</summary>
    /// <param name="inputs">Shape [n].</param>
    /// <param name="answer">A class in [0, o).</param>
    public float Margin(ReadOnlySpan<float> inputs, int answer)
    {
        Array.Clear(_state);
        foreach (float value in inputs)
        {
            for (int i = 0; i < _hiddenSize; i++)
            {
                _next[i] = _input[i] * value;
            }

            AddActive(_recurrentColumns, _next);
            for (int i = 0; i < _hiddenSize; i++)
            {
                _next[i] = MathF.Max(_next[i], 0);
            }

            (_state, _next) = (_next, _state);
        }

        Array.Clear(_logits);
        AddActive(_outputColumns, _logits);
        float best = float.NegativeInfinity;
        for (int i = 0; i < _logits.Length; i++)
        {
            best = i == answer ? best : MathF.Max(best, _logits[i]);
        }

        return _logits[answer] - best;
    }

    // sums += columns . state
    private void AddActive(float[] columns, float[] sums)
    {
        for (int j = 0; j < _hiddenSize; j++)
        {
            float state = _state[j];
            if (BitConverter.SingleToUInt32Bits(state) == 0)
            {
                continue;
            }

            var column = columns.AsSpan(j * sums.Length, sums.Length);
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] += column[i] * state;
            }
        }
    }

    private static float[] Transposed(ReadOnlySpan<float> rows, int columns)
    {
        int count = rows.Length / columns;
        float[] transposed = new float[rows.Length];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                transposed[(j * count) + i] = rows[(i * columns) + j];
            }
        }

        return transposed;
    }
}

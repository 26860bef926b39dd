using System.Runtime.Intrinsics;

namespace AlgZoo.Plugins;

/// <summary>
/// Margins of 8 inputs of a ReLU RNN at once, and their gradients with respect to the inputs by backpropagation through time. The margin of an input is the logit of its answer less the best other logit.
/// </summary>
internal sealed class MarginLanes(int hiddenSize, int sequenceLength, int outputSize)
{
    public const int Lanes = 8;

    // States h_1 .. h_n, one after the other.
    private readonly Vector256<float>[] _states = new Vector256<float>[sequenceLength * hiddenSize];
    private readonly Vector256<float>[] _logits = new Vector256<float>[outputSize];
    private readonly Vector256<float>[] _stateGradient = new Vector256<float>[hiddenSize];
    private readonly Vector256<float>[] _earlierGradient = new Vector256<float>[hiddenSize];
    private Vector256<int> _rival;

    /// <summary>The margins; what <see cref="AddGradients"/> needs is kept.</summary>
    /// <param name="weights">W_hi, W_hh and W_oh, one after the other.</param>
    /// <param name="inputs">Shape [n].</param>
    /// <param name="answers">Answer of each lane.</param>
    public Vector256<float> Margins(ReadOnlySpan<float> weights, ReadOnlySpan<Vector256<float>> inputs, Vector256<int> answers)
    {
        var (input, recurrent, output) = Split(weights);
        for (int t = 0; t < sequenceLength; t++)
        {
            var state = State(t);
            for (int i = 0; i < hiddenSize; i++)
            {
                state[i] = Vector256.Create(input[i]) * inputs[t];
            }

            if (t > 0)
            {
                MatrixTimesLanes.Add(recurrent, hiddenSize, 1, State(t - 1), state);
            }

            for (int i = 0; i < hiddenSize; i++)
            {
                state[i] = Vector256.MaxNative(state[i], Vector256<float>.Zero);
            }
        }

        Array.Clear(_logits);
        MatrixTimesLanes.Add(output, hiddenSize, 1, State(sequenceLength - 1), _logits);
        return Margins(answers);
    }

    /// <summary>Adds the gradients of sum over lanes of <paramref name="slopes"/> times the margins that were computed last.</summary>
    /// <param name="weights">As for the margins.</param>
    /// <param name="answers">As for the margins.</param>
    /// <param name="slopes">Derivative of the objective with respect to the margins.</param>
    /// <param name="inputGradients">Shape [n]: the gradients are added to it.</param>
    public void AddGradients(ReadOnlySpan<float> weights, Vector256<int> answers, Vector256<float> slopes, Span<Vector256<float>> inputGradients)
    {
        var (input, recurrent, output) = Split(weights);
        for (int i = 0; i < outputSize; i++)
        {
            var index = Vector256.Create(i);
            _logits[i] = (Vector256.Equals(answers, index).AsSingle() & slopes) - (Vector256.Equals(_rival, index).AsSingle() & slopes);
        }

        Array.Clear(_stateGradient);
        MatrixTimesLanes.Add(output, 1, hiddenSize, _logits, _stateGradient);
        for (int t = sequenceLength - 1; t >= 0; t--)
        {
            var state = State(t);
            var sum = inputGradients[t];
            for (int i = 0; i < hiddenSize; i++)
            {
                // A state is positive or zero: its bits are zero exactly where the ReLU is flat.
                _stateGradient[i] = Vector256.AndNot(_stateGradient[i], Vector256.Equals(state[i].AsInt32(), Vector256<int>.Zero).AsSingle());
                sum = Vector256.FusedMultiplyAdd(Vector256.Create(input[i]), _stateGradient[i], sum);
            }

            inputGradients[t] = sum;
            if (t > 0)
            {
                Array.Clear(_earlierGradient);
                MatrixTimesLanes.Add(recurrent, 1, hiddenSize, _stateGradient, _earlierGradient);
                _earlierGradient.CopyTo(_stateGradient, 0);
            }
        }
    }

    private Vector256<float> Margins(Vector256<int> answers)
    {
        var own = Vector256<float>.Zero;
        var best = Vector256.Create(float.NegativeInfinity);
        _rival = Vector256<int>.Zero;
        for (int i = 0; i < outputSize; i++)
        {
            var index = Vector256.Create(i);
            var isAnswer = Vector256.Equals(answers, index);
            var isBetter = Vector256.AndNot(Vector256.GreaterThan(_logits[i], best).AsInt32(), isAnswer);
            own = Vector256.ConditionalSelect(isAnswer.AsSingle(), _logits[i], own);
            best = Vector256.ConditionalSelect(isBetter.AsSingle(), _logits[i], best);
            _rival = Vector256.ConditionalSelect(isBetter, index, _rival);
        }

        return own - best;
    }

    private Span<Vector256<float>> State(int t) => _states.AsSpan(t * hiddenSize, hiddenSize);

    private RnnTensors Split(ReadOnlySpan<float> weights) => new(weights, hiddenSize);
}

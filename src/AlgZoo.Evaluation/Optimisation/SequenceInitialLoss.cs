using AlgZoo.Numerics;

namespace AlgZoo.Evaluation;

/// <summary>The loss on fixed sequences.</summary>
internal sealed class SequenceInitialLoss(FixedSequences sequences, Quantity quantity, Model shape) : IInitialLoss
{
    private readonly FixedSequenceScorer _scorer = new(sequences, quantity, shape);
    private readonly float[] _parameters = new float[shape.ParameterCount];

    public double Of(ReadOnlySpan<double> parameters)
    {
        for (int i = 0; i < _parameters.Length; i++)
        {
            _parameters[i] = (float)parameters[i];
        }

        return _scorer.Loss(_parameters);
    }
}

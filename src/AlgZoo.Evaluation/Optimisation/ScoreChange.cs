using AlgZoo.Numerics;

namespace AlgZoo.Evaluation;

/// <summary>By how much the score of a model changes with its weights: exactly, or on the same random sequences for both.</summary>
internal sealed class ScoreChange
{
    private readonly FixedSequenceScorer _scorer;
    private readonly bool _isExact;
    private readonly double[] _before;
    private readonly double[] _after;

    /// <summary>Scores a model on sequences.</summary>
    /// <param name="model">The model.</param>
    /// <param name="quantity">The quantity.</param>
    /// <param name="sequences">The sequences.</param>
    /// <param name="areAll">Whether these are all inputs.</param>
    public ScoreChange(Model model, Quantity quantity, FixedSequences sequences, bool areAll)
    {
        _scorer = new(sequences, quantity, model);
        _isExact = areAll;
        _before = new double[sequences.Count];
        _after = new double[sequences.Count];
        _scorer.Evaluate(ParameterLayout.ParametersOf(model), _before);
    }

    /// <summary>The change that other weights make.</summary>
    /// <param name="parameters">Shape [P]: the tensors in the order of the state dict.</param>
    public (double Change, double StandardError) Of(double[] parameters)
    {
        _scorer.Evaluate([.. parameters.Select(parameter => (float)parameter)], _after);
        var moments = default(Moments);
        for (int i = 0; i < _after.Length; i++)
        {
            _after[i] -= _before[i];
        }

        moments.Add(_after);
        return (moments.Mean, _isExact ? 0 : Math.Sqrt(moments.SampleVariance / _after.Length));
    }
}

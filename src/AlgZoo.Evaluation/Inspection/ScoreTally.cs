using AlgZoo.Numerics;

namespace AlgZoo.Evaluation;

/// <summary>A model's own quantity: over all sequences, by target position and by the positions of the two largest inputs; and its loss.</summary>
internal sealed class ScoreTally : ITally<ScoreTally>
{
    // More cells than this say nothing at any number of sequences that one waits for.
    private const int LongestWithPairs = 64;

    private readonly IForwardPass _pass;
    private readonly SequenceTask _task;
    private readonly ClassificationTask? _classification;
    private readonly RandomAddress _address;
    private readonly int _length;
    private readonly float[] _inputs;
    private readonly float[] _outputs;
    private readonly double[] _values = new double[ShardedPass.BlockSize];
    private readonly double[] _losses = new double[ShardedPass.BlockSize];
    private readonly ValueSums[] _byTarget;
    private readonly ValueSums[] _byPair;
    private ValueSums _value;
    private ValueSums _loss;

    /// <summary>Prepares a tally.</summary>
    /// <param name="model">The weights.</param>
    /// <param name="pass">Their forward pass.</param>
    /// <param name="task">The task.</param>
    /// <param name="address">Address of the sequences; block b uses its child b.</param>
    public ScoreTally(Model model, IForwardPass pass, SequenceTask task, RandomAddress address)
    {
        _pass = pass;
        _task = task;
        _classification = task as ClassificationTask;
        _address = address;
        _length = model.SequenceLength;
        _inputs = new float[ShardedPass.BlockSize * _length];
        _outputs = new float[ShardedPass.BlockSize * model.OutputSize];
        _byTarget = new ValueSums[_classification is null ? 0 : _length];
        _byPair = new ValueSums[task.Inputs == InputLaw.StandardGaussian && _length is >= 2 and <= LongestWithPairs ? _length * _length : 0];
    }

    private bool IsShare => _classification is not null;

    public SampledMean Value => _value.Mean(IsShare);

    /// <summary>The cross-entropy; null for a scalar output.</summary>
    public SampledMean? CrossEntropy => _classification is null ? null : _loss.Mean(isShare: false);

    public IReadOnlyList<PositionScore> ByTargetPosition => [.. _byTarget.Select((sums, position) => new PositionScore(position, sums.Mean(IsShare)))];

    public IReadOnlyList<PairScore> ByLargestPair =>
        [.. _byPair.Select((sums, index) => new PairScore(index / _length, index % _length, sums.Mean(IsShare))).Where(pair => pair.Largest != pair.Second)];

    public void AddBlock(ulong block)
    {
        SampleInputs.Fill(_task.Inputs, _length, _address.Child(block), _inputs);
        _pass.Evaluate(_inputs, _outputs);
        Losses.Evaluate(_task, _task.DefaultQuantity, _inputs, _outputs, _values);
        if (_classification is not null)
        {
            Losses.Evaluate(_task, Quantity.CrossEntropy, _inputs, _outputs, _losses);
        }

        for (int i = 0; i < _values.Length; i++)
        {
            double value = _values[i];
            var sequence = _inputs.AsSpan(i * _length, _length);
            _value.Add(value);
            _loss.Add(_losses[i]);
            var (largest, second) = _byPair.Length == 0 ? default : TwoLargest(sequence);
            if (_byPair.Length > 0)
            {
                _byPair[(largest * _length) + second].Add(value);
            }

            if (_classification is not null)
            {
                bool isKnown = _classification == SequenceTask.SecondArgmax && _byPair.Length > 0;
                _byTarget[isKnown ? second : _classification.Label(sequence)].Add(value);
            }
        }
    }

    public void Add(ScoreTally other)
    {
        _value.Add(other._value);
        _loss.Add(other._loss);
        AddAll(_byTarget, other._byTarget);
        AddAll(_byPair, other._byPair);
    }

    private static void AddAll(ValueSums[] sums, ValueSums[] others)
    {
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i].Add(others[i]);
        }
    }

    // Of equal values the later one is the larger, as in the tasks.
    private static (int Largest, int Second) TwoLargest(ReadOnlySpan<float> sequence)
    {
        int largest = 0;
        int second = 1;
        if (sequence[1] >= sequence[0])
        {
            (largest, second) = (1, 0);
        }

        for (int i = 2; i < sequence.Length; i++)
        {
            if (sequence[i] >= sequence[second])
            {
                second = i;
                if (sequence[i] >= sequence[largest])
                {
                    (largest, second) = (i, largest);
                }
            }
        }

        return (largest, second);
    }
}

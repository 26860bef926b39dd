namespace AlgZoo.Plugins;

/// <summary>
/// All sequences as the leaves of a tree: the root chooses the last position's token, the levels below it the first, second, .. position's. Every node holds the sums of contributions of the pairs
/// chosen so far, to each position's chosen pair and to each pair that can still be chosen, so that a leaf adds no more than its last pair's.
/// </summary>
internal sealed class SequenceTree
{
    private readonly int _length;
    private readonly ClassificationTask _task;
    private readonly Quantity _quantity;
    private readonly SecondLayer _second;
    private readonly Contributions _queries;
    private readonly Contributions? _keys;
    private readonly double[][] _querySums;
    private readonly double[][] _keySums;
    private readonly float[] _tokens;
    private readonly int[] _pairs;
    private readonly double[] _scores;
    private readonly double[] _mixture;
    private readonly double[] _logits;
    public SequenceTree(AttentionTransformer model, ClassificationTask task, Quantity quantity, PairAttention attention)
    {
        int n = model.SequenceLength;
        (_length, _task, _quantity) = (n, task, quantity);
        _second = new SecondLayer(model);
        _queries = new Contributions(attention, attention.Pairs - n, _second.QueryFeatures(attention.Stream), _second.QueryFeatures(attention.Values));
        _querySums = Levels(n, _queries.Width);
        _keySums = [];
        if (_second.HasSecondLayer)
        {
            _keys = new Contributions(attention, 0, _second.KeyFeatures(attention.Stream), _second.KeyFeatures(attention.Values));
            _keySums = Levels(n, attention.Pairs * _keys.Width);
        }

        _tokens = new float[n];
        _pairs = new int[n];
        _scores = new double[n];
        _mixture = new double[_second.CarriesLogits ? n - 1 : model.HiddenSize];
        _logits = new double[n];
    }

    /// <summary>n^n.</summary>
    public long Sequences { get; private set; }

    /// <summary>The sum of the quantity over all sequences.</summary>
    public double Sum { get; private set; }

    /// <summary>The mean of the quantity over all sequences.</summary>
    public double Mean(CancellationToken cancellationToken)
    {
        (Sequences, Sum) = (0, 0);
        Descend(0, cancellationToken);
        return Sum / Sequences;
    }

    private static double[][] Levels(int length, int width) => [.. Enumerable.Range(0, length + 1).Select(_ => new double[width])];

    private void Descend(int level, CancellationToken cancellationToken)
    {
        if (level == _length)
        {
            Sequences++;
            EvaluateLeaf();
            return;
        }

        cancellationToken.ThrowIfCancellationRequested();
        int position = level == 0 ? _length - 1 : level - 1;
        for (int token = 0; token < _length; token++)
        {
            _tokens[position] = token;
            _pairs[position] = (position * _length) + token;
            AddPair(level, _pairs[position]);
            Descend(level + 1, cancellationToken);
        }
    }

    private void AddPair(int level, int pair)
    {
        _queries.Add(_querySums[level], _pairs[^1], pair, _querySums[level + 1]);
        if (_keys is null)
        {
            return;
        }

        for (int position = 0; position < _length; position++)
        {
            if (position < level || position == _length - 1)
            {
                AddPair(level, pair, _pairs[position]);
                continue;
            }

            for (int token = 0; token < _length; token++)
            {
                AddPair(level, pair, (position * _length) + token);
            }
        }
    }

    private void AddPair(int level, int pair, int query)
    {
        int width = _keys!.Width;
        _keys.Add(_keySums[level].AsSpan(query * width, width), query, pair, _keySums[level + 1].AsSpan(query * width, width));
    }

    private void EvaluateLeaf()
    {
        var query = _querySums[_length].AsSpan();
        var ownLogits = query[^(_length - 1)..];
        double inverse = 1 / query[0];
        for (int i = 0; i < ownLogits.Length; i++)
        {
            _logits[i + 1] = inverse * ownLogits[i];
        }

        if (_second.HasSecondLayer)
        {
            Attend(query[1..^(_length - 1)], inverse);
        }

        int label = _task.Label(_tokens);
        Sum += _quantity == Quantity.Accuracy ? (IsFirstLargest(label) ? 1 : 0) : LogSumExp() - _logits[label];
    }

    // The second layer's attention of the last position, whose query is inverse times a vector.
    private void Attend(Span<double> query, double inverse)
    {
        int width = _keys!.Width;
        int d = query.Length;
        var sums = _keySums[_length].AsSpan();
        foreach (ref double component in query)
        {
            component *= inverse;
        }

        int best = 0;
        for (int position = 0; position < _length; position++)
        {
            var key = sums.Slice(_pairs[position] * width, width);
            _scores[position] = SmallMatrix.Dot(query, key.Slice(1, d)) / key[0];
            best = _scores[position] > _scores[best] ? position : best;
        }

        double total = 0;
        _mixture.AsSpan().Clear();
        for (int position = 0; position < _length; position++)
        {
            var key = sums.Slice(_pairs[position] * width, width);
            double numerator = position == best ? 1 : Math.Exp(_scores[position] - _scores[best]);
            total += numerator;
            double weight = numerator / key[0];
            var value = key[^_mixture.Length..];
            for (int i = 0; i < value.Length; i++)
            {
                _mixture[i] += weight * value[i];
            }
        }

        double scale = 1 / total;
        for (int i = 1; i < _length; i++)
        {
            _logits[i] += scale * (_second.CarriesLogits ? _mixture[i - 1] : SmallMatrix.Dot(_second.ValueReadOut.AsSpan((i - 1) * d, d), _mixture));
        }
    }

    private bool IsFirstLargest(int label)
    {
        int largest = 0;
        for (int i = 1; i < _length; i++)
        {
            largest = _logits[i] > _logits[largest] ? i : largest;
        }

        return largest == label;
    }

    private double LogSumExp()
    {
        double largest = _logits[0];
        for (int i = 1; i < _length; i++)
        {
            largest = Math.Max(largest, _logits[i]);
        }

        double sum = 0;
        foreach (double logit in _logits)
        {
            sum += Math.Exp(logit - largest);
        }

        return largest + Math.Log(sum);
    }
}

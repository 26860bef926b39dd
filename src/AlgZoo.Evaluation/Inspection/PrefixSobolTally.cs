using AlgZoo.Numerics;

namespace AlgZoo.Evaluation;

/// <summary>
/// Closed Sobol indices by prefix, by pick-freeze: y = f(A) and y' = f(A_1, .., A_k, B_{k+1}, .., B_n) share the prefix and nothing else, hence Var E[f | x_1..x_k] = Cov(y, y'). The estimator is that
/// of Janon, Klein, Lagnoux, Nodet and Prieur (2014, "Asymptotic normality and efficiency of two Sobol index estimators", ESAIM: Probability and Statistics 18, equation 6), which takes mean and variance
/// from both and is asymptotically efficient. As its numerator is the variance less half the mean of (y - y')^2, it is Jansen's (1999) difference with that variance.
/// </summary>
internal sealed class PrefixSobolTally : ITally<PrefixSobolTally>
{
    private readonly IForwardPass _pass;
    private readonly SequenceTask _task;
    private readonly RandomAddress _address;
    private readonly int _length;
    private readonly float[] _sequences;
    private readonly float[] _outputs;
    private readonly double[] _values = new double[ShardedPass.BlockSize];
    private readonly double[] _valuesOfMixture = new double[ShardedPass.BlockSize];
    private readonly PairMoments[] _moments;
    private long _pairs;

    /// <summary>Prepares a tally.</summary>
    /// <param name="model">The weights.</param>
    /// <param name="pass">Their forward pass.</param>
    /// <param name="task">The task, whose default quantity is f.</param>
    /// <param name="address">Address of the sequences; block b uses its child b.</param>
    public PrefixSobolTally(Model model, IForwardPass pass, SequenceTask task, RandomAddress address)
    {
        _pass = pass;
        _task = task;
        _address = address;
        _length = model.SequenceLength;
        _sequences = new float[2 * ShardedPass.BlockSize * _length];
        _outputs = new float[ShardedPass.BlockSize * model.OutputSize];
        _moments = new PairMoments[_length - 1];
    }

    /// <summary>The indices for k = 1, .., n - 1; none where f has no variance.</summary>
    public PrefixIndices Indices => new(
        _pairs,
        [.. _moments.Select((moments, index) => (Prefix: index + 1, Moments: moments)).Where(prefix => prefix.Moments.Variance > 0)
            .Select(prefix => new PrefixIndex(prefix.Prefix, prefix.Moments.Index, prefix.Moments.StandardError))]);

    public void AddBlock(ulong block)
    {
        SampleInputs.Fill(_task.Inputs, _length, _address.Child(block), _sequences);
        var original = _sequences.AsSpan(0, _sequences.Length / 2);
        var mixture = _sequences.AsSpan(_sequences.Length / 2);
        Evaluate(original, _values);
        for (int k = 1; k < _length; k++)
        {
            for (int i = k - 1; i < mixture.Length; i += _length)
            {
                mixture[i] = original[i];
            }

            Evaluate(mixture, _valuesOfMixture);
            ref var moments = ref _moments[k - 1];
            for (int i = 0; i < _values.Length; i++)
            {
                moments.Add(_values[i], _valuesOfMixture[i]);
            }
        }

        _pairs += ShardedPass.BlockSize;
    }

    public void Add(PrefixSobolTally other)
    {
        _pairs += other._pairs;
        for (int i = 0; i < _moments.Length; i++)
        {
            _moments[i].Add(other._moments[i]);
        }
    }

    private void Evaluate(ReadOnlySpan<float> sequences, double[] values)
    {
        _pass.Evaluate(sequences, _outputs);
        Losses.Evaluate(_task, _task.DefaultQuantity, sequences, _outputs, values);
    }

    /// <summary>First and second moments of d = (y - y')^2 / 2, q = (y^2 + y'^2) / 2 and s = (y + y') / 2.</summary>
    private struct PairMoments
    {
        private long _count;
        private double _d;
        private double _q;
        private double _s;
        private double _dd;
        private double _dq;
        private double _ds;
        private double _qq;
        private double _qs;
        private double _ss;

        public readonly double Variance => (_q / _count) - (_s / _count * (_s / _count));

        public readonly double Index => 1 - (_d / _count / Variance);

        // The index is 1 - D / (Q - S^2): the delta method gives the variance of d - t q + 2 t S s over (Q - S^2)^2, t = 1 - index.
        public readonly double StandardError
        {
            get
            {
                double t = 1 - Index;
                double weight = 2 * t * _s / _count;
                double mean = (_d - (t * _q) + (weight * _s)) / _count;
                double square = (_dd + (t * t * _qq) + (weight * weight * _ss) + (2 * ((weight * _ds) - (t * _dq) - (t * weight * _qs)))) / _count;
                return Math.Sqrt(Math.Max(0, square - (mean * mean)) / _count) / Variance;
            }
        }

        public void Add(double y, double other)
        {
            double d = 0.5 * (y - other) * (y - other);
            double q = 0.5 * ((y * y) + (other * other));
            double s = 0.5 * (y + other);
            _count++;
            _d += d;
            _q += q;
            _s += s;
            _dd += d * d;
            _dq += d * q;
            _ds += d * s;
            _qq += q * q;
            _qs += q * s;
            _ss += s * s;
        }

        public void Add(PairMoments other)
        {
            _count += other._count;
            _d += other._d;
            _q += other._q;
            _s += other._s;
            _dd += other._dd;
            _dq += other._dq;
            _ds += other._ds;
            _qq += other._qq;
            _qs += other._qs;
            _ss += other._ss;
        }
    }
}

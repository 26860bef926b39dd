namespace AlgZoo.Plugins;

/// <summary>What is known of a cone.</summary>
internal enum Verdict
{
    Undecided,
    Right,
    Wrong,
}

/// <summary>
/// Bounds a network on a simplicial cone. A linear function is known by its values on the cone's edges: each neuron has a lower and an upper one, [d, n], and a bound on the error of both. A pre-activation is
/// bounded by the signs of its weights; ReLU is convex, so that the chord max(upper, 0) on the edges is above it, and below it are both the lower function and 0. A neuron whose sign is certain is exact.
/// </summary>
/// <remarks>
/// Rounding: a sum of k products has a relative error of at most k 2^-53 in terms of the sum of absolute values, to first order. Errors e_j of the neurons and the rounding of a sum over them are bounded
/// together by sum |W_ij| (e_j + gamma m_j) + gamma |w_i|, m_j the neuron's largest absolute value on an edge, gamma = (2 d + 16) 2^-53, more than twice what is needed. A sign counts as certain only beyond the
/// error. Neurons that are exactly 0 have no error, so that ties of silent networks are decided too.
/// </remarks>
internal sealed class ConeBounds
{
    // The error bounds are themselves computed with rounding.
    private const double ErrorInflation = 1 + (1.0 / (1 << 30));

    private readonly int _hiddenSize;
    private readonly int _length;
    private readonly double _gamma;
    private readonly double[] _input;
    private readonly double[] _inputErrors;
    private readonly double[] _recurrent;
    private readonly double[] _recurrentMagnitudes;
    private readonly double[] _margins;
    private readonly double[] _marginMagnitudes;
    private readonly double[] _lowerSum = new double[3];
    private readonly double[] _upperSum = new double[3];
    private Layer _current;
    private Layer _next;

    public ConeBounds(ReluRnn model)
    {
        int d = model.HiddenSize;
        int n = model.SequenceLength;
        (_hiddenSize, _length) = (d, n);
        _gamma = ((2 * d) + 16) * (1.0 / (1L << 53));
        _input = Widen(model.InputWeights);
        _inputErrors = [.. _input.Select(weight => _gamma * Math.Abs(weight))];
        _recurrent = Widen(model.RecurrentWeights);
        _recurrentMagnitudes = Magnitudes(_recurrent);
        _margins = new double[n * n * d];
        for (int label = 0; label < n; label++)
        {
            for (int rival = 0; rival < n; rival++)
            {
                for (int j = 0; j < d; j++)
                {
                    _margins[(((label * n) + rival) * d) + j] = (double)model.OutputWeights[(label * d) + j] - model.OutputWeights[(rival * d) + j];
                }
            }
        }

        _marginMagnitudes = Magnitudes(_margins);
        _current = new Layer(d, n);
        _next = new Layer(d, n);
    }

    /// <summary>FLOPs of all cones so far, from above.</summary>
    public long Flops { get; private set; }

    /// <summary>Bounds the margins of the label over its rivals.</summary>
    /// <param name="edges">Shape [n, n], one edge a row; coordinates in [-1, 1], of one sign each.</param>
    /// <param name="label">The label on the cone.</param>
    /// <param name="share">An estimate, without any promise, of how much of an undecided cone is right.</param>
    public Verdict Decide(ReadOnlySpan<double> edges, int label, out double share)
    {
        RunFirstStep(edges);
        for (int step = 1; step < _length; step++)
        {
            RunStep(edges, step);
        }

        share = 1;
        var verdict = Verdict.Right;
        for (int rival = 0; rival < _length; rival++)
        {
            if (rival == label)
            {
                continue;
            }

            int row = ((label * _length) + rival) * _hiddenSize;
            _lowerSum.AsSpan().Clear();
            double error = ErrorInflation * AddRow(_margins.AsSpan(row, _hiddenSize), _marginMagnitudes.AsSpan(row, _hiddenSize));
            var (lowest, highestLower) = Range(_lowerSum);
            var (lowestUpper, highest) = Range(_upperSum);

            // Of equal logits the first wins. A margin that is nowhere negative and not 0 throughout is positive but for a null set.
            if (highest <= -error && (rival < label || lowestUpper < -error))
            {
                return Verdict.Wrong;
            }

            if (lowest < error || (rival < label && highestLower <= error))
            {
                verdict = Verdict.Undecided;
                share = Math.Min(share, PositiveShare());
            }
        }

        return verdict;
    }

    private static double[] Widen(ReadOnlySpan<float> weights)
    {
        double[] wide = new double[weights.Length];
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = weights[i];
        }

        return wide;
    }

    private static double[] Magnitudes(double[] weights) => [.. weights.Select(Math.Abs)];

    // The first input has one sign on the cone: its neurons are exact up to rounding.
    private void RunFirstStep(ReadOnlySpan<double> edges)
    {
        int n = _length;
        _current.Clear();
        for (int i = 0; i < _hiddenSize; i++)
        {
            bool isActive = false;
            for (int edge = 0; edge < n; edge++)
            {
                double value = _input[i] * edges[edge * n];
                (_lowerSum[edge], _upperSum[edge]) = (value, value);
                isActive |= value > 0;
            }

            if (isActive)
            {
                _current.AddLinear(i, _lowerSum, _inputErrors[i], _gamma);
            }
        }

        Flops += (_hiddenSize * BoundFlops.Neuron(n)) + (_current.Linear.Length * BoundFlops.LinearNeuron(n));
    }

    private void RunStep(ReadOnlySpan<double> edges, int step)
    {
        int n = _length;
        _next.Clear();
        for (int i = 0; i < _hiddenSize; i++)
        {
            for (int edge = 0; edge < n; edge++)
            {
                _lowerSum[edge] = _input[i] * edges[(edge * n) + step];
            }

            int row = i * _hiddenSize;
            double error = ErrorInflation * (AddRow(_recurrent.AsSpan(row, _hiddenSize), _recurrentMagnitudes.AsSpan(row, _hiddenSize)) + _inputErrors[i]);
            if (Range(_upperSum).Highest <= -error)
            {
                continue;
            }

            bool isActive = Range(_lowerSum).Lowest >= error;
            if (isActive && _current.Loose.IsEmpty)
            {
                _next.AddLinear(i, _lowerSum, error, _gamma);
                continue;
            }

            if (!isActive)
            {
                Rectify();
            }

            _next.AddLoose(i, _lowerSum, _upperSum, error, _gamma);
        }

        Flops += (_hiddenSize * BoundFlops.Neuron(n)) + (_next.Linear.Length * BoundFlops.LinearNeuron(n)) + (_next.Loose.Length * BoundFlops.LooseNeuron(n));
        (_current, _next) = (_next, _current);
    }

    // _lowerSum holds what both sums begin with; afterwards both are complete. Returns the error but for its inflation.
    private double AddRow(ReadOnlySpan<double> weights, ReadOnlySpan<double> magnitudes)
    {
        int n = _length;
        double error = 0;
        foreach (int j in _current.Linear)
        {
            double weight = weights[j];
            var values = _current.Lower(j);
            for (int edge = 0; edge < n; edge++)
            {
                _lowerSum[edge] += weight * values[edge];
            }

            error += magnitudes[j] * _current.Errors[j];
        }

        _lowerSum.CopyTo(_upperSum, 0);
        foreach (int j in _current.Loose)
        {
            double weight = weights[j];
            bool isPositive = weight > 0;
            var forLower = isPositive ? _current.Lower(j) : _current.Upper(j);
            var forUpper = isPositive ? _current.Upper(j) : _current.Lower(j);
            for (int edge = 0; edge < n; edge++)
            {
                _lowerSum[edge] += weight * forLower[edge];
                _upperSum[edge] += weight * forUpper[edge];
            }

            error += magnitudes[j] * _current.Errors[j];
        }

        Flops += BoundFlops.Row(n, _current.Linear.Length, _current.Loose.Length);
        return error;
    }

    private (double Lowest, double Highest) Range(double[] values)
    {
        double lowest = values[0];
        double highest = values[0];
        for (int edge = 1; edge < _length; edge++)
        {
            lowest = Math.Min(lowest, values[edge]);
            highest = Math.Max(highest, values[edge]);
        }

        return (lowest, highest);
    }

    // The lower bound is the linear one where that is larger in the mean, else 0.
    private void Rectify()
    {
        double sum = 0;
        for (int edge = 0; edge < _length; edge++)
        {
            sum += _lowerSum[edge];
            _upperSum[edge] = Math.Max(_upperSum[edge], 0);
        }

        if (sum <= 0)
        {
            _lowerSum.AsSpan().Clear();
        }
    }

    // How much of the flat simplex has a positive margin, if the margin is half way between its bounds.
    private double PositiveShare()
    {
        double a = _lowerSum[0] + _upperSum[0];
        double b = _lowerSum[1] + _upperSum[1];
        if (_length == 2)
        {
            return a >= 0 ? (b >= 0 ? 1 : a / (a - b)) : b < 0 ? 0 : b / (b - a);
        }

        double c = _lowerSum[2] + _upperSum[2];
        return (a >= 0, b >= 0, c >= 0) switch
        {
            (true, true, true) => 1,
            (false, false, false) => 0,
            (true, false, false) => Corner(a, b, c),
            (false, true, false) => Corner(b, c, a),
            (false, false, true) => Corner(c, a, b),
            (false, true, true) => 1 - Corner(a, b, c),
            (true, false, true) => 1 - Corner(b, c, a),
            (true, true, false) => 1 - Corner(c, a, b),
        };

        // The corner that a line cuts off a triangle.
        static double Corner(double tip, double left, double right) => tip / (tip - left) * (tip / (tip - right));
    }

    /// <summary>The neurons of one step that are not certainly 0.</summary>
    private sealed class Layer(int hiddenSize, int length)
    {
        private readonly double[] _lower = new double[hiddenSize * length];
        private readonly double[] _upper = new double[hiddenSize * length];
        private readonly int[] _linear = new int[hiddenSize];
        private readonly int[] _loose = new int[hiddenSize];
        private int _linearCount;
        private int _looseCount;

        /// <summary>Neurons that are linear on the cone: their bounds coincide.</summary>
        public ReadOnlySpan<int> Linear => _linear.AsSpan(0, _linearCount);

        /// <summary>The others.</summary>
        public ReadOnlySpan<int> Loose => _loose.AsSpan(0, _looseCount);

        /// <summary>Shape [d]: the error of a neuron's bounds and the rounding of one product with it, e_j + gamma m_j.</summary>
        public double[] Errors { get; } = new double[hiddenSize];

        public ReadOnlySpan<double> Lower(int neuron) => _lower.AsSpan(neuron * length, length);

        public ReadOnlySpan<double> Upper(int neuron) => _upper.AsSpan(neuron * length, length);

        public void Clear() => (_linearCount, _looseCount) = (0, 0);

        public void AddLinear(int neuron, ReadOnlySpan<double> values, double error, double gamma)
        {
            _linear[_linearCount++] = neuron;
            double largest = 0;
            for (int edge = 0; edge < length; edge++)
            {
                _lower[(neuron * length) + edge] = values[edge];
                largest = Math.Max(largest, Math.Abs(values[edge]));
            }

            Errors[neuron] = error + (gamma * largest);
        }

        public void AddLoose(int neuron, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, double error, double gamma)
        {
            _loose[_looseCount++] = neuron;
            double largest = 0;
            for (int edge = 0; edge < length; edge++)
            {
                _lower[(neuron * length) + edge] = lower[edge];
                _upper[(neuron * length) + edge] = upper[edge];
                largest = Math.Max(largest, Math.Max(Math.Abs(lower[edge]), Math.Abs(upper[edge])));
            }

            Errors[neuron] = error + (gamma * largest);
        }
    }
}

namespace AlgZoo.Exact;

/// <summary>The losses of networks of three inputs, with the buffers of <see cref="ThreeInputs"/> made once.</summary>
internal sealed class ThreeInputLosses
{
    private const double FullSphere = 4 * Math.PI;

    private readonly RnnWeights _weights;
    private readonly HalfSpace[] _halves;

    /// <summary>Prepares for a hidden size.</summary>
    /// <param name="hiddenSize">Hidden size d.</param>
    /// <param name="rank">The rank of the input whose position is the label, 0 for the smallest; null for the squared error of a scalar output whose target is the median.</param>
    public ThreeInputLosses(int hiddenSize, int? rank)
    {
        _weights = new(sequenceLength: 3, new double[hiddenSize], new double[hiddenSize * hiddenSize], new double[rank is null ? hiddenSize : 3 * hiddenSize]);
        _halves = rank is { } label ? [new(_weights, sign: 1, label), new(_weights, sign: -1, label)] : [];
    }

    public double Of(ReadOnlySpan<double> input, ReadOnlySpan<double> recurrent, ReadOnlySpan<double> output)
    {
        _weights.Overwrite(input, recurrent, output);
        if (_halves.Length == 0)
        {
            return ThreeInputs.MedianSquaredError(_weights, regions: null, CancellationToken.None).Value;
        }

        double sum = 0;
        foreach (var half in _halves)
        {
            sum += half.WrongSolidAngle();
        }

        return sum / FullSphere;
    }

    private sealed class HalfSpace
    {
        private readonly RnnWeights _weights;
        private readonly double[] _sign;
        private readonly double[] _state;
        private readonly WrongCells _wrong;
        private readonly ActivationCells _cells;

        public HalfSpace(RnnWeights weights, double sign, int rank)
        {
            _weights = weights;
            _sign = [sign];
            _state = new double[weights.HiddenSize];
            _wrong = new(_sign, rank, static polygon => polygon.SolidAngle());
            _cells = new(weights, _wrong);
        }

        public double WrongSolidAngle()
        {
            for (int i = 0; i < _state.Length; i++)
            {
                _state[i] = Math.Max(0, _weights.Input[i] * _sign[0]);
            }

            _wrong.Reset();
            _cells.Visit(_state, breaks: _sign, CancellationToken.None);
            return _wrong.Sum;
        }
    }
}

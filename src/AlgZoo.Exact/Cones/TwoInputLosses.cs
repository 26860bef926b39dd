namespace AlgZoo.Exact;

/// <summary>
/// Networks of the inputs (s r, y) = r (s, t), r > 0, for both signs s: a pre-activation of the last step is r (b + w t) with b = W_hh ReLU(W_hi s) and w = W_hi, so that one sweep over the values of t at which
/// one of them changes sign finds the loss.
/// </summary>
internal sealed class TwoInputLosses
{
    private const double FullCircle = 2 * Math.PI;

    private readonly int _hiddenSize;
    private readonly int? _rank;
    private readonly double[] _constants;
    private readonly double[] _breaks;

    /// <summary>Prepares for a hidden size.</summary>
    /// <param name="hiddenSize">Hidden size d.</param>
    /// <param name="rank">The rank of the input whose position is the label, 0 for the smaller; null for the squared error of a scalar output whose target is the mean.</param>
    public TwoInputLosses(int hiddenSize, int? rank)
    {
        _hiddenSize = hiddenSize;
        _rank = rank;
        _constants = new double[hiddenSize];
        _breaks = new double[hiddenSize + 2];
    }

    public double Of(ReadOnlySpan<double> input, ReadOnlySpan<double> recurrent, ReadOnlySpan<double> output)
    {
        double loss = 0;
        for (int sign = -1; sign <= 1; sign += 2)
        {
            SetConstants(input, recurrent, sign);
            var breaks = Breaks(input, sign);
            double from = double.NegativeInfinity;
            foreach (double to in breaks)
            {
                if (to > from)
                {
                    loss += LossBetween(input, output, sign, from, to);
                    from = to;
                }
            }
        }

        return _rank is null ? loss / Math.PI : loss / FullCircle;
    }

    private void SetConstants(ReadOnlySpan<double> input, ReadOnlySpan<double> recurrent, int sign)
    {
        for (int i = 0; i < _hiddenSize; i++)
        {
            double sum = 0;
            var row = recurrent.Slice(i * _hiddenSize, _hiddenSize);
            for (int j = 0; j < row.Length; j++)
            {
                sum += row[j] * Math.Max(0, sign * input[j]);
            }

            _constants[i] = sum;
        }
    }

    // Ascending, the last of them infinite. An insertion sort: they are few.
    private ReadOnlySpan<double> Breaks(ReadOnlySpan<double> input, int sign)
    {
        int count = 0;
        _breaks[count++] = sign;
        for (int i = 0; i < _hiddenSize; i++)
        {
            if (input[i] == 0)
            {
                continue;
            }

            double value = -_constants[i] / input[i];
            int place = count++;
            for (; place > 0 && _breaks[place - 1] > value; place--)
            {
                _breaks[place] = _breaks[place - 1];
            }

            _breaks[place] = value;
        }

        _breaks[count++] = double.PositiveInfinity;
        return _breaks.AsSpan(0, count);
    }

    private double LossBetween(ReadOnlySpan<double> input, ReadOnlySpan<double> output, int sign, double from, double to)
    {
        double middle = Middle(from, to);
        double constant = 0;
        double slope = 0;
        for (int i = 0; i < _hiddenSize; i++)
        {
            if (_constants[i] + (input[i] * middle) > 0)
            {
                double weight = _rank is null ? output[i] : output[i] - output[_hiddenSize + i];
                constant += weight * _constants[i];
                slope += weight * input[i];
            }
        }

        return _rank is { } rank
            ? WrongAngle(constant, slope, isFirstRight: middle < sign == (rank == 1), from, to)
            : SquaredError(constant - (0.5 * sign), slope - 0.5, from, to);
    }

    // The lead of the first logit over the second is r (constant + slope t); of equal logits the first is the answer.
    private static double WrongAngle(double constant, double slope, bool isFirstRight, double from, double to)
    {
        double atFrom = Lead(constant, slope, from, -1);
        double atTo = Lead(constant, slope, to, 1);
        if (atFrom == 0 && atTo == 0)
        {
            return isFirstRight ? 0 : Angle(from, to);
        }

        bool isPositiveFirst = atFrom > 0 || (atFrom == 0 && atTo > 0);
        bool isPositiveLast = atTo > 0 || (atTo == 0 && atFrom > 0);
        if (isPositiveFirst == isPositiveLast)
        {
            return isPositiveFirst == isFirstRight ? 0 : Angle(from, to);
        }

        double equal = Math.Clamp(-constant / slope, from, to);
        return isPositiveFirst == isFirstRight ? Angle(equal, to) : Angle(from, equal);
    }

    private static double Lead(double constant, double slope, double t, int infinity) =>
        double.IsFinite(t) ? constant + (slope * t) : slope == 0 ? constant : infinity * slope;

    // Integral of (constant cos + slope sin)^2 over the angles whose tangents are between two values: the mean square of r is 2, and the density of the angle 1/(2 pi).
    private static double SquaredError(double constant, double slope, double from, double to)
    {
        var (cosineFrom, sineFrom) = Direction(from);
        var (cosineTo, sineTo) = Direction(to);
        double halfAngle = 0.5 * Angle(from, to);
        double halfSines = 0.5 * ((sineTo * cosineTo) - (sineFrom * cosineFrom));
        double squares = (sineTo * sineTo) - (sineFrom * sineFrom);
        return (constant * constant * (halfAngle + halfSines)) + (slope * slope * (halfAngle - halfSines)) + (constant * slope * squares);
    }

    private static double Middle(double from, double to) =>
        double.IsFinite(from) ? (double.IsFinite(to) ? from + (0.5 * (to - from)) : from + 1 + Math.Abs(from)) : to - 1 - Math.Abs(to);

    private static double Angle(double from, double to)
    {
        var (cosineFrom, sineFrom) = Direction(from);
        var (cosineTo, sineTo) = Direction(to);

        // Not the difference of products: that of near tangents would lose digits.
        double sine = double.IsFinite(from) && double.IsFinite(to) ? cosineFrom * cosineTo * (to - from) : double.IsFinite(from) ? cosineFrom : double.IsFinite(to) ? cosineTo : 0;
        return ArcTangent.Angle(Math.Max(0, sine), (cosineFrom * cosineTo) + (sineFrom * sineTo));
    }

    private static (double Cosine, double Sine) Direction(double tangent)
    {
        if (!double.IsFinite(tangent))
        {
            return (0, Math.Sign(tangent));
        }

        double cosine = 1 / Math.Sqrt(1 + (tangent * tangent));
        return (cosine, tangent * cosine);
    }
}

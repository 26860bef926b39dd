namespace AlgZoo.Reporting;

/// <summary>A logarithmic axis.</summary>
internal sealed class LogScale : IScale
{
    private const double Tolerance = 1e-9;

    // A share of the range is left free at both ends, and never less than this many decades.
    private const double MarginShare = 0.03;
    private const double SmallestMargin = 0.12;

    // Beyond these, labels are powers of ten.
    private const double SmallestPlain = 0.9e-3;
    private const double LargestPlain = 1.1e4;

    private readonly double _low;
    private readonly double _high;

    private LogScale(double lowExponent, double highExponent)
    {
        _low = lowExponent;
        _high = highExponent;
        Low = Math.Pow(10, lowExponent);
        High = Math.Pow(10, highExponent);
    }

    /// <inheritdoc/>
    public double Low { get; }

    /// <inheritdoc/>
    public double High { get; }

    /// <inheritdoc/>
    public bool IsLogarithmic => true;

    /// <summary>A scale that holds values with some room around them; those that are not positive and finite have no place and do not matter. One decade around 1 if there are none.</summary>
    public static LogScale Over(IEnumerable<double> values)
    {
        double[] exponents = [.. values.Where(double.IsPositive).Where(double.IsNormal).Select(Math.Log10).DefaultIfEmpty(0)];
        double low = exponents.Min();
        double high = exponents.Max();
        double margin = Math.Max(SmallestMargin, MarginShare * (high - low));
        return new LogScale(low - margin, high + margin);
    }

    /// <summary>A scale that holds a range with some room around it.</summary>
    public static LogScale Over((double Low, double High) range) => Over([range.Low, range.High]);

    /// <inheritdoc/>
    public double Fraction(double value) => value > Low ? Math.Min(1, (Math.Log10(value) - _low) / (_high - _low)) : 0;

    /// <inheritdoc/>
    public IReadOnlyList<Tick> Ticks(int atMost)
    {
        int first = (int)Math.Ceiling(_low - Tolerance);
        int last = (int)Math.Floor(_high + Tolerance);
        int decades = last - first + 1;
        if (decades < 2)
        {
            var ticks = TicksWithinADecade();
            return ticks.Count(tick => tick.Label.Length > 0) >= 2 ? ticks : [.. LinearScale.Between(Low, High).Ticks(atMost)];
        }

        int step = Math.Max(1, (int)Math.Ceiling(decades / (double)atMost));
        bool hasMinorTicks = step == 1;
        var result = new List<Tick>();
        for (int exponent = first - 1; exponent <= last; exponent++)
        {
            if (exponent >= first)
            {
                result.Add(new Tick(Math.Pow(10, exponent), exponent % step == 0 ? Label(1, exponent) : ""));
            }

            if (hasMinorTicks)
            {
                result.AddRange(Enumerable.Range(2, 8).Select(mantissa => new Tick(mantissa * Math.Pow(10, exponent), "")).Where(Holds));
            }
        }

        return result;
    }

    private List<Tick> TicksWithinADecade() =>
    [
        .. from exponent in Enumerable.Range((int)Math.Floor(_low), (int)Math.Ceiling(_high) - (int)Math.Floor(_low) + 1)
           from mantissa in Enumerable.Range(1, 9)
           let tick = new Tick(mantissa * Math.Pow(10, exponent), mantissa is 1 or 2 or 5 ? Label(mantissa, exponent) : "")
           where Holds(tick)
           select tick,
    ];

    private bool Holds(Tick tick) => tick.Value >= Low && tick.Value <= High;

    private string Label(int mantissa, int exponent) =>
        Low >= SmallestPlain && High <= LargestPlain ? NumberText.Plain(mantissa * Math.Pow(10, exponent)) : NumberText.PowerOfTen(mantissa, exponent);
}

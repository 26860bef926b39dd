namespace AlgZoo.Reporting;

/// <summary>A linear axis.</summary>
internal sealed class LinearScale : IScale
{
    private const double Tolerance = 1e-9;

    // Of the range, left free at both ends.
    private const double MarginShare = 0.03;

    private LinearScale(double low, double high)
    {
        Low = low;
        High = high;
    }

    /// <inheritdoc/>
    public double Low { get; }

    /// <inheritdoc/>
    public double High { get; }

    /// <inheritdoc/>
    public bool IsLogarithmic => false;

    /// <summary>The scale from one value to another; where they are the same or no numbers, some room around the first.</summary>
    public static LinearScale Between(double low, double high)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high))
        {
            return new LinearScale(0, 1);
        }

        double room = Math.Max(Math.Abs(low), Math.Abs(high)) * Tolerance;
        return high - low > room ? new LinearScale(low, high)
            : low == 0 ? new LinearScale(-0.5, 0.5)
            : new LinearScale(low - (Math.Abs(low) / 2), low + (Math.Abs(low) / 2));
    }

    /// <summary>The scale that holds values, with some room around them.</summary>
    public static LinearScale Over(IEnumerable<double> values)
    {
        var exact = Between(values.Min(), values.Max());
        double margin = MarginShare * (exact.High - exact.Low);
        return new LinearScale(exact.Low - margin, exact.High + margin);
    }

    /// <inheritdoc/>
    public double Fraction(double value) => value > Low ? Math.Min(1, (value - Low) / (High - Low)) : 0;

    /// <inheritdoc/>
    public IReadOnlyList<Tick> Ticks(int atMost)
    {
        double step = Step((High - Low) / atMost);
        double first = Math.Ceiling((Low / step) - Tolerance);
        double last = Math.Floor((High / step) + Tolerance);
        int decimals = Math.Max(0, -(int)Math.Floor(Math.Log10(step) + Tolerance));
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => Math.Clamp((first + i) * step, Low, High)).Select(value => new Tick(value, NumberText.Decimal(value, decimals)))];
    }

    // The smallest of 1, 2 and 5 times a power of ten that is not below a width.
    private static double Step(double width)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(width)));
        return power * ((width / power) switch
        {
            <= 1 + Tolerance => 1,
            <= 2 + Tolerance => 2,
            <= 5 + Tolerance => 5,
            _ => 10,
        });
    }
}

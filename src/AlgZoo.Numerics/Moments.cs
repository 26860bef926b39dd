namespace AlgZoo.Numerics;

/// <summary>Count, mean and sum of squared deviations, updated and merged without cancellation (Welford 1962; Chan, Golub and LeVeque 1979).</summary>
internal struct Moments
{
    private double _squares;

    public long Count { get; private set; }

    public double Mean { get; private set; }

    /// <summary>Mean squared deviation from the mean.</summary>
    public readonly double PopulationVariance => _squares / Count;

    /// <summary>Unbiased variance; 0 for a single value.</summary>
    public readonly double SampleVariance => Count > 1 ? _squares / (Count - 1) : 0;

    public void Add(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            Count++;
            double delta = value - Mean;
            Mean += delta / Count;
            _squares += delta * (value - Mean);
        }
    }

    public void Add(Moments other)
    {
        long total = Count + other.Count;
        double delta = other.Mean - Mean;
        Mean += delta * other.Count / total;
        _squares += other._squares + (delta * delta * Count / total * other.Count);
        Count = total;
    }
}

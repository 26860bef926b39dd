namespace AlgZoo.Evaluation;

/// <summary>A mean over random sequences.</summary>
/// <param name="Samples">Number of sequences.</param>
/// <param name="Value">The mean; null if there was no sequence.</param>
/// <param name="StandardError">
/// Its standard error; null if there was no sequence. Where every answer was right, or every one wrong, which is no proof, it is that of a share of 1 in <paramref name="Samples"/> + 2 (Laplace's rule
/// of succession).
/// </param>
public sealed record SampledMean(long Samples, double? Value, double? StandardError);

/// <summary>Sums of values and of their squares.</summary>
internal struct ValueSums
{
    private long _count;
    private double _sum;
    private double _squares;

    public void Add(double value)
    {
        _count++;
        _sum += value;
        _squares += value * value;
    }

    public void Add(ValueSums other)
    {
        _count += other._count;
        _sum += other._sum;
        _squares += other._squares;
    }

    /// <summary>The mean.</summary>
    /// <param name="isShare">Whether all values are 0 or 1.</param>
    public readonly SampledMean Mean(bool isShare)
    {
        if (_count == 0)
        {
            return new SampledMean(0, Value: null, StandardError: null);
        }

        double mean = _sum / _count;
        double variance = Math.Max(0, (_squares / _count) - (mean * mean));
        if (isShare && variance == 0)
        {
            double p = 1.0 / (_count + 2);
            variance = p * (1 - p);
        }

        return new SampledMean(_count, mean, Math.Sqrt(variance / _count));
    }
}

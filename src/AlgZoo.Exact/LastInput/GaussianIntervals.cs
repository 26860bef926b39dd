using AlgZoo.Numerics;

namespace AlgZoo.Exact;

/// <summary>The Gaussian measure of a union of intervals that come in ascending order; those that touch are measured as one.</summary>
internal struct GaussianIntervals
{
    /// <summary>Most FLOPs of measuring one interval that touches no other: two values of Phi, three comparisons, two additions.</summary>
    public const int FlopsPerInterval = 37;

    private double _measured;
    private float _start;
    private float _end;

    /// <summary>How many intervals were measured.</summary>
    public int Count { get; private set; }

    public static GaussianIntervals Empty => new() { _start = float.NaN, _end = float.NaN };

    public void Add(float start, float end)
    {
        if (start != _end)
        {
            Measure();
            _start = start;
        }

        _end = end;
    }

    /// <summary>The measure of all intervals, of which the last is closed.</summary>
    public double Close()
    {
        Measure();
        return _measured;
    }

    // An interval that reaches an end of the line is continued to infinity.
    private void Measure()
    {
        if (float.IsNaN(_start))
        {
            return;
        }

        double below = _start == -Breakpoints.Reach ? 0 : Gaussian.Cdf(_start);
        double upTo = _end == Breakpoints.Reach ? 1 : Gaussian.Cdf(_end);
        _measured += upTo - below;
        Count++;
    }
}

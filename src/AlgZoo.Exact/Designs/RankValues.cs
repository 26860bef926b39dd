using AlgZoo.Numerics;

namespace AlgZoo.Exact;

/// <summary>
/// The values of L Gaussian inputs in descending order from one uniform factor each: the order statistic at an anchor by its own quantile, those below it as U_{k+1} = U_k r^(1/(L-k)), k = 1 the largest,
/// those above it likewise in 1 - U (Rényi's representation; David and Nagaraja 2003, section 2.5). Ranks outside an explicit range are put at their conditional means given the range, in U.
/// </summary>
public sealed class RankValues
{
    // A power, a quantile, three sums or products and their exponent.
    private const long FlopsPerRank = 38;
    private const double Tolerance = 1e-10;
    private const int MaximumSteps = 60;

    private readonly int _count;
    private readonly int _anchor;
    private readonly int _first;
    private readonly int _end;
    private readonly double[] _uniforms;
    private readonly long[] _binomials;

    /// <summary>Makes the map.</summary>
    /// <param name="count">Number of inputs L, at least 1.</param>
    /// <param name="anchor">The rank of the anchor, 0 for the largest.</param>
    /// <param name="explicitRanks">Number of explicit ranks, from 1 to L; those nearest the anchor, lower ones first among equals.</param>
    public RankValues(int count, int anchor, int explicitRanks)
    {
        _count = count;
        _anchor = anchor;
        _first = Math.Clamp(anchor - ((explicitRanks - 1) / 2), 0, count - explicitRanks);
        _end = _first + explicitRanks;
        _uniforms = new double[count];
        _binomials = new long[count + 1];
        _binomials[0] = 1;
        for (int k = 1; k <= count; k++)
        {
            _binomials[k] = _binomials[k - 1] * (count - k + 1) / k;
        }
    }

    /// <summary>An upper bound of the FLOPs spent so far; counted without arithmetic on floats.</summary>
    public long Flops { get; private set; }

    /// <summary>Most FLOPs that <see cref="Fill"/> takes.</summary>
    public static long MaximumFlops(int count, int anchor) => (FlopsPerRank * count) + (anchor == 0 ? 0 : MaximumSteps * FlopsOfStep(count));

    /// <summary>Maps the factors.</summary>
    /// <param name="factors">Shape [L]: r by rank, each in (0, 1); those of ranks that are not explicit are not used.</param>
    /// <param name="valuesByRank">Shape [L]: receives the inputs, largest first.</param>
    public void Fill(ReadOnlySpan<double> factors, Span<float> valuesByRank)
    {
        _uniforms[_anchor] = _anchor == 0 ? Math.Pow(factors[0], 1.0 / _count) : OrderStatisticQuantile(factors[_anchor]);
        for (int rank = _anchor + 1; rank < _count; rank++)
        {
            _uniforms[rank] = rank < _end
                ? _uniforms[rank - 1] * Math.Pow(factors[rank], 1.0 / (_count - rank))
                : _uniforms[_end - 1] * (_count - rank) / (_count - _end + 1);
        }

        for (int rank = _anchor - 1; rank >= 0; rank--)
        {
            _uniforms[rank] = rank >= _first
                ? 1 - ((1 - _uniforms[rank + 1]) * Math.Pow(factors[rank], 1.0 / (rank + 1)))
                : 1 - ((1 - _uniforms[_first]) * (rank + 1) / (_first + 1));
        }

        for (int rank = 0; rank < _count; rank++)
        {
            valuesByRank[rank] = (float)Gaussian.Quantile(_uniforms[rank]);
        }

        Flops += FlopsPerRank * _count;
    }

    private static long FlopsOfStep(int count) => (4L * count) + 16;

    // P(the order statistic <= u) = sum over j <= anchor of C(L, j) (1 - u)^j u^(L - j), which is solved by Newton's method, halving the bracket where a step leaves it.
    private double OrderStatisticQuantile(double probability)
    {
        double low = 0;
        double high = 1;
        double u = (_count - _anchor) / (_count + 1.0);
        for (int iteration = 0; iteration < MaximumSteps; iteration++)
        {
            Flops += FlopsOfStep(_count);
            double v = 1 - u;
            double power = 1;
            double sum = 0;
            for (int j = 0; j <= _anchor; j++)
            {
                sum = (sum * u) + (_binomials[j] * power);
                power = j < _anchor ? power * v : power;
            }

            // power = v^anchor.
            double below = 1;
            for (int j = _anchor + 1; j < _count; j++)
            {
                below *= u;
            }

            double excess = (sum * below * u) - probability;
            low = excess < 0 ? u : low;
            high = excess < 0 ? high : u;
            double next = u - (excess / ((_count - _anchor) * _binomials[_anchor] * power * below));
            next = next > low && next < high ? next : 0.5 * (low + high);
            if (Math.Abs(next - u) < Tolerance)
            {
                return next;
            }

            u = next;
        }

        return u;
    }
}

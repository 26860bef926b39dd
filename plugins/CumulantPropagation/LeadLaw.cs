using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>
/// P(all leads of the labelled logit over the others are positive) where the leads are linear in independent coordinates: each is standardised, corrected for its higher cumulants where that is asked for, and
/// the joint probability found by sequential conditioning of Gaussians (Mendell and Elston 1974), the least likely first.
/// </summary>
internal sealed class LeadLaw
{
    // Of the variance 1 before conditioning; below lies rounding.
    private const double SmallestVariance = 1e-12;

    private readonly int _coordinates;
    private readonly WorkCount _work;
    private readonly double[][] _slopes;
    private readonly double[] _means;
    private readonly double[,] _covariance;
    private int _count;

    public LeadLaw(int rivals, int coordinates, WorkCount work)
    {
        _coordinates = coordinates;
        _work = work;
        _slopes = [.. Enumerable.Range(0, rivals).Select(_ => new double[coordinates])];
        _means = new double[rivals];
        _covariance = new double[rivals, rivals];
    }

    /// <summary>Upper bound of the FLOPs of adding so many leads and of <see cref="ProbabilityOfAll"/>.</summary>
    public static long Flops(long rivals, long coordinates)
    {
        long flops = rivals * coordinates;
        flops += rivals * (rivals - 1) / 2 * 2 * coordinates;
        for (long left = rivals; left > 0; left--)
        {
            flops += StageFlops(left);
        }

        return flops;
    }

    /// <summary>Forgets all leads.</summary>
    public void Clear() => _count = 0;

    /// <summary>Adds a lead.</summary>
    /// <param name="standardised">Its mean over its deviation.</param>
    /// <param name="slopes">Its slope along each coordinate.</param>
    /// <param name="deviation">Its deviation, positive.</param>
    public void Add(double standardised, ReadOnlySpan<double> slopes, double deviation)
    {
        var own = _slopes[_count];
        for (int k = 0; k < _coordinates; k++)
        {
            own[k] = slopes[k] / deviation;
        }

        for (int other = 0; other < _count; other++)
        {
            double sum = 0;
            for (int k = 0; k < _coordinates; k++)
            {
                sum += own[k] * _slopes[other][k];
            }

            _covariance[_count, other] = sum;
        }

        _covariance[_count, _count] = 1;
        _means[_count] = standardised;
        _work.Add(_coordinates + (2L * _coordinates * _count));
        _count++;
    }

    /// <summary>The probability; uses the leads up.</summary>
    public double ProbabilityOfAll()
    {
        double probability = 1;
        for (; _count > 0; _count--)
        {
            _work.Add(StageFlops(_count));
            double standardised = MoveLeastLikelyLast();
            double active = Gaussian.Cdf(standardised);
            probability *= active;
            if (active > 0 && _count > 1)
            {
                ConditionOnLast(standardised, Gaussian.Density(standardised) / active);
            }
        }

        return Math.Clamp(probability, 0, 1);
    }

    // A root, a ratio and a comparison for each lead left; Phi, phi, a ratio, a product and two comparisons; then the moments of the others.
    private static long StageFlops(long left) =>
        (3 * left) + WorkCount.Transcendental + WorkCount.Density + 4 + 4 + (2 * (left - 1)) + (3 * left * (left - 1) / 2) + 2;

    private double MoveLeastLikelyLast()
    {
        int last = _count - 1;
        int least = last;
        double standardised = double.PositiveInfinity;
        for (int k = 0; k <= last; k++)
        {
            double candidate = _means[k] / Math.Sqrt(_covariance[k, k]);
            if (candidate < standardised)
            {
                (least, standardised) = (k, candidate);
            }
        }

        (_means[least], _means[last]) = (_means[last], _means[least]);
        (_covariance[least, least], _covariance[last, last]) = (_covariance[last, last], _covariance[least, least]);
        for (int k = 0; k < last; k++)
        {
            if (k < least)
            {
                (_covariance[least, k], _covariance[last, k]) = (_covariance[last, k], _covariance[least, k]);
            }
            else if (k > least)
            {
                (_covariance[k, least], _covariance[last, k]) = (_covariance[last, k], _covariance[k, least]);
            }
        }

        return standardised;
    }

    // With a = mean / deviation of X_c and hazard r = phi(a) / Phi(a), the law of X given X_c > 0 has mean + Cov(X, X_c) r / deviation and covariance less Cov(X_i, X_c) Cov(X_j, X_c) r (r + a) / variance.
    private void ConditionOnLast(double standardised, double hazard)
    {
        int last = _count - 1;
        double variance = _covariance[last, last];
        double shift = hazard / Math.Sqrt(variance);
        double shrinkage = hazard * (hazard + standardised) / variance;
        for (int i = 0; i < last; i++)
        {
            double ofLast = _covariance[last, i];
            _means[i] += ofLast * shift;
            for (int j = 0; j <= i; j++)
            {
                _covariance[i, j] -= ofLast * _covariance[last, j] * shrinkage;
            }

            _covariance[i, i] = Math.Max(_covariance[i, i], SmallestVariance);
        }
    }
}

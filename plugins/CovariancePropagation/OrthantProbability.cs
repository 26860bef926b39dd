using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>P(all of k jointly Gaussian numbers are positive) by sequential conditioning (Mendell and Elston 1974).</summary>
internal static class OrthantProbability
{
    /// <summary>
    /// Upper bound of the FLOPs: at each of k stages a root, a division and two comparisons for every number left; Phi (16), phi (19) and ten operations; then two for every mean and three for every
    /// covariance that is left. Three more at the end.
    /// </summary>
    public static long Flops(int count)
    {
        long flops = 3;
        for (long left = count; left > 0; left--)
        {
            flops += (4 * left) + 16 + 19 + 10 + (2 * (left - 1)) + (3 * left * (left - 1) / 2);
        }

        return flops;
    }

    /// <summary>
    /// Multiplies P(X_1 &gt; 0) P(X_2 &gt; 0 | X_1 &gt; 0) ..., the least likely first, and takes what is left for Gaussian again after each
    /// condition, with its exact mean and covariance. Exact for one number, and for independent numbers.
    /// </summary>
    /// <param name="means">Shape [k]; used as working space.</param>
    /// <param name="covariance">Shape [k, k]; used as working space.</param>
    /// <param name="zeroCounts">Shape [k]: whether a number that is constant at 0 counts as positive.</param>
    public static double MendellElston(double[] means, double[,] covariance, bool[] zeroCounts)
    {
        int count = means.Length;
        bool[] done = new bool[count];
        double probability = 1;
        for (int stage = 0; stage < count && probability > 0; stage++)
        {
            int next = LeastLikely(means, covariance, zeroCounts, done, out double standardised);
            done[next] = true;
            double positive = Gaussian.Cdf(standardised);
            probability *= positive;
            if (positive > 0 && double.IsFinite(standardised))
            {
                Condition(next, standardised, Gaussian.Density(standardised) / positive, means, covariance, done);
            }
        }

        return Math.Clamp(probability, 0, 1);
    }

    private static int LeastLikely(double[] means, double[,] covariance, bool[] zeroCounts, bool[] done, out double standardised)
    {
        int least = -1;
        standardised = double.PositiveInfinity;
        for (int k = 0; k < means.Length; k++)
        {
            if (done[k])
            {
                continue;
            }

            double candidate = covariance[k, k] > 0 ? means[k] / Math.Sqrt(covariance[k, k])
                : means[k] > 0 || (means[k] == 0 && zeroCounts[k]) ? double.PositiveInfinity : double.NegativeInfinity;
            if (least < 0 || candidate < standardised)
            {
                (least, standardised) = (k, candidate);
            }
        }

        return least;
    }

    // With a = mean / deviation of X_c and hazard r = phi(a) / Phi(a), the law of X given X_c > 0 has mean + Cov(X, X_c) r / deviation and
    // covariance less Cov(X_i, X_c) Cov(X_j, X_c) r (r + a) / variance.
    private static void Condition(int condition, double standardised, double hazard, double[] means, double[,] covariance, bool[] done)
    {
        double variance = covariance[condition, condition];
        double shift = hazard / Math.Sqrt(variance);
        double shrinkage = hazard * (hazard + standardised) / variance;
        for (int i = 0; i < means.Length; i++)
        {
            if (done[i])
            {
                continue;
            }

            means[i] += covariance[i, condition] * shift;
            for (int j = 0; j <= i; j++)
            {
                if (!done[j])
                {
                    covariance[i, j] -= covariance[i, condition] * covariance[j, condition] * shrinkage;
                    covariance[j, i] = covariance[i, j];
                }
            }
        }
    }
}

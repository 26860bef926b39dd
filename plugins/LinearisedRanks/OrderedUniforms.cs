namespace AlgZoo.Plugins;

/// <summary>
/// The law of n independent inputs in falling order, as uniforms u = Phi(x), but for the decisive pair: each rank by its ratio to the rank above. Of m uniforms below a bound b the largest is b r^(1/m), the
/// third largest b times a Beta(m - 2, 3) variable.
/// </summary>
internal sealed class OrderedUniforms(int length, DecisivePair pair)
{
    // Newton's steps for the Beta quantile converge in 5 to 10; a mean, since strata are evenly spaced.
    private const int MeanBetaFlops = 400;

    private readonly double[] _uniforms = new double[length];

    /// <summary>Number of levels: one for every rank but the pair.</summary>
    public int Levels => length - 2;

    /// <summary>FLOPs of <see cref="Place"/> at most, on the average over evenly spaced levels: a division, a power and a product for each rank, and the Beta quantile.</summary>
    public static long Flops(int length) => MeanBetaFlops + (18L * length);

    /// <summary>The uniform above the pair; 1 if it is at the top.</summary>
    public double Above => pair.Upper == 0 ? 1 : _uniforms[pair.Upper - 1];

    /// <summary>The uniform below the pair.</summary>
    public double Below => _uniforms[pair.Below];

    /// <summary>The uniform of a rank outside the pair.</summary>
    public double this[int rank] => _uniforms[rank];

    /// <summary>Maps levels in (0, 1).</summary>
    /// <param name="levels">Shape [n - 2]: the rank below the pair first, then the others from the largest down.</param>
    public void Place(ReadOnlySpan<double> levels)
    {
        int next = 1;
        double uniform = 1;
        for (int rank = 0; rank < pair.Upper; rank++)
        {
            uniform *= Math.Pow(levels[next++], 1.0 / (length - rank));
            _uniforms[rank] = uniform;
        }

        uniform *= ThirdLargest(length - pair.Upper - 2, levels[0]);
        _uniforms[pair.Below] = uniform;
        for (int rank = pair.Below + 1; rank < length; rank++)
        {
            uniform *= Math.Pow(levels[next++], 1.0 / (length - rank));
            _uniforms[rank] = uniform;
        }
    }

    /// <summary>Quantile of Beta(k, 3): F(x) = x^k (1 + k (1 - x) + k (k + 1) / 2 (1 - x)^2).</summary>
    internal static double ThirdLargest(int k, double probability)
    {
        // Newton's method on a distribution function, started at the mode, where it turns from convex to concave, approaches from one side.
        double x = (k - 1.0) / (k + 1);
        double normaliser = 0.5 * k * (k + 1) * (k + 2);
        while (true)
        {
            double gap = 1 - x;
            double power = Math.Pow(x, k - 1);
            double error = (power * x * (1 + (k * gap * (1 + (0.5 * (k + 1) * gap))))) - probability;
            double step = error / (normaliser * power * gap * gap);
            x -= step;
            if (Math.Abs(step) < 1e-10)
            {
                return x;
            }
        }
    }
}

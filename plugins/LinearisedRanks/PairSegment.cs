using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>A value of the upper one of the decisive pair with the stretch over which the lower one moves.</summary>
/// <param name="Upper">The value of the upper one.</param>
/// <param name="From">The lower end.</param>
/// <param name="To">The upper end.</param>
/// <param name="UniformFrom">Phi(From).</param>
/// <param name="UniformTo">Phi(To).</param>
internal readonly record struct PairSegment(double Upper, double From, double To, double UniformFrom, double UniformTo)
{
    /// <summary>FLOPs of <see cref="Of"/> at most: three quantiles, a square root, a comparison and ten sums and products.</summary>
    public const long Flops = 60;

    /// <summary>The segment at one place of a stratum.</summary>
    /// <param name="above">The uniform of the rank above the pair.</param>
    /// <param name="below">The uniform of the rank below the pair.</param>
    /// <param name="stratum">The stratum.</param>
    /// <param name="place">The place of s in it, in (0, 1).</param>
    public static PairSegment Of(double above, double below, in PairStratum stratum, double place)
    {
        double upper = below + ((above - below) * Math.Sqrt(stratum.UpperFrom + ((stratum.UpperTo - stratum.UpperFrom) * place)));
        double from = below + ((upper - below) * stratum.LowerFrom);
        double to = below + ((upper - below) * stratum.LowerTo);
        double value = Gaussian.Quantile(upper);
        return new PairSegment(value, Gaussian.Quantile(from), stratum.LowerTo < 1 ? Gaussian.Quantile(to) : value, from, to);
    }
}

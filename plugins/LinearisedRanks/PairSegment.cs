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
    /// <summary>FLOPs of <see cref="Of"/> at most: three quantiles, a square root and seven operations.</summary>
    public const long Flops = 56;

    /// <summary>The segment at one place s of the upper one in a stratum of the lower one.</summary>
    /// <param name="above">The uniform of the rank above the pair.</param>
    /// <param name="below">The uniform of the rank below the pair.</param>
    /// <param name="upper">s.</param>
    /// <param name="lower">The stratum of t.</param>
    public static PairSegment Of(double above, double below, double upper, (double From, double To) lower)
    {
        double uniform = below + ((above - below) * Math.Sqrt(upper));
        double from = below + ((uniform - below) * lower.From);
        double to = below + ((uniform - below) * lower.To);
        return new PairSegment(Gaussian.Quantile(uniform), Gaussian.Quantile(from), Gaussian.Quantile(to), from, to);
    }
}

namespace AlgZoo.Plugins;

/// <summary>
/// A rectangle of (s, t), which place the decisive pair between its neighbours at uniforms a above and b below: the upper one at u = b + (a - b) sqrt(s), the lower one at b + (u - b) t. Given the
/// neighbours, s and t are independent and uniform.
/// </summary>
/// <param name="UpperFrom">Least s.</param>
/// <param name="UpperTo">Largest s.</param>
/// <param name="LowerFrom">Least t.</param>
/// <param name="LowerTo">Largest t.</param>
internal readonly record struct PairStratum(double UpperFrom, double UpperTo, double LowerFrom, double LowerTo)
{
    /// <summary>The uniforms of the pair in the middle of the rectangle.</summary>
    public (double Upper, double Lower) Centre(double above, double below)
    {
        double upper = below + ((above - below) * Math.Sqrt(0.5 * (UpperFrom + UpperTo)));
        return (upper, below + ((upper - below) * (0.5 * (LowerFrom + LowerTo))));
    }
}

namespace AlgZoo.Exact;

/// <summary>The angle of a vector, from exactly rounded operations only: unlike the system's function it gives the same bits on every machine, so that exact truths do.</summary>
internal static class ArcTangent
{
    private const double TangentOfEighth = 0.41421356237309503;

    // (1 - arctan(s) / s) / s^2 as a polynomial in s^2 for |s| < 7/16, by Sun's fdlibm; the highest power first.
    private static ReadOnlySpan<double> Coefficients =>
    [
        1.62858201153657823623e-02, -3.65315727442169155270e-02, 4.97687799461593236017e-02, -5.83357013379057348645e-02, 6.66107313738753120669e-02, -7.69187620504482999495e-02,
        9.09088713343650656196e-02, -1.11111104054623557880e-01, 1.42857142725034663711e-01, -1.99999999998764832476e-01, 3.33333333333329318027e-01,
    ];

    /// <summary>The angle of (cosine, sine) times any positive number, in [0, pi]; accurate to two units in the last place however small it is.</summary>
    /// <param name="sine">Not negative.</param>
    /// <param name="cosine">Any, not 0 if <paramref name="sine"/> is.</param>
    public static double Angle(double sine, double cosine)
    {
        if (cosine < 0)
        {
            return Math.PI - Angle(sine, -cosine);
        }

        if (sine > cosine)
        {
            return (Math.PI / 2) - OfRatio(cosine, sine);
        }

        return OfRatio(sine, cosine);
    }

    // The arctangent of small / large, which is at most 1.
    private static double OfRatio(double small, double large) =>
        small <= TangentOfEighth * large ? Near0(small / large) : (Math.PI / 4) + Near0((small - large) / (small + large));

    private static double Near0(double s)
    {
        double square = s * s;
        double sum = 0;
        foreach (double coefficient in Coefficients)
        {
            sum = (sum * square) + coefficient;
        }

        return s - (s * (square * sum));
    }
}

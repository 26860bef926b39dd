using System.Numerics;

namespace AlgZoo.Exact;

/// <summary>
/// Adds up moments of the error of a scalar output whose target is the mean of two standard Gaussian inputs (s r, y). By Stein's lemma, with J the rotation by a right angle, over a sector from u to v of
/// angle t: E[(a.X)^2] = |a|^2 t / 2 pi - (a.Jv a.v - a.Ju a.u) / 2 pi and E[(a.X)^4] = 3 |a|^2 E[(a.X)^2] - (a.Jv (a.v)^3 - a.Ju (a.u)^3) / pi.
/// </summary>
internal sealed class SquaredErrorSectors(int sign, int exponent, LinearRegions? regions = null) : ISectorVisitor
{
    private const double FullCircle = 2 * Math.PI;

    // In units cubed.
    private readonly int _exponent = 3 * exponent;
    private readonly IntegerVector _target = (BigInteger.One << ((-3 * exponent) - 1)) * new IntegerVector(sign, 1);

    /// <summary>Sum of second moments so far.</summary>
    public double Second { get; private set; }

    /// <summary>Sum of fourth moments so far.</summary>
    public double Fourth { get; private set; }

    /// <inheritdoc/>
    public void Visit(in IntegerVector from, in IntegerVector to, ReadOnlySpan<IntegerVector> outputs, bool isFirstLarger, ActivationPattern pattern)
    {
        regions?.Add(pattern);
        var (x, y) = (outputs[0] - _target).Scaled(_exponent);
        var (fromSecond, fromFourth) = Boundary(x, y, from);
        var (toSecond, toFourth) = Boundary(x, y, to);
        double squaredNorm = (x * x) + (y * y);
        double second = ((squaredNorm * IntegerVector.Angle(from, to)) - (toSecond - fromSecond)) / FullCircle;
        Second += second;
        Fourth += (3 * squaredNorm * second) - ((toFourth - fromFourth) / Math.PI);
    }

    // a.Ju a.u and a.Ju (a.u)^3 at the unit vector u of a ray.
    private static (double Second, double Fourth) Boundary(double x, double y, in IntegerVector ray)
    {
        var (rayX, rayY) = ray.Unit();
        double along = (x * rayX) + (y * rayY);
        double across = (y * rayX) - (x * rayY);
        return (across * along, across * along * along * along);
    }
}

using MathNet.Numerics;
using MathNet.Numerics.Integration;

namespace AlgZoo.Numerics;

/// <summary>
/// The bivariate distribution function after Genz (2004). With t the correlation, d/dt P(X &lt;= x, Y &lt;= y) is the bivariate density.
/// </summary>
internal static class BivariateGaussian
{
    // Beyond this correlation the integrand over the angle is nearly singular, and the integral is taken from full correlation instead.
    private const double NearlySingular = 0.925;

    // Exponents below this contribute nothing to a double.
    private const double NegligibleExponent = -100;

    private static readonly GaussLegendreRule SixNodes = new(0, 1, 6);
    private static readonly GaussLegendreRule TwelveNodes = new(0, 1, 12);
    private static readonly GaussLegendreRule TwentyNodes = new(0, 1, 20);

    private static readonly OperationCounts TwoCdfs = OperationCounts.Of((OperationClass.TranscendentalDouble, 2), (OperationClass.MultiplyDouble, 1));

    // A node of the rule, and what surrounds the sum over the nodes, to the clamp at the end.
    private static readonly OperationCounts NodeFromIndependence = OperationCounts.Of(
        (OperationClass.TranscendentalDouble, 2), (OperationClass.MultiplyDouble, 4), (OperationClass.AddDouble, 3), (OperationClass.DivideDouble, 1));

    private static readonly OperationCounts BesidesFromIndependence = OperationCounts.Of(
        (OperationClass.TranscendentalDouble, 4), (OperationClass.MultiplyDouble, 6), (OperationClass.AddDouble, 4), (OperationClass.DivideDouble, 1), (OperationClass.CompareDouble, 8));

    // The same for negative correlations, with no term so small that it is left out.
    private static readonly OperationCounts NodeFromFullCorrelation = OperationCounts.Of(
        (OperationClass.TranscendentalDouble, 2), (OperationClass.MultiplyDouble, 12), (OperationClass.AddDouble, 9), (OperationClass.DivideDouble, 3), (OperationClass.SquareRootDouble, 1),
        (OperationClass.CompareDouble, 1));

    private static readonly OperationCounts BesidesFromFullCorrelation = OperationCounts.Of(
        (OperationClass.TranscendentalDouble, 6), (OperationClass.MultiplyDouble, 20), (OperationClass.AddDouble, 21), (OperationClass.DivideDouble, 10), (OperationClass.SquareRootDouble, 2),
        (OperationClass.CompareDouble, 12));

    /// <summary>Charges what the branch that the arguments take costs.</summary>
    public static double Cdf(double x, double y, double correlation)
    {
        if (double.IsNaN(x) || double.IsNaN(y))
        {
            return double.NaN;
        }

        double smaller = Math.Min(x, y);
        double larger = Math.Max(x, y);
        if (double.IsInfinity(smaller) || double.IsInfinity(larger) || correlation == 0)
        {
            ComputeMeter.ChargeWindow(TwoCdfs, 1);
            return Gaussian.Cdf(x) * Gaussian.Cdf(y);
        }

        Charge(Math.Abs(correlation));
        double probability = Math.Abs(correlation) < NearlySingular ? FromIndependence(x, y, correlation)
            : correlation > 0 ? Gaussian.Cdf(smaller) - FromFullCorrelation(x, y, correlation)
            : FromFullCorrelation(x, -y, -correlation) + DifferenceOfCdfs(x, -y);
        return Math.Clamp(probability, 0, Gaussian.Cdf(smaller));
    }

    private static void Charge(double correlation)
    {
        bool isNearlySingular = correlation >= NearlySingular;
        ComputeMeter.ChargeWindow(isNearlySingular ? BesidesFromFullCorrelation : BesidesFromIndependence, 1);
        ComputeMeter.ChargeWindow(isNearlySingular ? NodeFromFullCorrelation : NodeFromIndependence, RuleFor(correlation).Order);
    }

    // Phi(x) Phi(y) + 1/(2 pi) integral over the angle from 0 to asin(correlation) of exp(-(x^2 + y^2 - 2 x y sin) / (2 cos^2)).
    private static double FromIndependence(double x, double y, double correlation)
    {
        var rule = RuleFor(Math.Abs(correlation));
        double halfSquares = 0.5 * ((x * x) + (y * y));
        double product = x * y;
        double angle = Math.Asin(correlation);
        double sum = 0;
        for (int i = 0; i < rule.Order; i++)
        {
            double sin = Math.Sin(angle * rule.GetAbscissa(i));
            sum += rule.GetWeight(i) * Math.Exp(((sin * product) - halfSquares) / (1 - (sin * sin)));
        }

        return (Gaussian.Cdf(x) * Gaussian.Cdf(y)) + (sum * angle / Constants.Pi2);
    }

    // The integral of the bivariate density over the correlations from the given one to 1, that is P(full correlation) - P. With s = sqrt(1 - t^2)
    // the integrand is exp(-(x - y)^2 / (2 s^2)) times a smooth function of s, whose expansion to fourth order is integrated in closed form;
    // quadrature does the rest.
    private static double FromFullCorrelation(double x, double y, double correlation)
    {
        double limitSquared = (1 - correlation) * (1 + correlation);
        if (limitSquared == 0)
        {
            return 0;
        }

        double limit = Math.Sqrt(limitSquared);
        double product = x * y;
        double gapSquared = (x - y) * (x - y);
        double second = (4 - product) / 8;
        double fourth = (12 - product) / 16;
        double sum = 0;
        double exponent = -0.5 * ((gapSquared / limitSquared) + product);
        if (exponent > NegligibleExponent)
        {
            sum = limit * Math.Exp(exponent)
                * (1 - (second * (gapSquared - limitSquared) * (1 - (fourth * gapSquared / 5)) / 3) + (second * fourth * limitSquared * limitSquared / 5));
        }

        if (product > NegligibleExponent)
        {
            double gap = Math.Sqrt(gapSquared);
            sum -= Math.Exp(-0.5 * product) * Constants.Sqrt2Pi * Gaussian.Cdf(-gap / limit) * gap * (1 - (second * gapSquared * (1 - (fourth * gapSquared / 5)) / 3));
        }

        var rule = RuleFor(correlation);
        for (int i = 0; i < rule.Order; i++)
        {
            double s = limit * rule.GetAbscissa(i);
            double sSquared = s * s;
            exponent = -0.5 * ((gapSquared / sSquared) + product);
            if (exponent > NegligibleExponent)
            {
                double t = Math.Sqrt(1 - sSquared);
                double exact = Math.Exp(-product * sSquared / (2 * (1 + t) * (1 + t))) / t;
                double expanded = 1 + (second * sSquared * (1 + (fourth * sSquared)));
                sum += limit * rule.GetWeight(i) * Math.Exp(exponent) * (exact - expanded);
            }
        }

        return sum / Constants.Pi2;
    }

    private static GaussLegendreRule RuleFor(double correlation) => correlation < 0.3 ? SixNodes : correlation < 0.75 ? TwelveNodes : TwentyNodes;

    // P(y < X <= x), or 0 where x <= y, without cancellation in the upper tail.
    private static double DifferenceOfCdfs(double x, double y) => x <= y ? 0
        : y >= 0 ? Gaussian.Cdf(-y) - Gaussian.Cdf(-x)
        : Gaussian.Cdf(x) - Gaussian.Cdf(y);
}

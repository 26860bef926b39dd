namespace AlgZoo.Reporting;

/// <summary>How small a difference a number of noisy copies can show: a mean of J squared Gaussian errors has a relative standard error of sqrt(2/J).</summary>
internal static class Resolution
{
    private const double TwoSided95 = 1.96;

    /// <summary>The factor by which an efficiency must differ from 1 to be told from it: exp(1.96 sqrt(2/J)).</summary>
    public static double Factor(int draws) => Math.Exp(TwoSided95 * Math.Sqrt(2.0 / draws));

    /// <summary>The number of noisy copies that tells an efficiency from 1: 2 (1.96 / log efficiency)^2.</summary>
    public static double Draws(double efficiency) => 2 * Math.Pow(TwoSided95 / Math.Log(efficiency), 2);
}

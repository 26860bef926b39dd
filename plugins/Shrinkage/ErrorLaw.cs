namespace AlgZoo.Plugins;

/// <summary>How the mean squared error of a point set falls with its compute C: MSE = exp(a) C^b, a line through the logarithms of errors that were measured.</summary>
/// <param name="Level">a.</param>
/// <param name="Slope">b, negative.</param>
internal readonly record struct ErrorLaw(float Level, float Slope)
{
    // No point set loses to random sampling in the long run, and none that has a discontinuity falls faster than this.
    private const double SlowestSlope = -1;
    private const double FastestSlope = -1.5;

    public double At(double flops) => Math.Exp(Level + (Slope * Math.Log(flops)));

    /// <summary>The line of least squares through measured points.</summary>
    /// <param name="measured">FLOPs and mean squared errors, all positive; at least one.</param>
    public static ErrorLaw Fit(IReadOnlyList<(double Flops, double MeanSquaredError)> measured)
    {
        double meanX = measured.Average(point => Math.Log(point.Flops));
        double meanY = measured.Average(point => Math.Log(point.MeanSquaredError));
        double covariance = measured.Sum(point => (Math.Log(point.Flops) - meanX) * (Math.Log(point.MeanSquaredError) - meanY));
        double variance = measured.Sum(point => Math.Pow(Math.Log(point.Flops) - meanX, 2));
        double slope = variance > 0 ? Math.Clamp(covariance / variance, FastestSlope, SlowestSlope) : SlowestSlope;
        return new ErrorLaw((float)(meanY - (slope * meanX)), (float)slope);
    }
}

namespace AlgZoo.Evaluation;

/// <summary>A probability from independent unbiased estimates of it.</summary>
/// <param name="Mean">Their mean.</param>
/// <param name="StandardError">Its standard error.</param>
internal readonly record struct ProbabilityEstimate(double Mean, double StandardError)
{
    /// <summary>-log2 of the mean.</summary>
    public double Bits => Mean == 1 ? 0 : -Math.Log2(Mean);

    /// <summary>Standard error relative to the mean; infinite where that is 0.</summary>
    public double RelativeError => Mean > 0 ? StandardError / Mean : double.PositiveInfinity;

    /// <summary>Standard error of the bits.</summary>
    public double BitsStandardError => RelativeError / Math.Log(2);

    /// <summary>How many independent trials would give their share the same relative variance; null where the estimates do not differ.</summary>
    public double? EffectiveSampleSize => StandardError > 0 ? (1 - Mean) * Mean / (StandardError * StandardError) : null;

    /// <summary>Takes the mean of estimates.</summary>
    public static ProbabilityEstimate Of(double[] estimates)
    {
        double mean = estimates.Average();
        double squares = estimates.Sum(estimate => (estimate - mean) * (estimate - mean));
        return new(mean, Math.Sqrt(squares / (estimates.Length - 1.0) / estimates.Length));
    }
}

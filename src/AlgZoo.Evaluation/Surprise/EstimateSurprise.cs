namespace AlgZoo.Evaluation;

/// <summary>The surprise of one estimate, in bits.</summary>
/// <param name="ExplanationBits">Surprise of the explanation: its ledger; null where the estimator kept none.</param>
/// <param name="AdviceBits">Eight for each byte of advice; 0 for an estimator that uses none.</param>
/// <param name="BitsLeft">Surprise of the true value given the estimate: <see cref="PredictiveScore.BitsLeft"/>.</param>
/// <param name="BitsLeftLow">The least of it over the 95% interval of the truth; equal to <paramref name="BitsLeft"/> where the truth is exact.</param>
/// <param name="BitsLeftHigh">The most of it.</param>
/// <param name="Sigma">The sigma that was scored.</param>
/// <param name="IsSigmaStated">Whether the estimator stated it; else it is its root mean squared error.</param>
/// <param name="Resolution">delta.</param>
public sealed record EstimateSurprise(
    double? ExplanationBits, double AdviceBits, double BitsLeft, double BitsLeftLow, double BitsLeftHigh, double Sigma, bool IsSigmaStated, double Resolution)
{
    private const double TruthStandardErrors = 2;

    /// <summary>Explanation, advice and bits left; null where the estimator kept no ledger.</summary>
    public double? TotalBits => ExplanationBits + AdviceBits + BitsLeft;

    /// <summary>Scores one estimate.</summary>
    /// <param name="truth">T.</param>
    /// <param name="truthStandardError">Standard error of T; 0 where it is exact.</param>
    /// <param name="value">The estimate.</param>
    /// <param name="statedSigma">The standard error that the estimator stated; null for none.</param>
    /// <param name="rootMeanSquaredError">What stands for a sigma that was not stated: the estimator's root mean squared error over the draws of its suite.</param>
    /// <param name="checks">The ledger; null or empty where the estimator kept none.</param>
    /// <param name="adviceBytes">Size of its advice; 0 for none.</param>
    /// <param name="wantedResolution">The resolution that is wanted; that of the truth is taken where it is coarser.</param>
    /// <returns>The surprise.</returns>
    public static EstimateSurprise Of(
        double truth, double truthStandardError, double value, double? statedSigma, double rootMeanSquaredError, IReadOnlyList<ExplanationCheck>? checks, long adviceBytes,
        double wantedResolution = PredictiveScore.DefaultResolution)
    {
        double resolution = PredictiveScore.Resolution(wantedResolution, truthStandardError);
        double sigma = statedSigma ?? rootMeanSquaredError;
        double reach = TruthStandardErrors * truthStandardError;
        double distance = Math.Abs(truth - value);
        return new EstimateSurprise(
            checks is { Count: > 0 } ? checks.Sum(check => check.Bits) : null,
            8.0 * adviceBytes,
            At(distance),
            At(Math.Max(0, distance - reach)),
            At(distance + reach),
            sigma,
            statedSigma is not null,
            resolution);

        double At(double error) => PredictiveScore.BitsLeft(error, truthStandardError, value: 0, sigma, resolution);
    }
}

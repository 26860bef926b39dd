using AlgZoo.Evaluation;

namespace AlgZoo.Cli;

/// <summary>Says what a verdict is, and why.</summary>
internal static class UnderstandingWords
{
    // At five standard errors of the truth a bit left is no longer the truth's.
    private const double ClearOfTruth = 5;

    private static readonly string MostLeft = BitsFormat.Count(UnderstandingVerdict.MostBitsLeft);

    /// <summary>The verdict as tables have it.</summary>
    public static string Name(Understanding verdict) => verdict == Understanding.NoLedger ? "no ledger" : verdict.ToString().ToLowerInvariant();

    /// <summary>The verdict and what it follows from, in a sentence.</summary>
    /// <param name="verdict">The verdict on <paramref name="surprise"/>.</param>
    /// <param name="surprise">The surprise of the estimate.</param>
    /// <param name="optimisation">What is known of the bits of optimisation.</param>
    /// <param name="truthStandardError">Standard error of the truth; 0 where it is exact.</param>
    public static string Reason(Understanding verdict, EstimateSurprise surprise, OptimisationRange optimisation, double truthStandardError)
    {
        string resolution = BitsFormat.Small(surprise.Resolution);
        string left = BitsFormat.Range(surprise.BitsLeftLow, surprise.BitsLeftHigh);
        return verdict switch
        {
            Understanding.Full => $"full understanding: {Total()} explain the accuracy to {resolution}, at least {BitsFormat.Count(optimisation.Low)} of optimisation selected the model.",
            Understanding.NoLedger => "no verdict: the estimator keeps no ledger, so that nobody knows what its explanation costs; docs/contract.md says how to keep one.",
            Understanding.Not when surprise.BitsLeftLow > UnderstandingVerdict.MostBitsLeft => $"no full understanding: {left} of the accuracy are left unexplained at a resolution of {resolution}, where at most {MostLeft} may be.",
            Understanding.Not => $"no full understanding: {Total()} explain the accuracy to {resolution}, but at most {BitsFormat.Count(optimisation.High)} of optimisation selected the model.",
            _ when surprise.BitsLeftHigh > UnderstandingVerdict.MostBitsLeft =>
                $"undecided: within the errors of the truth {left} of the accuracy are left unexplained, where at most {MostLeft} may be; --resolution {BitsFormat.Small(ClearOfTruth * truthStandardError)} is clear of them.",
            _ => $"undecided: {Total()} explain the accuracy to {resolution}, and {BitsFormat.Range(optimisation.Low, optimisation.High)} of optimisation selected the model.",
        };

        string Total() => BitsFormat.Count(surprise.TotalBits ?? 0);
    }
}

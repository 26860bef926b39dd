using System.Text.Json.Serialization;

namespace AlgZoo.Evaluation;

/// <summary>Whether an estimate explains its model in full.</summary>
public enum Understanding
{
    /// <summary>It leaves at most a bit of the value, and its total is no more than the bits of optimisation.</summary>
    [JsonStringEnumMemberName("full")]
    Full,

    /// <summary>It leaves more than a bit, or its total is more than the bits of optimisation.</summary>
    [JsonStringEnumMemberName("not")]
    Not,

    /// <summary>The errors of the truth or of the bits of optimisation do not allow to tell.</summary>
    [JsonStringEnumMemberName("undecided")]
    Undecided,

    /// <summary>The estimator kept no ledger: what its explanation costs is not known.</summary>
    [JsonStringEnumMemberName("no-ledger")]
    NoLedger,
}

/// <summary>What is known of the bits of optimisation that selected a model.</summary>
/// <param name="Low">They are at least these, with 97.5% confidence.</param>
/// <param name="High">They are at most these; not below <paramref name="Low"/>.</param>
public readonly record struct OptimisationRange(double Low, double High);

/// <summary>Decides whether an explanation is complete.</summary>
public static class UnderstandingVerdict
{
    /// <summary>Bits of the value that a full understanding may leave: 1.</summary>
    public const double MostBitsLeft = 1;

    /// <summary>Decides.</summary>
    /// <param name="surprise">The surprise of the estimate.</param>
    /// <param name="optimisation">The bits of optimisation.</param>
    /// <returns>The verdict: what holds whatever the truth within its 95% interval and the bits of optimisation within their range; else undecided.</returns>
    public static Understanding Of(EstimateSurprise surprise, OptimisationRange optimisation)
    {
        ArgumentNullException.ThrowIfNull(surprise);
        if (surprise.BitsLeftLow > MostBitsLeft)
        {
            return Understanding.Not;
        }

        if (surprise.ExplanationBits is not { } explanation)
        {
            return Understanding.NoLedger;
        }

        double least = explanation + surprise.AdviceBits + surprise.BitsLeftLow;
        double most = explanation + surprise.AdviceBits + surprise.BitsLeftHigh;
        return least > optimisation.High ? Understanding.Not
            : most <= optimisation.Low && surprise.BitsLeftHigh <= MostBitsLeft ? Understanding.Full
            : Understanding.Undecided;
    }
}

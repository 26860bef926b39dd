using System.Text.Json.Serialization;

namespace AlgZoo.Evaluation;

/// <summary>-log2 P(a random initialisation does at least as well as the model), by multilevel splitting.</summary>
/// <param name="Reached">
/// Whether the levels reached the model's score. If not, the figures are those of the last level that was reached with a relative standard error of at most 1/2: as it is easier, they are lower bounds.
/// </param>
/// <param name="Bits">-log2 P; where it was not reached, <paramref name="BitsLow"/>.</param>
/// <param name="StandardError">Standard error of the bits; null where not reached.</param>
/// <param name="BitsLow">Lower end of the 95% interval: at least so many with 97.5% confidence.</param>
/// <param name="BitsHigh">Upper end of the 95% interval; null where not reached.</param>
/// <param name="Target">The model's own score as the splitting scores it.</param>
/// <param name="Score">The score of which the bits are; the target where reached.</param>
/// <param name="Method">How initialisations were scored.</param>
/// <param name="Samples">Sequences, the same for every initialisation; 0 where the score is exact.</param>
/// <param name="Particles">Initialisations at once in each repetition.</param>
/// <param name="Repetitions">Independent repetitions.</param>
/// <param name="Evaluations">Initialisations that were scored, in the pilot and in all repetitions.</param>
/// <param name="EffectiveSampleSize">How many independent initialisations would give plain sampling the same relative variance: (1 - P) / (P v), v the relative variance of the estimate of P; null where the repetitions do not differ.</param>
/// <param name="Levels">The levels that some repetition reached, easiest first; with the target last where it was.</param>
/// <param name="Selection">The advantage of luck on a finite sample; null where the score is exact or was not reached.</param>
/// <param name="PlainSampling">The check against plain sampling; null where P is below 1e-5 or the score was not reached.</param>
public sealed record SplittingResult(
    bool Reached, double Bits, double? StandardError, double BitsLow, double? BitsHigh, double Target, double Score, InitialisationScoring Method, int Samples, int Particles, int Repetitions, long Evaluations,
    double? EffectiveSampleSize, IReadOnlyList<SplittingLevel> Levels, SelectionShift? Selection, PlainSamplingCheck? PlainSampling);

/// <summary>How random initialisations are scored.</summary>
public enum InitialisationScoring
{
    /// <summary>Exactly: an integral in closed form, or all inputs.</summary>
    [JsonStringEnumMemberName("exact")]
    Exact,

    /// <summary>On the same random sequences for every initialisation and the model.</summary>
    [JsonStringEnumMemberName("sampled")]
    Sampled,
}

/// <summary>One level of the splitting, all repetitions together.</summary>
/// <param name="Score">The score to reach.</param>
/// <param name="Share">Share of the initialisations at the level before that reach it.</param>
/// <param name="Bits">-log2 of the probability of a random initialisation to reach it.</param>
/// <param name="StandardError">Standard error of the bits.</param>
/// <param name="Acceptance">Share of the moves at this level that were accepted; null for the last, at which none is made where it is the target.</param>
/// <param name="Ancestors">Number of initialisations of the start that have descendants at this level, mean over the repetitions.</param>
public sealed record SplittingLevel(double Score, double Share, double Bits, double StandardError, double? Acceptance, double Ancestors);

/// <summary>
/// What selection on the same finite sample gives to lucky initialisations. Where P falls by the factor exp(lambda x) as the score rises by x, an error of variance s^2 in the score raises P by
/// exp(lambda^2 s^2 / 2) and makes those selected look better than they are by lambda s^2. The latter is measured on fresh sequences.
/// </summary>
/// <param name="Bits">By how many bits the figure is too low: half the excess times the slope. The upper end of the interval includes it.</param>
/// <param name="Excess">By how much the initialisations at the last level score better on the sequences of the selection than on fresh ones; positive for better.</param>
/// <param name="BitsPerScore">The slope lambda at the last levels: bits per unit of score.</param>
/// <param name="StandardError">Standard error of the bits from the model's own score on the sample: slope times the standard error of that score. It is part of the standard error and interval of the result.</param>
public sealed record SelectionShift(double Bits, double Excess, double BitsPerScore, double StandardError);

/// <summary>Plain sampling of random initialisations beside the splitting.</summary>
/// <param name="Initialisations">How many were scored: at most as many as the splitting scored.</param>
/// <param name="Successes">How many do at least as well as the model.</param>
/// <param name="Probability">Their share.</param>
/// <param name="StandardError">Its standard error, at the probability that the splitting gives.</param>
/// <param name="Deviations">Splitting less plain sampling, in standard errors of the difference.</param>
public sealed record PlainSamplingCheck(long Initialisations, long Successes, double Probability, double StandardError, double Deviations);

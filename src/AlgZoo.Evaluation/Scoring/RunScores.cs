using System.Text.Json.Serialization;

namespace AlgZoo.Evaluation;

/// <summary>scores.json of a run directory. The definitions are in docs/scores.md.</summary>
public sealed record RunScores
{
    /// <summary>Name and version of this format.</summary>
    public string Schema { get; init; } = "algzoo-scores/2";

    /// <summary>Name of the suite.</summary>
    public required string Suite { get; init; }

    /// <summary>Seed of everything random.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The noise that was applied.</summary>
    public required ScoredNoise Noise { get; init; }

    /// <summary>Noisy copies per model.</summary>
    public required int Draws { get; init; }

    /// <summary>Name and version of the price table.</summary>
    public required string PriceTable { get; init; }

    /// <summary>False for an interrupted run: some cells are missing.</summary>
    public required bool Complete { get; init; }

    /// <summary>One entry per estimator, model and budget, and with model <c>*</c> over all models of a suite with several.</summary>
    public required IReadOnlyList<Score> Scores { get; init; }

    /// <summary>One entry per estimator, best first.</summary>
    public required IReadOnlyList<HeadlineScore> Headline { get; init; }

    /// <summary>What failed or was declined, and why.</summary>
    public required IReadOnlyList<FailureSummary> Failures { get; init; }

    /// <summary>What estimators called and the meter cannot see, by estimator, most hits first.</summary>
    public required IReadOnlyList<UnmeteredCallee> Unmetered { get; init; }

    /// <summary>The plugins that compute in constructors or static state. How much is stated with the measurements: it depends on how many processes ran the plugin.</summary>
    public required IReadOnlyList<string> SetUp { get; init; }
}

/// <summary>The noise of a run.</summary>
/// <param name="Kind"><c>relative</c>, <c>additive</c> or <c>none</c>.</param>
/// <param name="Sigma">Its scale; null where it was calibrated to different values on several models (the manifest has them).</param>
public sealed record ScoredNoise(string Kind, double? Sigma);

/// <summary>How one estimator did at one budget.</summary>
public sealed record Score
{
    /// <summary>Id of the estimator.</summary>
    public required string Estimator { get; init; }

    /// <summary>How it arrives at its number.</summary>
    public required EstimatorKind Kind { get; init; }

    /// <summary>Whether it uses advice.</summary>
    public required bool UsesAdvice { get; init; }

    /// <summary>Reference of the base model, or <c>*</c> for all models of the suite.</summary>
    public required string Model { get; init; }

    /// <summary>FLOPs that were allowed per cell.</summary>
    public required long Budget { get; init; }

    /// <summary>Number of cells.</summary>
    public required int Cells { get; init; }

    /// <summary>How many of them failed and score as the trivial estimate at full budget.</summary>
    public required int Failures { get; init; }

    /// <summary>Mean FLOPs spent.</summary>
    public required double Flops { get; init; }

    /// <summary>Mean squared error, less the truth's own error. May be negative where it cannot be told from 0.</summary>
    public required double Mse { get; init; }

    /// <summary>Standard error of <see cref="Mse"/> over draws; null for a single draw.</summary>
    public required double? MseStandardError { get; init; }

    /// <summary>The smallest mean squared error that the truth can tell from 0: the 97.5% quantile of what an estimator without any error would score. Positive.</summary>
    public required double ResolvedMse { get; init; }

    /// <summary>Mean of estimate minus truth.</summary>
    public required double Bias { get; init; }

    /// <summary>Mean squared error of random sampling at the FLOPs that were spent, but at least one sample.</summary>
    public required double SamplingMse { get; init; }

    /// <summary>Sampling's mean squared error over the estimator's: 1 matches sampling.</summary>
    public required double Efficiency { get; init; }

    /// <summary>True where the mean squared error cannot be told from the truth's own: <see cref="Efficiency"/> is then the lower end of its interval.</summary>
    public required bool EfficiencyIsLowerBound { get; init; }

    /// <summary>Lower end of the 95% interval of the efficiency; null for a single draw.</summary>
    public required double? EfficiencyLow { get; init; }

    /// <summary>Upper end; null for a single draw, and where the interval of the mean squared error holds 0: there is no upper end.</summary>
    public required double? EfficiencyHigh { get; init; }

    /// <summary>The worst metering grade of the cells that completed; null if none did.</summary>
    public required MeteringGrade? Metering { get; init; }

    /// <summary>The verdict at this budget.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Its surprise accounting; left out where the quantity of a model is not an accuracy, or no cell completed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SurpriseScore? Surprise { get; init; }
}

/// <summary>Whether an estimator beats sampling at the compute it spends.</summary>
public enum Verdict
{
    /// <summary>The interval of the efficiency holds 1, or there is no interval.</summary>
    [JsonStringEnumMemberName("undecided")]
    Undecided,

    /// <summary>The interval lies above 1.</summary>
    [JsonStringEnumMemberName("beats")]
    Beats,

    /// <summary>The interval lies below 1.</summary>
    [JsonStringEnumMemberName("loses")]
    Loses,
}

/// <summary>How one estimator did over the budgets of the suite.</summary>
public sealed record HeadlineScore
{
    /// <summary>Rank from 1. Estimators share a rank where no difference between them can be shown.</summary>
    public required int Rank { get; init; }

    /// <summary>Id of the estimator.</summary>
    public required string Estimator { get; init; }

    /// <summary>How it arrives at its number.</summary>
    public required EstimatorKind Kind { get; init; }

    /// <summary>Whether it uses advice.</summary>
    public required bool UsesAdvice { get; init; }

    /// <summary>Geometric mean of the efficiency over the budgets at which the estimator works.</summary>
    public required double Efficiency { get; init; }

    /// <summary>True where an efficiency in the mean is a lower bound.</summary>
    public required bool EfficiencyIsLowerBound { get; init; }

    /// <summary>The largest compute, in FLOPs, up to which the verdict is never "loses"; 0 if it loses at its first point.</summary>
    public required double MatchingHorizon { get; init; }

    /// <summary>True where the estimator never loses up to the largest budget: the horizon lies beyond.</summary>
    public required bool HorizonIsLowerBound { get; init; }

    /// <summary>Number of budgets at which the estimator works.</summary>
    public required int Budgets { get; init; }

    /// <summary>Number of models on which the estimator works.</summary>
    public required int Models { get; init; }

    /// <summary>Share of cells that failed, in [0, 1].</summary>
    public required double FailureRate { get; init; }

    /// <summary>The worst metering grade of the cells that completed; null if none did. Estimators of a worse grade never rank above those of a better one.</summary>
    public required MeteringGrade? Metering { get; init; }
}

/// <summary>Cells that came to nothing for the same reason.</summary>
/// <param name="Estimator">Id of the estimator.</param>
/// <param name="Model">Reference of the base model.</param>
/// <param name="Budget">FLOPs that were allowed.</param>
/// <param name="Outcome">How they ended.</param>
/// <param name="Cells">How many cells.</param>
/// <param name="Message">The reason of the first one.</param>
public sealed record FailureSummary(string Estimator, string Model, long Budget, Outcome Outcome, int Cells, string? Message);

/// <summary>A function that an estimator called and whose work the meter cannot see.</summary>
/// <param name="Estimator">Id of the estimator.</param>
/// <param name="Callee">What was called.</param>
/// <param name="Kind">Why it cannot be seen.</param>
/// <param name="Source">File and line of the first call site, in the order of models, budgets and draws; null without debug symbols.</param>
/// <param name="Hits">How often it was called, in all cells together.</param>
public sealed record UnmeteredCallee(string Estimator, string Callee, UnmeteredKind Kind, string? Source, long Hits);

using System.Text.Json.Serialization;

namespace AlgZoo.Evaluation;

/// <summary>What changed from one run to another for the estimators that both have. The definitions are in docs/comparing-runs.md.</summary>
public sealed record RunComparison
{
    /// <summary>
    /// How often at most, when nothing has changed but random numbers, some estimator <see cref="EstimatorComparison.IsWorse"/>: 1 in 100 comparisons of two runs, however many estimators they have.
    /// </summary>
    public const double FalseAlarmRate = 0.01;

    /// <summary>Name and version of this format.</summary>
    public string Schema { get; init; } = "algzoo-comparison/1";

    /// <summary>Name and version of the price table of both runs.</summary>
    public required string PriceTable { get; init; }

    /// <summary>What differs between the runs, in words: plugins, versions, settings, estimators in only one of them.</summary>
    public required IReadOnlyList<string> Differences { get; init; }

    /// <summary>The models that both runs have.</summary>
    public required IReadOnlyList<ComparedModel> Models { get; init; }

    /// <summary>One entry per estimator that both runs have, over the budgets and models that can be compared.</summary>
    public required IReadOnlyList<EstimatorComparison> Estimators { get; init; }

    /// <summary>One entry per estimator, model and budget, and with model <c>*</c> over all models where there are several.</summary>
    public required IReadOnlyList<ScoreComparison> Scores { get; init; }

    /// <summary>Whether an estimator got worse beyond chance: whether <c>--fail-if-worse</c> fails.</summary>
    public bool IsWorse => Estimators.Any(estimator => estimator.IsWorse);

    /// <summary>Compares two runs.</summary>
    /// <param name="before">The first run.</param>
    /// <param name="after">The second run.</param>
    /// <returns>What changed.</returns>
    /// <exception cref="RunDirectoryException">The runs are priced differently, ask different questions about one model, or have nothing in common; the message is one line.</exception>
    public static RunComparison Of(RunRecord before, RunRecord after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return new RunComparer(before, after).Compare();
    }
}

/// <summary>A model that both runs have.</summary>
/// <param name="Model">Its reference in the first run.</param>
/// <param name="Copies">Noisy copies of each that are compared: for paired models those that both runs have.</param>
/// <param name="Pairing">Whether the runs asked about the same noisy copies.</param>
/// <param name="Reason">Why the model is not paired; null if it is.</param>
public sealed record ComparedModel(string Model, int Copies, Pairing Pairing, string? Reason);

/// <summary>What the noisy copies of two runs have to do with one another.</summary>
public enum Pairing
{
    /// <summary>They are the same copies with the same truth: differences are taken copy by copy.</summary>
    [JsonStringEnumMemberName("paired")]
    Paired,

    /// <summary>They are other copies under the same noise: the two means are compared.</summary>
    [JsonStringEnumMemberName("unpaired")]
    Unpaired,

    /// <summary>They are copies of other weights, under other noise, or have other truths.</summary>
    [JsonStringEnumMemberName("notComparable")]
    NotComparable,
}

/// <summary>What a comparison finds about the errors, relative to sampling's at the compute that each run spent.</summary>
public enum Change
{
    /// <summary>The interval of the efficiency ratio holds 1, or there is none.</summary>
    [JsonStringEnumMemberName("noDifferenceShown")]
    NoDifferenceShown,

    /// <summary>Every estimate and every cost is the same, bit for bit.</summary>
    [JsonStringEnumMemberName("same")]
    Same,

    /// <summary>The interval of the efficiency ratio lies above 1.</summary>
    [JsonStringEnumMemberName("better")]
    Better,

    /// <summary>The interval of the efficiency ratio lies below 1.</summary>
    [JsonStringEnumMemberName("worse")]
    Worse,

    /// <summary>There is nothing that could be compared.</summary>
    [JsonStringEnumMemberName("notComparable")]
    NotComparable,
}

/// <summary>What changed for one estimator on one model, or on all, at one budget.</summary>
public sealed record ScoreComparison
{
    /// <summary>Id of the estimator.</summary>
    public required string Estimator { get; init; }

    /// <summary>Reference of the base model in the first run, or <c>*</c> for all models that can be compared.</summary>
    public required string Model { get; init; }

    /// <summary>FLOPs that were allowed per cell.</summary>
    public required long Budget { get; init; }

    /// <summary>Whether differences were taken copy by copy.</summary>
    public bool IsPaired { get; init; }

    /// <summary>The first run on the copies that are compared; null where nothing can be.</summary>
    public ComparedScore? Before { get; init; }

    /// <summary>The second run on the copies that are compared; null where nothing can be.</summary>
    public ComparedScore? After { get; init; }

    /// <summary>Efficiency after over before; above 1 is better. Null where an error cannot be told from the truth's own. Where every estimate is the same it is the ratio of the costs alone.</summary>
    public double? EfficiencyRatio { get; init; }

    /// <summary>Lower end of the 95% interval of <see cref="EfficiencyRatio"/>; null where there is none.</summary>
    public double? EfficiencyRatioLow { get; init; }

    /// <summary>Upper end of the 95% interval of <see cref="EfficiencyRatio"/>; null where there is none.</summary>
    public double? EfficiencyRatioHigh { get; init; }

    /// <summary>Two-sided p-value of no difference, by the bootstrap of the interval; null where nothing was left to chance or there are too few copies.</summary>
    public double? PValue { get; init; }

    /// <summary>What was found.</summary>
    public required Change Change { get; init; }

    /// <summary>Why nothing can be compared; null where it can.</summary>
    public string? Reason { get; init; }
}

/// <summary>How an estimator did in one of two runs, on the copies that are compared.</summary>
/// <param name="Cells">Number of cells.</param>
/// <param name="Failures">How many of them failed and score as the trivial estimate at full budget.</param>
/// <param name="Flops">Mean FLOPs spent.</param>
/// <param name="Mse">Mean squared error, less the truth's own.</param>
/// <param name="Efficiency">Sampling's mean squared error over the estimator's.</param>
/// <param name="EfficiencyIsLowerBound">True where the mean squared error cannot be told from the truth's own: <paramref name="Efficiency"/> is then the lower end of its interval.</param>
/// <param name="EfficiencyLow">Lower end of the 95% interval of the efficiency; null for a single cell.</param>
/// <param name="EfficiencyHigh">Upper end; null where there is none.</param>
/// <param name="Metering">The worst metering grade of the cells that completed; null if none did.</param>
public sealed record ComparedScore(
    int Cells, int Failures, double Flops, double Mse, double Efficiency, bool EfficiencyIsLowerBound, double? EfficiencyLow, double? EfficiencyHigh, MeteringGrade? Metering);

/// <summary>What changed for one estimator over the budgets, each of which counts the same.</summary>
public sealed record EstimatorComparison
{
    /// <summary>Id of the estimator.</summary>
    public required string Estimator { get; init; }

    /// <summary>The budgets that can be compared, ascending.</summary>
    public required IReadOnlyList<long> Budgets { get; init; }

    /// <summary>Efficiency after over before, over the budgets; null where an error cannot be told from the truth's own.</summary>
    public double? EfficiencyRatio { get; init; }

    /// <summary>Lower end of the 95% interval of <see cref="EfficiencyRatio"/>; null where there is none.</summary>
    public double? EfficiencyRatioLow { get; init; }

    /// <summary>Upper end of the 95% interval of <see cref="EfficiencyRatio"/>; null where there is none.</summary>
    public double? EfficiencyRatioHigh { get; init; }

    /// <summary>One-sided p-value of "not worse"; null where nothing was left to chance or there are too few copies.</summary>
    public double? WorsePValue { get; init; }

    /// <summary>What was found, by the 95% interval.</summary>
    public required Change Change { get; init; }

    /// <summary>Why nothing can be compared; null where it can.</summary>
    public string? Reason { get; init; }

    /// <summary>Number of models times budgets at which the first run has an answer that the second cannot be held against: the estimator declines, or the meter sees less of it.</summary>
    public required int Lost { get; init; }

    /// <summary>
    /// Whether the estimator got worse beyond chance: it is worse by a test that raises a false alarm for any estimator of the comparison in at most <see cref="RunComparison.FalseAlarmRate"/> of cases (Holm 1979), or
    /// something was <see cref="Lost"/>.
    /// </summary>
    public bool IsWorse { get; init; }
}

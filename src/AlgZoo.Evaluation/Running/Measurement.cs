using System.Text.Json.Serialization;

namespace AlgZoo.Evaluation;

/// <summary>One line of measurements.jsonl: one estimator on one noisy model at one budget.</summary>
public sealed record Measurement
{
    /// <summary>Id of the estimator.</summary>
    public required string Estimator { get; init; }

    /// <summary>Reference of the base model.</summary>
    public required string Model { get; init; }

    /// <summary>Which noisy copy, from 0.</summary>
    public required int Draw { get; init; }

    /// <summary>FLOPs that were allowed.</summary>
    public required long Budget { get; init; }

    /// <summary>How the cell ended.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>The estimate; null unless completed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? Value { get; init; }

    /// <summary>The estimator's own standard error, if it stated one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? StandardError { get; init; }

    /// <summary>Certified lower bound, if the estimator stated one.</summary>
    public double? LowerBound { get; init; }

    /// <summary>Certified upper bound, if the estimator stated one.</summary>
    public double? UpperBound { get; init; }

    /// <summary>FLOPs that count, under the price table of the manifest: what the scores use.</summary>
    public required long Flops { get; init; }

    /// <summary>Those of them that the estimator declared by hand with <see cref="ComputeMeter.Charge(long)"/>, for work that the meter cannot see.</summary>
    public required long DeclaredFlops { get; init; }

    /// <summary>The operations behind <see cref="Flops"/>, by class: what another price table prices.</summary>
    public required OperationCounts Operations { get; init; }

    /// <summary>How much of the estimator's work the meter saw.</summary>
    public required MeteringGrade Metering { get; init; }

    /// <summary>The call sites that were executed and that the meter cannot see, most hits first; null if none.</summary>
    public IReadOnlyList<UnmeteredSite>? Unmetered { get; init; }

    /// <summary>FLOPs, under <c>default-1</c>, of the plugin's constructors and static constructors during the cell; never scored. Left out of the line where it is 0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long SetUpFlops { get; init; }

    /// <summary>Wall-clock seconds inside the estimator.</summary>
    public required double Seconds { get; init; }

    /// <summary>Peak memory of the worker; null where estimators share the host's process.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public long? PeakMemoryBytes { get; init; }

    /// <summary>Whether the process or the thread that ran the estimator died, or had to be given up. Left out of the line where it did not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool EndedWorker { get; init; }

    /// <summary>Whether the estimator had been given up and the cell was not run: <see cref="Outcome"/> is that of its last death. Left out of the line where it was run.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool NotRun { get; init; }

    /// <summary>The true value.</summary>
    public required double Truth { get; init; }

    /// <summary>Standard error of <see cref="Truth"/>; 0 where it is exact.</summary>
    public required double TruthStandardError { get; init; }

    /// <summary>Variance of one random input's value: with <see cref="ManifestModel.SamplingFlops"/> it gives the mean squared error of random sampling.</summary>
    public required double TruthVariance { get; init; }

    /// <summary>Reason of a failure, one line.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Message { get; init; }

    /// <summary>First stack frames of a fault; null if none.</summary>
    public IReadOnlyList<string>? Details { get; init; }

    /// <summary>Remarks of the estimator; null if none.</summary>
    public IReadOnlyList<string>? Notes { get; init; }

    /// <summary>The ledger of surprise accounting; null if the estimator kept none.</summary>
    public IReadOnlyList<ExplanationCheck>? Explanation { get; init; }
}

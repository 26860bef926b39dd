using System.Text.Json.Serialization;

namespace AlgZoo.Evaluation;

/// <summary>manifest.json of a run directory: all that decided the measurements.</summary>
public sealed record RunManifest
{
    /// <summary>The format of run directories that this version writes and reads.</summary>
    public const string CurrentSchema = "algzoo-run/2";

    /// <summary>Name and version of this format.</summary>
    [JsonRequired]
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>Version of the framework.</summary>
    public required string Version { get; init; }

    /// <summary>When the run started (UTC).</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>Name of the suite.</summary>
    public required string Suite { get; init; }

    /// <summary>Seed of everything random.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The noise as asked for, for example <c>relative:0.01</c>.</summary>
    public required string Noise { get; init; }

    /// <summary>Noisy copies per model.</summary>
    public required int Draws { get; init; }

    /// <summary>Budgets in FLOPs of price table <c>default-1</c>, whatever <see cref="PriceTable"/> is.</summary>
    public required IReadOnlyList<long> Budgets { get; init; }

    /// <summary>Name and version of the price table that all other FLOPs are stated in.</summary>
    [JsonRequired]
    public string PriceTable { get; init; } = AlgZoo.PriceTable.Default.Name;

    /// <summary>Sequences of each sampled ground truth as asked for; null where they were chosen by model (see <see cref="ManifestModel.TruthSamples"/>).</summary>
    public long? TruthSamples { get; init; }

    /// <summary>The quantity as asked for; null where each task's own was taken (see <see cref="ManifestModel.Quantity"/>).</summary>
    public string? Quantity { get; init; }

    /// <summary>Wall-clock limit for one cell.</summary>
    public required double TimeLimitSeconds { get; init; }

    /// <summary>Memory limit of an estimator's process, in megabytes of 2^20 bytes; null in runs of versions that had none.</summary>
    public int? MemoryLimitMegabytes { get; init; }

    /// <summary>The part of the run that this directory holds; null for all of it.</summary>
    public Shard? Shard { get; init; }

    /// <summary>The models.</summary>
    public required IReadOnlyList<ManifestModel> Models { get; init; }

    /// <summary>The estimators with the hashes of their plugins.</summary>
    public required IReadOnlyList<EstimatorInfo> Estimators { get; init; }

    /// <summary>The advice that was prepared, in the order of estimators and models.</summary>
    [JsonRequired]
    public IReadOnlyList<ManifestAdvice> Advice { get; init; } = [];

    /// <summary>The machine that ran it last.</summary>
    public required ManifestMachine Machine { get; init; }

    /// <summary>Wall-clock seconds that the run took, with what it took before it was continued; null where no host reached its end.</summary>
    public double? Seconds { get; init; }

    /// <summary>When the run was continued, oldest first.</summary>
    public IReadOnlyList<ManifestResume> Resumes { get; init => field = value ?? []; } = [];

    /// <summary>The runs that this one was put together from by <see cref="Leaderboard"/>; null for a run that was run.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ManifestSource>? Sources { get; init; }

    /// <summary>Number of cells: estimators times noisy copies, of the shard if this is one, times budgets.</summary>
    [JsonIgnore]
    public long Cells
    {
        get
        {
            var (start, end) = Shard.Range(Shard, (long)Models.Count * Draws);
            return (end - start) * Budgets.Count * Estimators.Count;
        }
    }

    /// <summary>The suite that this run carries out, with everything resolved: each model and each estimator by its name.</summary>
    /// <returns>A suite whose plan has this manifest, as long as models and estimators are the same.</returns>
    /// <exception cref="RunDirectoryException">The noise or the quantity is none that this version knows.</exception>
    public Suite ToSuite()
    {
        if (!NoiseSpecification.TryParse(Noise, out var noise, out string? error))
        {
            throw new RunDirectoryException($"The manifest of the run of '{Suite}' cannot be carried out. {error}");
        }

        Quantity? quantity = null;
        if (Quantity is not null)
        {
            quantity = QuantityNames.TryParse(Quantity, out var known) ? known : throw new RunDirectoryException($"The manifest of the run of '{Suite}' cannot be carried out: '{Quantity}' is no quantity.");
        }

        var suite = new Suite
        {
            Name = Suite,
            Models = [.. Models.Select(model => ModelChoice.Of(model.Reference) with { Task = model.Task })],
            Noise = noise,
            Draws = Draws,
            Budgets = Budgets,
            TruthSamples = TruthSamples,
            Estimators = [.. Estimators.Select(estimator => estimator.Id)],
            Quantity = quantity,
            Seed = Seed,
            TimeLimit = TimeSpan.FromSeconds(TimeLimitSeconds),
        };
        return MemoryLimitMegabytes is { } megabytes ? suite with { MemoryLimit = megabytes } : suite;
    }
}

/// <summary>One time that a run was continued.</summary>
/// <param name="Time">When (UTC).</param>
/// <param name="Version">Version of the framework from then on.</param>
/// <param name="AcceptedChanges">What was different from before and accepted, in words.</param>
public sealed record ManifestResume(DateTimeOffset Time, string Version, IReadOnlyList<string> AcceptedChanges);

/// <summary>A run that estimators of a leaderboard come from.</summary>
/// <param name="Folder">Its run directory, as it was named.</param>
/// <param name="Version">Version of the framework.</param>
/// <param name="Started">When it started (UTC).</param>
/// <param name="Machine">The machine that ran it last.</param>
/// <param name="Estimators">The ids, in the leaderboard, of the estimators that it ran.</param>
public sealed record ManifestSource(string Folder, string Version, DateTimeOffset Started, ManifestMachine Machine, IReadOnlyList<string> Estimators);

/// <summary>A model of a run.</summary>
/// <param name="Reference">Its reference.</param>
/// <param name="Fingerprint">Hash of weights and task.</param>
/// <param name="Architecture">Its architecture.</param>
/// <param name="Task">Its task.</param>
/// <param name="Quantity">The quantity that was estimated.</param>
/// <param name="HiddenSize">Hidden size d.</param>
/// <param name="SequenceLength">Sequence length n.</param>
/// <param name="OutputSize">Output size o.</param>
/// <param name="Parameters">Number of weights.</param>
/// <param name="SamplingFlops">FLOPs of one sample under the price table of the manifest, the c of the baseline.</param>
/// <param name="SamplingOperations">The operations behind <paramref name="SamplingFlops"/>, with the random numbers: what another price table prices.</param>
/// <param name="TrivialEstimate">The estimate without any knowledge, with which failures are scored.</param>
/// <param name="NoiseKind">Kind of the noise that was applied.</param>
/// <param name="Sigma">Its scale, calibrated where the suite asked for that.</param>
/// <param name="TruthSamples">Sequences of a sampled ground truth.</param>
public sealed record ManifestModel(
    string Reference, string Fingerprint, string Architecture, string Task, string Quantity, int HiddenSize, int SequenceLength, int OutputSize, int Parameters, long SamplingFlops, OperationCounts SamplingOperations, double TrivialEstimate,
    string NoiseKind, double Sigma, long TruthSamples)
{
    /// <summary>The method of exact ground truths, see <see cref="GroundTruthSource.ExactMethod"/>; null where they are sampled. An estimator of this id is judged by its own method.</summary>
    public string? ExactTruth { get; init; }

    /// <summary>
    /// What a FLOP of a budget, which is stated in <c>default-1</c>, amounts to under the price table of the manifest: the ratio of the prices of one sample. It leaves a budget worth the same number of samples.
    /// </summary>
    [JsonIgnore]
    public double BudgetRate => SamplingFlops / (double)PriceTable.Default.Price(SamplingOperations);
}

/// <summary>The advice of one estimator about one model.</summary>
/// <param name="Estimator">Id of the estimator.</param>
/// <param name="Model">Reference of the base model.</param>
/// <param name="Outcome">How its preparation ended.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Flops">FLOPs of its preparation, under the price table of the manifest; never scored.</param>
/// <param name="Operations">The operations behind <paramref name="Flops"/>, by class.</param>
/// <param name="Metering">How much of its preparation the meter saw.</param>
/// <param name="SetUpFlops">FLOPs, under <c>default-1</c>, of the plugin's constructors and static constructors during the preparation.</param>
/// <param name="Seconds">Wall-clock seconds of its preparation.</param>
/// <param name="Message">Reason of a failure.</param>
public sealed record ManifestAdvice(
    string Estimator, string Model, Outcome Outcome, int Bytes, long Flops, OperationCounts Operations, MeteringGrade Metering, long SetUpFlops, double Seconds, string? Message)
{
    /// <summary>Lower-case hexadecimal SHA-256 of the advice, which is the name of its file in <c>advice</c>; null if there is none.</summary>
    public string? Sha256 { get; init; }
}

/// <summary>The machine of a run; it changes seconds, never scores.</summary>
/// <param name="OperatingSystem">Operating system.</param>
/// <param name="Architecture">Processor architecture.</param>
/// <param name="Processors">Number of logical processors.</param>
/// <param name="Runtime">.NET runtime.</param>
/// <param name="Isolation">How estimators were kept apart from the host: see <see cref="ICellExecutor.Isolation"/>.</param>
/// <param name="Processor">Name of the processor; null where the system does not tell.</param>
public sealed record ManifestMachine(string OperatingSystem, string Architecture, int Processors, string Runtime, string Isolation = "", string? Processor = null);

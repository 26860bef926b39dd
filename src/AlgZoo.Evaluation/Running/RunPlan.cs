using System.IO.Enumeration;
using System.Reflection;
using System.Runtime.InteropServices;

namespace AlgZoo.Evaluation;

/// <summary>A suite with everything resolved: loaded models, calibrated noise, chosen estimators.</summary>
/// <param name="Suite">The suite.</param>
/// <param name="Models">Its models.</param>
/// <param name="Estimators">Its estimators, by id.</param>
public sealed record RunPlan(Suite Suite, IReadOnlyList<PlannedModel> Models, IReadOnlyList<EstimatorInfo> Estimators)
{
    /// <summary>The part that is to be run; null, the default, for all of it.</summary>
    public Shard? Shard { get; private init; }

    /// <summary>The noisy copies that are to be run, in plan order: by model, then by draw.</summary>
    public IEnumerable<(PlannedModel Model, int Draw)> NoisyCopies
    {
        get
        {
            var (start, end) = Shard.Range(Shard, AllCopies);
            for (long copy = start; copy < end; copy++)
            {
                yield return (Models[(int)(copy / Suite.EffectiveDraws)], (int)(copy % Suite.EffectiveDraws));
            }
        }
    }

    /// <summary>Number of cells to run: estimators times noisy copies times budgets.</summary>
    public long Cells
    {
        get
        {
            var (start, end) = Shard.Range(Shard, AllCopies);
            return (end - start) * Estimators.Count * Suite.Budgets.Count;
        }
    }

    private long AllCopies => (long)Models.Count * Suite.EffectiveDraws;

    /// <summary>One part of this plan.</summary>
    /// <param name="shard">Which part; null for all of it.</param>
    /// <returns>The plan of the part.</returns>
    /// <exception cref="SuiteException">There are fewer noisy copies than shards.</exception>
    public RunPlan Part(Shard? shard) => shard is null || shard.Count <= AllCopies
        ? this with { Shard = shard }
        : throw new SuiteException(FormattableString.Invariant($"The run cannot be split into {shard.Count} shards: it has {AllCopies} noisy copies (models times draws), so that at most {AllCopies} shards have something to do."));

    /// <summary>Makes the plan of a suite.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="models">Its models, loaded.</param>
    /// <param name="available">All estimators there are.</param>
    /// <param name="cancellationToken">Stops a calibration of the noise.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="SuiteException">The suite is invalid, no model is given or one is named twice, a pattern matches no estimator, or noise cannot be calibrated.</exception>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public static RunPlan Make(Suite suite, IReadOnlyList<BenchModel> models, IReadOnlyList<EstimatorInfo> available, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(available);
        suite.Validate();
        if (models.Count == 0)
        {
            throw new SuiteException($"Suite '{suite.Name}' has no model that could be loaded.");
        }

        var estimators = Chosen(suite, available);
        if (estimators.Count == 0)
        {
            throw new SuiteException($"Every estimator that suite '{suite.Name}' chooses uses advice, which it leaves out; name those that are to take part.");
        }

        if (models.GroupBy(model => model.Reference, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
        {
            throw new SuiteException($"The model '{twice.Key}' is named twice.");
        }

        if (models.GroupBy(model => ModelFingerprint.Of(model.Model, model.Task), StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any()) is { } same)
        {
            throw new SuiteException($"The models {string.Join(" and ", same.Select(model => $"'{model.Reference}'"))} have the same weights; name one of them.");
        }

        return new RunPlan(suite, [.. models.Select(model => PlannedModel.Make(suite, model, cancellationToken))], estimators);
    }

    /// <summary>The plan of the same suite and models for other estimators, after plugins have come, gone or changed.</summary>
    /// <param name="available">All estimators there are now.</param>
    /// <returns>The plan. Where nothing matches a pattern any more it is passed over, so that there may be no estimators at all.</returns>
    public RunPlan For(IReadOnlyList<EstimatorInfo> available)
    {
        ArgumentNullException.ThrowIfNull(available);
        string[] patterns = [.. Suite.Estimators.Where(pattern => available.Any(estimator => IsMatch(pattern, estimator)))];
        return this with { Estimators = patterns.Length == 0 ? [] : Chosen(Suite with { Estimators = patterns }, available) };
    }

    /// <summary>Chooses estimators by patterns.</summary>
    /// <param name="patterns">Ids, with <c>*</c> for any characters, or one id with options: <c>explicit-ranks:l=3</c>.</param>
    /// <param name="available">All estimators there are.</param>
    /// <returns>The estimators that match a pattern, ordered by id.</returns>
    /// <exception cref="SuiteException">There are no estimators, two have one id, a pattern matches none, or options cannot be read.</exception>
    public static IReadOnlyList<EstimatorInfo> Choose(IReadOnlyList<string> patterns, IReadOnlyList<EstimatorInfo> available)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        ArgumentNullException.ThrowIfNull(available);
        if (available.Count == 0)
        {
            throw new SuiteException("There are no estimators; `algzoo list estimators` shows where plugins are looked for.");
        }

        if (available.GroupBy(estimator => estimator.Id, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
        {
            throw new SuiteException($"Two plugins have an estimator '{twice.Key}': {string.Join(", ", twice.Select(estimator => estimator.Path))}; remove one.");
        }

        return [.. patterns.SelectMany(pattern => Matches(pattern, available)).DistinctBy(estimator => estimator.Id, StringComparer.Ordinal).OrderBy(estimator => estimator.Id, StringComparer.Ordinal)];
    }

    /// <summary>The manifest of a run of this plan.</summary>
    /// <param name="started">When the run started.</param>
    /// <param name="advice">The advice that was prepared.</param>
    /// <param name="isolation">How estimators are kept apart from the host: see <see cref="ICellExecutor.Isolation"/>.</param>
    /// <returns>The manifest.</returns>
    public RunManifest Manifest(DateTimeOffset started, IReadOnlyList<ManifestAdvice> advice, string isolation) => new()
    {
        Version = typeof(RunPlan).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
        Started = started,
        Suite = Suite.Name,
        Seed = Suite.Seed,
        Noise = Suite.Noise.ToString(),
        Draws = Suite.EffectiveDraws,
        Budgets = Suite.Budgets,
        TruthSamples = Suite.TruthSamples,
        Quantity = Suite.Quantity is { } quantity ? QuantityNames.Of(quantity) : null,
        TimeLimitSeconds = Suite.TimeLimit.TotalSeconds,
        MemoryLimitMegabytes = Suite.MemoryLimit,
        Shard = Shard,
        Models = [.. Models.Select(model => model.ToManifest())],
        Estimators = Estimators,
        Advice = advice,
        Machine = new ManifestMachine(RuntimeInformation.OSDescription, RuntimeInformation.ProcessArchitecture.ToString(), Environment.ProcessorCount, RuntimeInformation.FrameworkDescription, isolation, ProcessorName.Find()),
    };

    private static IReadOnlyList<EstimatorInfo> Chosen(Suite suite, IReadOnlyList<EstimatorInfo> available) =>
        [.. Choose(suite.Estimators, available).Where(estimator => suite.Advice || !estimator.UsesAdvice || estimator.Kind == EstimatorKind.Trivial || IsNamed(estimator, suite))];

    private static bool IsMatch(string pattern, EstimatorInfo estimator) => FileSystemName.MatchesSimpleExpression(pattern.Split(EstimatorInfo.OptionsSeparator)[0], estimator.Id, ignoreCase: false);

    private static bool IsNamed(EstimatorInfo estimator, Suite suite) =>
        suite.Estimators.Any(pattern => string.Equals(pattern.Split(EstimatorInfo.OptionsSeparator)[0], estimator.DeclaredId, StringComparison.Ordinal));

    private static EstimatorInfo[] Matches(string pattern, IReadOnlyList<EstimatorInfo> available)
    {
        int separator = pattern.IndexOf(EstimatorInfo.OptionsSeparator, StringComparison.Ordinal);
        string ids = separator < 0 ? pattern : pattern[..separator];
        EstimatorInfo[] matches = [.. available.Where(estimator => IsMatch(pattern, estimator))];
        if (matches.Length == 0)
        {
            throw new SuiteException($"No estimator matches '{ids}'{NearestName.DidYouMean(ids, available.Select(estimator => estimator.Id))}; there are {string.Join(", ", available.Select(estimator => estimator.Id).Order(StringComparer.Ordinal))}.");
        }

        if (separator < 0)
        {
            return matches;
        }

        try
        {
            var options = new EstimatorOptions(pattern[(separator + 1)..]);
            return [.. matches.Select(estimator => estimator.With(options))];
        }
        catch (FormatException e)
        {
            throw new SuiteException($"The options of '{pattern}' cannot be read: {e.Message}");
        }
    }
}

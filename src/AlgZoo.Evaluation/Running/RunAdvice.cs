namespace AlgZoo.Evaluation;

/// <summary>The advice of a run: prepared once for an estimator and a base model, kept in the run directory, and taken from there when the run is continued.</summary>
internal sealed class RunAdvice
{
    private readonly RunPlan _plan;
    private readonly RunDirectory _directory;
    private readonly ICellExecutor _executor;
    private readonly Dictionary<(string Estimator, string Model), ManifestAdvice> _entries;
    private readonly Dictionary<(string Estimator, string Model), PreparedAdvice> _prepared = [];

    public RunAdvice(RunPlan plan, RunDirectory directory, ICellExecutor executor)
    {
        _plan = plan;
        _directory = directory;
        _executor = executor;
        _entries = StillValid(plan, directory.Before?.Manifest).ToDictionary(entry => (entry.Estimator, entry.Model));
    }

    /// <summary>What the manifest says, in the order of estimators and models.</summary>
    public IReadOnlyList<ManifestAdvice> Entries =>
    [
        .. from estimator in _plan.Estimators
           from model in _plan.Models
           let entry = _entries.GetValueOrDefault((estimator.Id, model.Base.Reference))
           where entry is not null
           select entry,
    ];

    /// <summary>Makes sure that an estimator's advice about a model is there, or known to have failed.</summary>
    /// <returns>Whether it was prepared now.</returns>
    public bool Prepare(EstimatorInfo estimator, PlannedModel model, IRunObserver? observer, CancellationToken cancellationToken)
    {
        var key = (estimator.Id, model.Base.Reference);
        if (_prepared.ContainsKey(key))
        {
            return false;
        }

        if (_entries.TryGetValue(key, out var entry) && Kept(entry) is { } kept)
        {
            _prepared.Add(key, kept);
            return false;
        }

        observer?.AdviceStarted(estimator.Id, model.Base.Reference);
        var address = RandomAddress.Root(_plan.Suite.Seed).Child("advice").Child(estimator.Id).Child(model.Fingerprint);
        var job = new AdviceJob(estimator, model.Base.Model, model.Base.Task, model.Quantity, model.Noise, address, _plan.Suite.TimeLimit)
        {
            MemoryLimit = _plan.Suite.MemoryLimit,
            PluginLog = _directory.PluginLog(estimator.Plugin, $"advice of {estimator.Id} about {model.Base.Reference}"),
        };
        var result = _executor.Prepare(job, cancellationToken);
        string? sha256 = result.Advice is { } advice ? _directory.WriteAdvice(advice) : null;
        _entries[key] = new ManifestAdvice(
            estimator.Id, model.Base.Reference, result.Outcome, result.Advice?.Length ?? 0, result.Compute.Flops, result.Compute.Operations, result.Compute.Grade, result.Compute.SetUpFlops, result.Seconds, result.Message)
        {
            Sha256 = sha256,
        };
        _prepared.Add(key, new PreparedAdvice(result.Outcome, result.Advice, result.Message));
        return true;
    }

    /// <summary>Advice that <see cref="Prepare"/> has made sure of.</summary>
    public PreparedAdvice Of(EstimatorInfo estimator, PlannedModel model) => _prepared[(estimator.Id, model.Base.Reference)];

    // A plugin that has changed may not understand what it once prepared.
    private static IEnumerable<ManifestAdvice> StillValid(RunPlan plan, RunManifest? before)
    {
        if (before is null)
        {
            return [];
        }

        var plugins = before.Estimators.ToDictionary(estimator => estimator.Id, estimator => estimator.Sha256, StringComparer.Ordinal);
        var unchanged = plan.Estimators
            .Where(estimator => string.Equals(plugins.GetValueOrDefault(estimator.Id), estimator.Sha256, StringComparison.Ordinal))
            .Select(estimator => estimator.Id)
            .ToHashSet(StringComparer.Ordinal);
        return before.Advice.Where(entry => unchanged.Contains(entry.Estimator));
    }

    private PreparedAdvice? Kept(ManifestAdvice entry)
    {
        if (entry.Outcome != Outcome.Completed)
        {
            return new PreparedAdvice(entry.Outcome, Advice: null, entry.Message);
        }

        return entry.Sha256 is { } sha256 && RunDirectory.FindAdvice(_directory.Path, sha256) is { } advice ? new PreparedAdvice(entry.Outcome, advice, entry.Message) : null;
    }
}

/// <summary>Advice as cells get it.</summary>
internal sealed record PreparedAdvice(Outcome Outcome, byte[]? Advice, string? Message);

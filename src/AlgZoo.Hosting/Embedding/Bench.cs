using AlgZoo.Evaluation;
using AlgZoo.Zoo;

namespace AlgZoo.Hosting;

/// <summary>The whole bench in one object, for the command line and for programs that embed it: from a suite to scores.</summary>
/// <param name="plugins">The estimators.</param>
/// <param name="models">Loads models.</param>
/// <param name="runner">Carries out plans.</param>
public sealed class Bench(PluginCatalog plugins, ModelLibrary models, BenchRunner runner)
{
    /// <summary>Resolves a suite: loads its models, downloading those of the original zoo that are not cached, calibrates its noise and chooses its estimators.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="task">The task of models whose file does not tell it, by AlgZoo's name; null to infer it.</param>
    /// <param name="modelSkipped">Is told of a model that a suite prefers but that cannot be loaded, with the reason and what is taken instead; null for nobody.</param>
    /// <param name="cancellationToken">Stops the download of models and the calibration.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="SuiteException">The suite does not make sense.</exception>
    /// <exception cref="ModelReferenceException">A reference names no model that can be loaded.</exception>
    /// <exception cref="ModelFileException">A model file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public RunPlan Plan(Suite suite, string? task = null, Action<string>? modelSkipped = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(suite);
        suite.Validate();
        RunPlan.Choose(suite.Estimators, plugins.Estimators);
        return RunPlan.Make(suite, [.. suite.Models.Select(choice => Load(choice, task, modelSkipped, cancellationToken))], plugins.Estimators, cancellationToken);
    }

    /// <summary>Runs a plan and writes its run directory.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="folder">The run directory; must not hold a run.</param>
    /// <param name="jobs">How many cells run at the same time; 0 for one per processor.</param>
    /// <param name="observer">Is told how the run goes; null for nobody.</param>
    /// <param name="cancellationToken">Stops the run; what was measured is kept and scored.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="RunDirectoryException">Another host writes there.</exception>
    /// <exception cref="IOException">The run directory holds a run already, or cannot be written; what was written before stays.</exception>
    public RunResult Run(RunPlan plan, string folder, int jobs = 0, IRunObserver? observer = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(jobs);
        using var directory = RunDirectory.Create(folder);
        return runner.Run(plan, directory, Jobs(jobs), observer, cancellationToken: cancellationToken);
    }

    /// <summary>Continues a run that was interrupted. The scores are those of a run that was not.</summary>
    /// <param name="plan">The plan; usually that of <see cref="RunManifest.ToSuite"/>.</param>
    /// <param name="folder">The run directory.</param>
    /// <param name="acceptChanges">Whether to continue although plugins, versions or limits have changed, or although the plan has more to measure.</param>
    /// <param name="jobs">How many cells run at the same time; 0 for one per processor.</param>
    /// <param name="observer">Is told how the run goes; null for nobody.</param>
    /// <param name="cancellationToken">Stops the run; what was measured is kept and scored.</param>
    /// <returns>What was measured, before and now.</returns>
    /// <exception cref="RunDirectoryException">The folder holds no run, another host writes there, or the run was done otherwise than the plan says.</exception>
    /// <exception cref="IOException">The run directory cannot be written; what was written before stays.</exception>
    public RunResult Resume(RunPlan plan, string folder, bool acceptChanges = false, int jobs = 0, IRunObserver? observer = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(jobs);
        using var directory = RunDirectory.Resume(folder);
        return runner.Run(plan, directory, Jobs(jobs), observer, acceptChanges, cancellationToken);
    }

    /// <summary>Runs a plan again after plugins have changed: in the run directory of the run before, and only what is to be measured anew.</summary>
    /// <param name="plan">The plan, as <see cref="RunPlan.For"/> makes it.</param>
    /// <param name="folder">The run directory.</param>
    /// <param name="unchanged">Ids of the estimators whose plugins are, with all that they load, what they were: their measurements and their advice stay.</param>
    /// <param name="previousFolder">Where the run before is kept, in place of what is there; null for nowhere.</param>
    /// <param name="jobs">How many cells run at the same time; 0 for one per processor.</param>
    /// <param name="observer">Is told how the run goes; null for nobody.</param>
    /// <param name="cancellationToken">Stops the run; what was measured is kept and scored.</param>
    /// <returns>What was measured, before and now.</returns>
    /// <exception cref="RunDirectoryException">The folder holds no run, another host writes there, or the run differs from the plan in more than its estimators.</exception>
    /// <exception cref="IOException">A run directory cannot be written; what was written before stays.</exception>
    public RunResult Renew(RunPlan plan, string folder, IReadOnlySet<string> unchanged, string? previousFolder = null, int jobs = 0, IRunObserver? observer = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentOutOfRangeException.ThrowIfNegative(jobs);
        using var directory = RunDirectory.Renew(folder, new RunRenewal(plan.Estimators, unchanged, previousFolder));
        return runner.Run(plan, directory, Jobs(jobs), observer, cancellationToken: cancellationToken);
    }

    private static int Jobs(int jobs) => jobs == 0 ? Environment.ProcessorCount : jobs;

    private BenchModel Load(ModelChoice choice, string? task, Action<string>? modelSkipped, CancellationToken cancellationToken)
    {
        for (int i = 0; ; i++)
        {
            try
            {
                var loaded = models.Load(choice.References[i], choice.Task ?? task, cancellationToken);
                return new BenchModel(loaded.Reference, loaded.Model, loaded.Task);
            }
            catch (ModelReferenceException exception) when (i + 1 < choice.References.Count)
            {
                modelSkipped?.Invoke($"{exception.Message} Taking {choice.References[i + 1]} instead.");
            }
        }
    }
}

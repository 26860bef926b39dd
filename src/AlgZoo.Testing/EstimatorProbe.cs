using AlgZoo.Evaluation;
using AlgZoo.Hosting;
using AlgZoo.Numerics;
using AlgZoo.Zoo;
using Microsoft.Extensions.Logging.Abstractions;

namespace AlgZoo.Testing;

/// <summary>Asks an estimator about one model, for tests: as a run would, metered and with the budget enforced, or with a problem to call it with.</summary>
public static class EstimatorProbe
{
    /// <summary>Noise for which an estimator with advice prepares it: one per cent of each weight.</summary>
    private static readonly WeightNoise AdviceNoise = new(WeightNoiseKind.Relative, 0.01);

    private static readonly string CacheFolder = Path.Combine(AlgZooOptions.UsualCacheFolder, AlgZooOptions.MeteredFolder);

    /// <summary>Runs an estimator on a model.</summary>
    /// <typeparam name="TEstimator">The estimator's class, in the assembly that is the plugin.</typeparam>
    /// <param name="model">A model that ships (<c>trained:2nd_argmax_4_3</c>, <c>handcrafted:3</c>), or the path of a model file.</param>
    /// <param name="budget">FLOPs that may be spent, a whole number of at least 1.</param>
    /// <param name="seed">Seed of the problem's random stream.</param>
    /// <param name="quantity">What to estimate; default the task's own.</param>
    /// <param name="options">The estimator's options, as behind its id: <c>levels=3</c>.</param>
    /// <returns>How it ended, with the estimate and what it cost: a failure, such as <see cref="Outcome.OverBudget"/>, is an outcome, not an exception.</returns>
    /// <exception cref="ModelReferenceException">There is no such model.</exception>
    /// <exception cref="ModelFileException">The model's file cannot be read.</exception>
    /// <exception cref="InvalidOperationException">The plugin cannot be loaded.</exception>
    public static CellResult Run<TEstimator>(string model, double budget, ulong seed = 1, Quantity? quantity = null, string options = "")
        where TEstimator : IMechanisticEstimator
    {
        var loaded = Load(model);
        return Run<TEstimator>(loaded.Model, loaded.Task, budget, seed, quantity, options);
    }

    /// <summary>Runs an estimator on a model of one's own.</summary>
    /// <typeparam name="TEstimator">The estimator's class, in the assembly that is the plugin.</typeparam>
    /// <param name="model">The weights. An estimator with advice prepares it for them, for one per cent of relative noise, and then meets the model as it is.</param>
    /// <param name="task">The task.</param>
    /// <param name="budget">FLOPs that may be spent, a whole number of at least 1.</param>
    /// <param name="seed">Seed of the problem's random stream.</param>
    /// <param name="quantity">What to estimate; default the task's own.</param>
    /// <param name="options">The estimator's options, as behind its id: <c>levels=3</c>.</param>
    /// <returns>How it ended, with the estimate and what it cost.</returns>
    /// <exception cref="ArgumentException">The model's output does not fit the task, or the task has no such quantity.</exception>
    /// <exception cref="InvalidOperationException">The plugin cannot be loaded.</exception>
    public static CellResult Run<TEstimator>(Model model, SequenceTask task, double budget, ulong seed = 1, Quantity? quantity = null, string options = "")
        where TEstimator : IMechanisticEstimator
    {
        ArgumentNullException.ThrowIfNull(task);
        var asked = quantity ?? task.DefaultQuantity;
        var catalog = PluginCatalog.Discover([PluginUnderTest.PathOf(typeof(TEstimator))]);
        if (catalog.Estimators.Count == 0)
        {
            throw new InvalidOperationException($"The plugin cannot be loaded: {string.Join("; ", catalog.Problems)}");
        }

        var estimator = RunPlan.Choose([PluginUnderTest.PatternOf(typeof(TEstimator), options)], catalog.Estimators)[0];
        using var executor = new InProcessCellExecutor(catalog, CacheFolder, NullLoggerFactory.Instance, TimeProvider.System);
        AdviceResult? advice = null;
        if (estimator.UsesAdvice)
        {
            advice = executor.Prepare(new AdviceJob(estimator, model, task, asked, AdviceNoise, Random(seed, "advice"), TimeLimit: null), CancellationToken.None);
            if (advice.Outcome != Outcome.Completed)
            {
                return new CellResult(advice.Outcome, null, advice.Compute, advice.Seconds, $"Advice: {advice.Message}", [], []);
            }
        }

        return executor.Execute(new CellRequest(estimator, model, task, asked, Flops(budget), Random(seed, "cell"), advice?.Advice, TimeLimit: null), CancellationToken.None);
    }

    /// <summary>A problem about a model, to call an estimator of a test's own making with. Kernels of the host are charged to its meter; other operations only if the assembly is metered, which <see cref="Run{TEstimator}(string, double, ulong, Quantity?, string)"/> does.</summary>
    /// <param name="model">A model that ships (<c>trained:2nd_argmax_4_3</c>, <c>handcrafted:3</c>), or the path of a model file.</param>
    /// <param name="budget">FLOPs that may be spent, a whole number of at least 1.</param>
    /// <param name="seed">Seed of the problem's random stream: the same numbers as in a run of the probe.</param>
    /// <param name="quantity">What to estimate; default the task's own.</param>
    /// <returns>The problem.</returns>
    /// <exception cref="ModelReferenceException">There is no such model.</exception>
    /// <exception cref="ModelFileException">The model's file cannot be read.</exception>
    public static EstimationProblem Problem(string model, double budget, ulong seed = 1, Quantity? quantity = null)
    {
        var loaded = Load(model);
        return Problem(loaded.Model, loaded.Task, budget, seed, quantity);
    }

    /// <summary>A problem about a model of one's own.</summary>
    /// <param name="model">The weights.</param>
    /// <param name="task">The task.</param>
    /// <param name="budget">FLOPs that may be spent, a whole number of at least 1.</param>
    /// <param name="seed">Seed of the problem's random stream.</param>
    /// <param name="quantity">What to estimate; default the task's own.</param>
    /// <returns>The problem.</returns>
    /// <exception cref="ArgumentException">The model's output does not fit the task, or the task has no such quantity.</exception>
    public static EstimationProblem Problem(Model model, SequenceTask task, double budget, ulong seed = 1, Quantity? quantity = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        return new EstimationProblem(model, task, quantity ?? task.DefaultQuantity, ForwardPass.Create(model), new ComputeMeter(Flops(budget)), new RandomStream(Random(seed, "cell")));
    }

    private static LoadedModel Load(string model) => new ModelLibrary(Path.Combine(AlgZooOptions.UsualCacheFolder, "zoo")).Load(model);

    private static RandomAddress Random(ulong seed, string purpose) => RandomAddress.Root(seed).Child("probe").Child(purpose);

    private static long Flops(double budget) => budget >= 1 && budget <= long.MaxValue / 2 && budget == Math.Floor(budget)
        ? (long)budget
        : throw new ArgumentOutOfRangeException(nameof(budget), budget, "The budget must be a whole number of FLOPs, at least 1, such as 1e5.");
}

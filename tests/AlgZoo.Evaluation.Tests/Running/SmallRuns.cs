using static AlgZoo.Evaluation.Tests.TestModels;

namespace AlgZoo.Evaluation.Tests.Running;

/// <summary>Runs of two small models, three draws and two budgets with truths of 1,000 samples.</summary>
internal static class SmallRuns
{
    public const int Copies = 2 * 3;

    public static Suite Suite { get; } = new()
    {
        Name = "test",
        Models = [ModelChoice.Of("first"), ModelChoice.Of("second")],
        Noise = NoiseSpecification.Fixed(new WeightNoise(WeightNoiseKind.Relative, 0.5)),
        Draws = 3,
        Budgets = [100, 1000],
        TruthSamples = 1000,
    };

    public static BenchModel[] Models { get; } =
    [
        new("first", SecondArgmax2, SequenceTask.SecondArgmax),
        new("second", ReluRnn.Create(2, [1, 0.5f], [1, 0, 0, 1], [1, 0, 0, 1]), SequenceTask.SecondArgmax),
    ];

    public static RunPlan Plan(Suite? suite = null, EstimatorInfo[]? estimators = null) => RunPlan.Make(suite ?? Suite, Models, estimators ?? [Estimator("a"), Estimator("b")]);

    public static EstimatorInfo Estimator(string id, bool usesAdvice = false, string sha256 = "00") => new(id, EstimatorKind.Sampling, usesAdvice, "", "", "P", "/plugins/P.dll", sha256);

    /// <summary>Runs a plan in a new folder.</summary>
    public static RunResult Run(RunPlan plan, string folder, ICellExecutor executor, int jobs = 1, IRunObserver? observer = null)
    {
        using var directory = RunDirectory.Create(folder);
        return Runner(executor).Run(plan, directory, jobs, observer);
    }

    /// <summary>Continues the run in a folder.</summary>
    public static RunResult Resume(RunPlan plan, string folder, ICellExecutor executor, int jobs = 1, IRunObserver? observer = null, bool acceptChanges = false)
    {
        using var directory = RunDirectory.Resume(folder);
        return Runner(executor).Run(plan, directory, jobs, observer, acceptChanges);
    }

    /// <summary>Leaves of a finished run what is there after a kill: the manifest, some whole lines and a part of the next.</summary>
    public static void CutBack(string folder, int lines)
    {
        string path = Path.Combine(folder, "measurements.jsonl");
        string[] all = File.ReadAllLines(path);
        string torn = lines < all.Length ? all[lines][..(all[lines].Length / 2)] : "";
        File.WriteAllText(path, string.Concat(all[..lines].Select(line => line + "\n")) + torn);
        File.Delete(Path.Combine(folder, "scores.json"));
    }

    public static byte[] Scores(string folder) => File.ReadAllBytes(Path.Combine(folder, "scores.json"));

    private static BenchRunner Runner(ICellExecutor executor) => new(executor, new GroundTruthSource(cache: null), TimeProvider.System);
}

/// <summary>Counts what a run tells.</summary>
internal sealed class CountingObserver : IRunObserver
{
    private int _started;

    public List<(string Estimator, string Model)> Advice { get; } = [];

    public List<(string Model, int Draw)> Truths { get; } = [];

    public List<(string Estimator, string Reason)> GivenUps { get; } = [];

    public int? MeasuredBefore { get; private set; }

    public int Started => _started;

    public void Resumed(int cells) => MeasuredBefore = cells;

    public void AdviceStarted(string estimator, string model) => Advice.Add((estimator, model));

    public void TruthProgressed(string model, int draw, long samplesDone, long samples)
    {
        // Only its end counts.
    }

    public void TruthFound(string model, int draw) => Truths.Add((model, draw));

    public void CellStarted(string estimator, string model, int draw, long budget) => Interlocked.Increment(ref _started);

    public void CellFinished(Measurement measurement)
    {
        // The measurements are read from the folder.
    }

    public void GivenUp(string estimator, string reason) => GivenUps.Add((estimator, reason));
}

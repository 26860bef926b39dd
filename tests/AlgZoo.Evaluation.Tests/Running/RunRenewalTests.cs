namespace AlgZoo.Evaluation.Tests.Running;

/// <summary>The next generation of a run whose plugins have changed.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RunRenewalTests : IDisposable
{
    private const int CellsOfOne = SmallRuns.Copies * 2;

    private static readonly EstimatorInfo A = SmallRuns.Estimator("a", usesAdvice: true);
    private static readonly EstimatorInfo B = SmallRuns.Estimator("b", usesAdvice: true) with { Plugin = "Q" };
    private static readonly EstimatorInfo NewB = B with { Sha256 = "11" };
    private static readonly EstimatorInfo C = SmallRuns.Estimator("c");

    private readonly TemporaryFolder _folder = new();

    private string Folder => _folder.Below("run");

    private string PreviousFolder => _folder.Below("run-previous");

    public void Dispose() => _folder.Dispose();

    [Test]
    public void What_is_unchanged_stays_and_the_rest_is_measured_as_in_a_new_run()
    {
        SmallRuns.Run(SmallRuns.Plan(estimators: [A, B]), Folder, Executor("one"));
        string[] before = Lines(Folder, "a");
        var contents = Contents(Folder);
        var observer = new CountingObserver();

        var result = Renew(SmallRuns.Plan(estimators: [A, NewB, C]), ["a"], Executor("two"), observer);

        SmallRuns.Run(SmallRuns.Plan(estimators: [A, NewB, C]), _folder.Below("new"), new DelegateExecutor((request, token) => Answer(request, string.Equals(request.Estimator.Id, "a", StringComparison.Ordinal) ? "one" : "two", token), Advice));
        var manifest = RunDirectory.Read(Folder).Manifest;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Lines(Folder, "a"), Is.EqualTo(before).And.Length.EqualTo(CellsOfOne));
            Assert.That((result.MeasuredBefore, observer.Started, result.Scores.Complete), Is.EqualTo((CellsOfOne, 2 * CellsOfOne, true)));
            Assert.That(observer.Advice, Is.EqualTo(new[] { ("b", "first"), ("b", "second") }), "that of the unchanged estimator is there");
            Assert.That(manifest.Estimators, Is.EqualTo(new[] { A, NewB, C }));
            Assert.That(manifest.Resumes, Has.Count.EqualTo(1), "however many generations there were");
            Assert.That(SmallRuns.Scores(Folder), Is.EqualTo(SmallRuns.Scores(_folder.Below("new"))));
            Assert.That(Contents(PreviousFolder), Is.EqualTo(contents));
        }
    }

    [Test]
    public void What_has_gone_or_changed_leaves_nothing_behind()
    {
        SmallRuns.Run(SmallRuns.Plan(estimators: [A, B]), Folder, Executor("one"));
        Directory.CreateDirectory(Path.Combine(Folder, "logs"));
        File.WriteAllText(Path.Combine(Folder, "logs", "P.log"), "stays");
        File.WriteAllText(Path.Combine(Folder, "logs", "Q.log"), "goes");

        Renew(SmallRuns.Plan(estimators: [A]), ["a"], new DelegateExecutor((_, _) => throw new InvalidOperationException("must not be run")));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Lines(Folder, "b"), Is.Empty);
            Assert.That(Directory.GetFiles(Path.Combine(Folder, "advice")).Select(Path.GetFileNameWithoutExtension), Is.EquivalentTo(RunDirectory.Read(Folder).Manifest.Advice.Select(advice => advice.Sha256)).And.Exactly(2).Items);
            Assert.That(Directory.GetFiles(Path.Combine(Folder, "logs")).Select(Path.GetFileName), Is.EqualTo(new[] { "P.log" }));
            Assert.That(RunDirectory.Read(PreviousFolder).Manifest.Estimators, Is.EqualTo(new[] { A, B }));
        }
    }

    [Test]
    public void An_estimator_of_another_hash_is_never_unchanged()
    {
        SmallRuns.Run(SmallRuns.Plan(estimators: [B]), Folder, Executor("one"));

        Assert.That(Renew(SmallRuns.Plan(estimators: [NewB]), ["b"], Executor("two")).MeasuredBefore, Is.Zero);
    }

    [Test]
    public void An_older_generation_and_what_a_kill_left_of_a_copy_are_replaced()
    {
        SmallRuns.Run(SmallRuns.Plan(estimators: [B]), Folder, Executor("one"));
        foreach (string folder in (string[])[PreviousFolder, PreviousFolder + ".tmp"])
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "old"), "old");
        }

        Renew(SmallRuns.Plan(estimators: [NewB]), [], Executor("two"));

        Assert.That(Directory.GetDirectories(_folder.Path).Select(Path.GetFileName), Is.EquivalentTo(new[] { "run", "run-previous" }));
        Assert.That(File.Exists(Path.Combine(PreviousFolder, "old")), Is.False);
    }

    [Test]
    public void A_run_of_other_settings_is_refused()
    {
        SmallRuns.Run(SmallRuns.Plan(estimators: [B]), Folder, Executor("one"));

        Assert.That(() => Renew(SmallRuns.Plan(SmallRuns.Suite with { Seed = 2 }, [NewB]), [], Executor("two")), Throws.InstanceOf<RunDirectoryException>().With.Message.Contains("seed was 1, is 2"));
    }

    private static DelegateExecutor Executor(string version) => new((request, token) => Answer(request, version, token), Advice);

    private static CellResult Answer(CellRequest request, string version, CancellationToken token) =>
        DelegateExecutor.Random(request with { Random = request.Random.Child(version) }, token);

    private static AdviceResult Advice(AdviceJob job) => new(
        Outcome.Completed, [(byte)job.Estimator.Sha256[0], (byte)job.Estimator.Id[0], (byte)job.BaseModel.OutputSize, job.BaseModel == SmallRuns.Models[0].Model ? (byte)1 : (byte)2], ComputeReport.Nothing, 0.5, null);

    private RunResult Renew(RunPlan plan, string[] unchanged, ICellExecutor executor, IRunObserver? observer = null)
    {
        using var directory = RunDirectory.Renew(Folder, new RunRenewal(plan.Estimators, unchanged.ToHashSet(StringComparer.Ordinal), PreviousFolder));
        return new BenchRunner(executor, new GroundTruthSource(cache: null), TimeProvider.System).Run(plan, directory, 1, observer);
    }

    private static string[] Lines(string folder, string estimator) =>
        [.. File.ReadAllLines(Path.Combine(folder, "measurements.jsonl")).Where(line => line.Contains($"\"estimator\":\"{estimator}\"", StringComparison.Ordinal))];

    private static Dictionary<string, string> Contents(string folder) =>
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(path => Path.GetRelativePath(folder, path), File.ReadAllText, StringComparer.Ordinal);
}

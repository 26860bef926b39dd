using System.Globalization;
using System.Text;

namespace AlgZoo.Evaluation.Tests.Running;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ResumeTests : IDisposable
{
    private const int Cells = SmallRuns.Copies * 2 * 2;

    private static readonly ICellExecutor Executor = new DelegateExecutor(DelegateExecutor.Random);

    private static readonly string[] DocumentedChanges =
    [
        "suite was test, is renamed", "draws was 3, is 4", "budget 10 added", "model third added", "models in another order", "estimator c added", "plugin of a changed (SHA-256 was 00, is 11)",
        "time limit in seconds was 600, is 60", "memory limit in megabytes was 4096, is 512",
    ];

    private readonly TemporaryFolder _folder = new();

    private string Folder => _folder.Below("run");

    public void Dispose() => _folder.Dispose();

    [TestCase(1)]
    [TestCase(4)]
    public void A_run_that_was_killed_after_any_number_of_lines_ends_with_the_same_scores(int jobs)
    {
        SmallRuns.Run(SmallRuns.Plan(), _folder.Below("whole"), Executor, jobs);
        byte[] expected = SmallRuns.Scores(_folder.Below("whole"));
        using (Assert.EnterMultipleScope())
        {
            for (int lines = 0; lines <= Cells; lines++)
            {
                string folder = Copy("whole", lines.ToString(CultureInfo.InvariantCulture));
                SmallRuns.CutBack(folder, lines);
                var observer = new CountingObserver();
                var result = SmallRuns.Resume(SmallRuns.Plan(), folder, Executor, jobs, observer);
                Assert.That(SmallRuns.Scores(folder), Is.EqualTo(expected), $"after {lines} lines");
                Assert.That((observer.MeasuredBefore, observer.Started, result.MeasuredBefore), Is.EqualTo(((int?)lines, Cells - lines, lines)));
                Assert.That(File.ReadAllLines(Path.Combine(folder, "measurements.jsonl")), Has.Length.EqualTo(Cells));
            }
        }
    }

    [Test]
    public void Truths_of_copies_without_open_cells_are_not_found_again()
    {
        SmallRuns.Run(SmallRuns.Plan(), Folder, Executor);
        SmallRuns.CutBack(Folder, (4 * 4) + 1);
        var observer = new CountingObserver();
        SmallRuns.Resume(SmallRuns.Plan(), Folder, Executor, observer: observer);
        Assert.That(observer.Truths, Is.EqualTo(new[] { ("second", 1), ("second", 2) }));
    }

    [Test]
    public void A_finished_run_is_left_as_it_is()
    {
        SmallRuns.Run(SmallRuns.Plan(), Folder, Executor);
        var before = Contents();
        var observer = new CountingObserver();
        var result = SmallRuns.Resume(SmallRuns.Plan(), Folder, new DelegateExecutor((_, _) => throw new InvalidOperationException("must not be run")), observer: observer);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Contents(), Is.EqualTo(before));
            Assert.That((result.MeasuredBefore, result.Scores.Complete, observer.Truths.Count), Is.EqualTo((Cells, true, 0)));
        }
    }

    [Test]
    public void The_time_of_all_parts_of_a_run_adds_up()
    {
        double first = SmallRuns.Run(SmallRuns.Plan(), Folder, Executor).Manifest.Seconds!.Value;
        SmallRuns.CutBack(Folder, 3);
        double both = SmallRuns.Resume(SmallRuns.Plan(), Folder, Executor).Manifest.Seconds!.Value;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first, Is.Positive);
            Assert.That(both, Is.GreaterThan(first));
            Assert.That(RunDirectory.Read(Folder).Manifest.Seconds, Is.EqualTo(both));
        }
    }

    [Test]
    public void The_manifest_makes_the_plan_it_was_made_from()
    {
        foreach (var suite in (Suite[])
        [
            SmallRuns.Suite,
            SmallRuns.Suite with { Noise = NoiseSpecification.None, TruthSamples = null, Seed = ulong.MaxValue, TimeLimit = TimeSpan.FromSeconds(0.25), MemoryLimit = 512 },
            SmallRuns.Suite with { Noise = NoiseSpecification.Calibrated(0.05), Quantity = Quantity.Accuracy, Draws = 1, Budgets = [7] },
        ])
        {
            var manifest = Plan(suite).Manifest(DateTimeOffset.UnixEpoch, [], "none");
            var again = Plan(manifest.ToSuite()).Manifest(DateTimeOffset.UnixEpoch, [], "none");
            Assert.That(ManifestDifference.Between(manifest, again).Select(difference => difference.Description), Is.Empty);
            Assert.That(again.ToSuite() with { Models = [], Budgets = [], Estimators = [] }, Is.EqualTo(manifest.ToSuite() with { Models = [], Budgets = [], Estimators = [] }));
            Assert.That(manifest.ToSuite().Models.Select(model => (model.References.Single(), model.Task)), Is.EqualTo(new[] { ("first", "2nd_argmax") }));
        }

        static RunPlan Plan(Suite suite) => RunPlan.Make(suite, SmallRuns.Models[..1], [SmallRuns.Estimator("a"), SmallRuns.Estimator("b")]);
    }

    [Test]
    public void Every_change_that_keeps_the_measurements_is_named_and_can_be_accepted()
    {
        SmallRuns.Run(SmallRuns.Plan(), Folder, Executor);
        var suite = SmallRuns.Suite with { Name = "renamed", Draws = 4, Budgets = [10, 100, 1000], TimeLimit = TimeSpan.FromMinutes(1), MemoryLimit = 512 };
        BenchModel[] models = [SmallRuns.Models[1], SmallRuns.Models[0], new("third", ReluRnn.Create(2, [1, 0.25f], [1, 0, 0, 1], [1, 0, 0, 1]), SequenceTask.SecondArgmax)];
        var plan = RunPlan.Make(suite, models, [SmallRuns.Estimator("a", sha256: "11"), SmallRuns.Estimator("b"), SmallRuns.Estimator("c")]);

        string message = Refusal(plan, acceptChanges: false);
        Assert.That(message, Does.EndWith($"/run' was run otherwise: {string.Join("; ", DocumentedChanges)}. Restore what the run had, or continue with the changes: --accept-changes. What was measured is kept as it is."));

        SmallRuns.Resume(plan, Folder, Executor, acceptChanges: true);
        SmallRuns.Run(plan, _folder.Below("new"), Executor);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(SmallRuns.Scores(Folder), Is.EqualTo(SmallRuns.Scores(_folder.Below("new"))));
            var manifest = RunDirectory.Read(Folder).Manifest;
            Assert.That(manifest.Resumes.Single().AcceptedChanges, Is.EqualTo(DocumentedChanges));
            Assert.That(manifest.Started, Is.LessThan(manifest.Resumes[0].Time));
        }
    }

    [Test]
    public void Another_version_or_runtime_is_named_and_can_be_accepted()
    {
        SmallRuns.Run(SmallRuns.Plan(), Folder, Executor);
        SmallRuns.CutBack(Folder, 3);
        Edit(manifest => manifest with { Version = "0.0.1", Machine = manifest.Machine with { Runtime = ".NET 9", Processors = 77 } });

        Assert.That(Refusal(SmallRuns.Plan(), acceptChanges: false), Does.Match("run otherwise: framework version was 0.0.1, is [^;]+; runtime was .NET 9, is .NET [^;]+\\. Restore"));
        Assert.That(SmallRuns.Resume(SmallRuns.Plan(), Folder, Executor, acceptChanges: true).Scores.Complete);
    }

    private static IEnumerable<TestCaseData> Spoiling()
    {
        var suite = SmallRuns.Suite;
        yield return new TestCaseData(SmallRuns.Plan(suite with { Seed = 2 }), "seed was 1, is 2").SetName("Another seed");
        yield return new TestCaseData(SmallRuns.Plan(suite with { Noise = NoiseSpecification.Fixed(new WeightNoise(WeightNoiseKind.Additive, 0.5)) }), "noise was relative:0.5, is additive:0.5").SetName("Other noise");
        yield return new TestCaseData(SmallRuns.Plan(suite with { TruthSamples = 2000 }), "truth samples of first was 1000, is 2000; truth samples of second was 1000, is 2000").SetName("Other truths");
        yield return new TestCaseData(SmallRuns.Plan(suite with { Draws = 2 }), "draws was 3, is 2").SetName("Fewer draws");
        yield return new TestCaseData(SmallRuns.Plan(suite with { Budgets = [100] }), "budget 1000 removed").SetName("A budget less");
        yield return new TestCaseData(SmallRuns.Plan(estimators: [SmallRuns.Estimator("a")]), "estimator b removed").SetName("An estimator less");
        yield return new TestCaseData(RunPlan.Make(suite, SmallRuns.Models[..1], [SmallRuns.Estimator("a"), SmallRuns.Estimator("b")]), "model second removed").SetName("A model less");
        yield return new TestCaseData(
            RunPlan.Make(suite, [SmallRuns.Models[0] with { Reference = "second" }, SmallRuns.Models[1] with { Reference = "first" }], [SmallRuns.Estimator("a"), SmallRuns.Estimator("b")]),
            "weights or task of first changed; weights or task of second changed").SetName("Other weights");
        yield return new TestCaseData(SmallRuns.Plan().Part(new Shard(1, 2)), "shard was none, is 1/2").SetName("A shard of it");
    }

    [TestCaseSource(nameof(Spoiling))]
    public void A_change_that_spoils_the_measurements_is_never_accepted(RunPlan plan, string difference)
    {
        SmallRuns.Run(SmallRuns.Plan(), Folder, Executor);
        var before = Contents();
        Assert.That(Refusal(plan, acceptChanges: true), Does.Contain("cannot be continued, because what it holds would lose its meaning: " + difference));
        Assert.That(Contents(), Is.EqualTo(before));
    }

    [Test]
    public void What_has_no_measurements_can_be_removed()
    {
        SmallRuns.Run(SmallRuns.Plan(), Folder, Executor);
        SmallRuns.CutBack(Folder, 0);
        SmallRuns.Resume(SmallRuns.Plan(estimators: [SmallRuns.Estimator("a")]), Folder, Executor, acceptChanges: true);
        Assert.That(RunDirectory.Read(Folder).Manifest.Resumes.Single().AcceptedChanges, Is.EqualTo(new[] { "estimator b removed" }));
    }

    [Test]
    public void A_shard_does_not_grow()
    {
        SmallRuns.Run(SmallRuns.Plan().Part(new Shard(2, 3)), Folder, Executor);
        Assert.That(Refusal(SmallRuns.Plan(SmallRuns.Suite with { Draws = 4 }).Part(new Shard(2, 3)), acceptChanges: true), Does.Contain("draws was 3, is 4"));
    }

    [Test]
    public void Advice_is_neither_paid_for_nor_changed_by_a_resumption()
    {
        var (plan, executor) = Advised(answer: 7);
        SmallRuns.Run(plan, Folder, executor);
        byte[] expected = SmallRuns.Scores(Folder);
        var entries = RunDirectory.Read(Folder).Manifest.Advice;
        SmallRuns.CutBack(Folder, 3);

        var (_, other) = Advised(answer: 20);
        var observer = new CountingObserver();
        SmallRuns.Resume(plan, Folder, other, observer: observer);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(observer.Advice, Is.Empty);
            Assert.That(SmallRuns.Scores(Folder), Is.EqualTo(expected));
            Assert.That(RunDirectory.Read(Folder).Manifest.Advice, Is.EqualTo(entries).And.Exactly(2).Items);
        }
    }

    [TestCase("missing")]
    [TestCase("damaged")]
    public void Advice_that_is_missing_or_damaged_is_prepared_again(string defect)
    {
        var (plan, executor) = Advised(answer: 7);
        SmallRuns.Run(plan, Folder, executor);
        byte[] expected = SmallRuns.Scores(Folder);
        SmallRuns.CutBack(Folder, 3);
        foreach (string file in Directory.GetFiles(Path.Combine(Folder, "advice")))
        {
            if (defect == "missing")
            {
                File.Delete(file);
            }
            else
            {
                File.WriteAllBytes(file, [99]);
            }
        }

        var observer = new CountingObserver();
        SmallRuns.Resume(plan, Folder, executor, observer: observer);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(observer.Advice, Is.EqualTo(new[] { ("b", "first"), ("b", "second") }));
            Assert.That(SmallRuns.Scores(Folder), Is.EqualTo(expected));
            Assert.That(Directory.GetFiles(Path.Combine(Folder, "advice")).SelectMany(File.ReadAllBytes), Is.EquivalentTo(new byte[] { 7, 8 }));
        }
    }

    [Test]
    public void Advice_of_a_changed_plugin_is_prepared_again()
    {
        var (plan, executor) = Advised(answer: 7);
        SmallRuns.Run(plan, Folder, executor);
        SmallRuns.CutBack(Folder, 3);
        var observer = new CountingObserver();
        SmallRuns.Resume(SmallRuns.Plan(estimators: [SmallRuns.Estimator("a"), SmallRuns.Estimator("b", usesAdvice: true, sha256: "11")]), Folder, executor, observer: observer, acceptChanges: true);
        Assert.That(observer.Advice, Has.Count.EqualTo(2));
    }

    [Test]
    public void Advice_that_failed_stays_failed()
    {
        var plan = SmallRuns.Plan(estimators: [SmallRuns.Estimator("a"), SmallRuns.Estimator("b", usesAdvice: true)]);
        SmallRuns.Run(plan, Folder, new DelegateExecutor(DelegateExecutor.Random, _ => new AdviceResult(Outcome.TimedOut, null, ComputeReport.Nothing, 1, "It took too long.")));
        byte[] expected = SmallRuns.Scores(Folder);
        SmallRuns.CutBack(Folder, 3);
        SmallRuns.Resume(plan, Folder, new DelegateExecutor(DelegateExecutor.Random, _ => throw new InvalidOperationException("must not be prepared")));
        Assert.That(SmallRuns.Scores(Folder), Is.EqualTo(expected));
    }

    [Test]
    public void A_run_of_a_version_without_limits_and_shards_can_be_continued()
    {
        SmallRuns.Run(SmallRuns.Plan(), Folder, Executor);
        byte[] expected = SmallRuns.Scores(Folder);
        SmallRuns.CutBack(Folder, 5);
        string path = Path.Combine(Folder, "manifest.json");
        var manifest = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        foreach (string added in (string[])["truthSamples", "quantity", "memoryLimitMegabytes", "shard", "resumes"])
        {
            Assert.That(manifest.Remove(added), added);
        }

        File.WriteAllText(path, manifest.ToJsonString(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        SmallRuns.Resume(SmallRuns.Plan(), Folder, Executor);
        Assert.That(SmallRuns.Scores(Folder), Is.EqualTo(expected));
    }

    private static (RunPlan Plan, ICellExecutor Executor) Advised(byte answer) => (
        SmallRuns.Plan(estimators: [SmallRuns.Estimator("a"), SmallRuns.Estimator("b", usesAdvice: true)]),
        new DelegateExecutor(
            (request, token) => request.Advice is { } advice ? DelegateExecutor.Completed(advice.Span[0] / 100.0, request.Budget) : DelegateExecutor.Random(request, token),
            job => new AdviceResult(Outcome.Completed, [(byte)(job.BaseModel == SmallRuns.Models[0].Model ? answer : answer + 1)], ComputeReport.Nothing with { Flops = 70 }, 0.5, null)));

    private string Refusal(RunPlan plan, bool acceptChanges) => Assert.Throws<RunDirectoryException>(() => SmallRuns.Resume(plan, Folder, Executor, acceptChanges: acceptChanges))!.Message;

    private void Edit(Func<RunManifest, RunManifest> change)
    {
        using var directory = RunDirectory.Resume(Folder);
        directory.Write(change(directory.Before!.Manifest));
    }

    private string Copy(string from, string to)
    {
        Directory.CreateDirectory(_folder.Below(to));
        foreach (string file in Directory.GetFiles(_folder.Below(from)))
        {
            File.Copy(file, Path.Combine(_folder.Below(to), Path.GetFileName(file)));
        }

        return _folder.Below(to);
    }

    private Dictionary<string, string> Contents() => Directory.GetFiles(Folder).ToDictionary(path => Path.GetFileName(path), File.ReadAllText);
}

using System.Security.Cryptography;
using System.Text;
using static AlgZoo.Evaluation.Tests.TestModels;

namespace AlgZoo.Evaluation.Tests.Running;

public sealed class BenchRunnerTests
{
    private const int Cells = 2 * 2 * 3 * 2;

    [Test]
    public void The_number_of_jobs_changes_no_byte_of_the_scores()
    {
        byte[] one = ScoresOf(jobs: 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ScoresOf(jobs: 4), Is.EqualTo(one));
            Assert.That(ScoresOf(jobs: 1, seed: 2), Is.Not.EqualTo(one));
        }

        static byte[] ScoresOf(int jobs, ulong seed = 1)
        {
            using var folder = new TemporaryFolder();
            // Cells end in an order of their own.
            var executor = new DelegateExecutor((request, token) =>
            {
                Thread.Sleep((int)(new RandomStream(request.Random).Substream(1).NextUInt64() % 5));
                return DelegateExecutor.Random(request, token);
            });
            using var directory = RunDirectory.Create(folder.Path);
            Runner(executor).Run(Plan(seed), directory, jobs);
            return File.ReadAllBytes(directory.ScoresPath);
        }
    }

    [Test]
    public void Every_cell_is_run_once_with_what_the_plan_says()
    {
        var requests = new List<CellRequest>();
        using var folder = new TemporaryFolder();
        using var directory = RunDirectory.Create(folder.Path);
        var plan = Plan();
        var result = Runner(new DelegateExecutor((request, token) =>
        {
            requests.Add(request);
            return DelegateExecutor.Random(request, token);
        })).Run(plan, directory, jobs: 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Measurements.Select(cell => (cell.Estimator, cell.Model, cell.Draw, cell.Budget)), Is.Unique.And.Exactly(Cells).Items);
            Assert.That(requests.Select(request => request.Random), Is.Unique, "every cell has a stream of its own");
            Assert.That(requests.Select(request => request.Model).Distinct().Count(), Is.EqualTo(6), "every estimator and budget sees the same noisy copies");
            Assert.That(requests, Has.All.Matches<CellRequest>(request => request is { Advice: null, Quantity: Quantity.Accuracy } && request.TimeLimit == plan.Suite.TimeLimit));
            Assert.That(result.Scores.Complete);
            Assert.That(result.Manifest.Started, Is.EqualTo(DateTimeOffset.UnixEpoch));
            Assert.That(File.ReadAllLines(folder.Below("measurements.jsonl")), Has.Length.EqualTo(Cells));
        }
    }

    [TestCase(1)]
    [TestCase(4)]
    public void A_cancelled_run_keeps_and_scores_what_was_measured(int jobs)
    {
        using var source = new CancellationTokenSource();
        using var folder = new TemporaryFolder();
        using var directory = RunDirectory.Create(folder.Path);
        int ended = 0;
        var result = Runner(new DelegateExecutor((request, token) =>
        {
            if (Interlocked.Increment(ref ended) > 5)
            {
                source.Cancel();
            }

            token.ThrowIfCancellationRequested();
            return DelegateExecutor.Random(request, token);
        })).Run(Plan(), directory, jobs, cancellationToken: source.Token);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Scores.Complete, Is.False);
            Assert.That(result.Measurements, Has.Count.InRange(1, 5));
            Assert.That(result.Scores.Scores, Is.Not.Empty);
            Assert.That(File.ReadAllLines(folder.Below("measurements.jsonl")), Has.Length.EqualTo(result.Measurements.Count));
            Assert.That(File.ReadAllBytes(directory.ScoresPath), Is.EqualTo(RunDirectory.ToJson(result.Scores)));
        }
    }

    [Test]
    public void A_run_cancelled_before_it_starts_has_no_scores()
    {
        using var folder = new TemporaryFolder();
        using var directory = RunDirectory.Create(folder.Path);
        var result = Runner(new DelegateExecutor(DelegateExecutor.Random)).Run(Plan(), directory, 1, cancellationToken: new CancellationToken(canceled: true));
        Assert.That((result.Scores.Complete, result.Measurements.Count, result.Scores.Headline.Count), Is.EqualTo((false, 0, 0)));
    }

    [TestCase(1)]
    [TestCase(4)]
    public void A_full_disk_is_an_IOException_and_loses_nothing_that_was_written(int jobs)
    {
        using var folder = new TemporaryFolder();
        using var disk = new FullDisk(lines: 7);
        using var directory = new RunDirectory(folder.Path, disk);
        Assert.That(() => Runner(new DelegateExecutor(DelegateExecutor.Random)).Run(Plan(), directory, jobs), Throws.TypeOf<IOException>().With.Message.Contains("No space left on device. What was measured is kept; free space, then continue with `algzoo run --resume"));
        string text = Encoding.UTF8.GetString(disk.ToArray());
        Assert.That((text.Count(letter => letter == '\n'), text[^1]), Is.EqualTo((7, '\n')));
    }

    [Test]
    public void A_defect_of_the_executor_is_not_hidden_in_an_AggregateException()
    {
        using var folder = new TemporaryFolder();
        using var directory = RunDirectory.Create(folder.Path);
        Assert.That(() => Runner(new DelegateExecutor((_, _) => throw new InvalidOperationException("defect"))).Run(Plan(), directory, 4), Throws.InvalidOperationException.With.Message.EqualTo("defect"));
    }

    [Test]
    public void Advice_is_prepared_once_per_model_and_given_to_every_cell_of_its_estimator()
    {
        var operations = OperationCounts.Of((OperationClass.AddDouble, 72), (OperationClass.Declared, 5));
        var jobs = new List<AdviceJob>();
        var requests = new List<CellRequest>();
        using var folder = new TemporaryFolder();
        using var directory = RunDirectory.Create(folder.Path);
        var plan = Plan(usesAdvice: true);
        var executor = new DelegateExecutor(
            (request, token) =>
            {
                requests.Add(request);
                return DelegateExecutor.Random(request, token);
            },
            job =>
            {
                jobs.Add(job);
                return new AdviceResult(Outcome.Completed, [(byte)jobs.Count], new ComputeReport(77, 5, operations, MeteringGrade.Partial, [], 9), 0.5, null);
            });
        var result = Runner(executor).Run(plan, directory, jobs: 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(jobs.Select(job => job.BaseModel), Is.EqualTo(plan.Models.Select(model => model.Base.Model)), "advice sees the base models only");
            Assert.That(jobs.Select(job => job.Random).Intersect(requests.Select(request => request.Random)), Is.Empty);
            Assert.That(requests.TrueForAll(request => request.Advice.HasValue == request.Estimator.UsesAdvice));
            Assert.That(result.Manifest.Advice, Is.EqualTo(new[] { "first", "second" }.Select(model => new ManifestAdvice("b", model, Outcome.Completed, 1, 77, operations, MeteringGrade.Partial, 9, 0.5, null) { Sha256 = Sha256Of((byte)(model == "first" ? 1 : 2)) })));
        }
    }

    [Test]
    public void Without_its_advice_an_estimator_fails_and_is_not_run()
    {
        using var folder = new TemporaryFolder();
        using var directory = RunDirectory.Create(folder.Path);
        var executor = new DelegateExecutor(
            (request, token) => request.Estimator.UsesAdvice ? throw new InvalidOperationException("must not be run") : DelegateExecutor.Random(request, token),
            job => new AdviceResult(Outcome.TimedOut, null, ComputeReport.Nothing with { Flops = 5 }, 1, "It took too long."));
        var result = Runner(executor).Run(Plan(usesAdvice: true), directory, jobs: 2);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                result.Measurements.Where(cell => cell.Estimator == "b"),
                Has.Exactly(Cells / 2).Items.And.All.Matches<Measurement>(cell => cell is { Outcome: Outcome.TimedOut, Value: null, Message: "The advice could not be prepared. It took too long." }));
            Assert.That(result.Measurements.Where(cell => cell.Estimator == "a"), Has.All.Property(nameof(Measurement.Outcome)).EqualTo(Outcome.Completed));
            Assert.That(result.Manifest.Advice, Has.All.Property(nameof(ManifestAdvice.Outcome)).EqualTo(Outcome.TimedOut));
            Assert.That(result.Scores.Complete);
        }
    }

    [Test]
    public void The_observer_is_told_of_every_step_after_it_was_written()
    {
        using var folder = new TemporaryFolder();
        using var directory = RunDirectory.Create(folder.Path);
        var observer = new Recorder(folder.Below("measurements.jsonl"));
        // The truth of the cross-entropy is sampled, so that there is progress to tell of.
        Runner(new DelegateExecutor(DelegateExecutor.Random, _ => new AdviceResult(Outcome.Completed, [], ComputeReport.Nothing, 0, null)))
            .Run(Plan(usesAdvice: true, quantity: Quantity.CrossEntropy), directory, jobs: 1, observer);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(observer.Advice, Is.EqualTo(new[] { "b first", "b second" }));
            Assert.That(observer.Truths, Is.EqualTo(new[] { "first 0", "first 1", "first 2", "second 0", "second 1", "second 2" }));
            Assert.That(observer.Started, Is.EqualTo(Cells));
            Assert.That(observer.LinesWhenFinished, Is.EqualTo(Enumerable.Range(1, Cells)));
            Assert.That(observer.Progress, Is.Not.Empty.And.All.EqualTo(1000));
        }
    }

    [Test]
    public void What_an_estimator_says_is_written_down()
    {
        using var folder = new TemporaryFolder();
        using var directory = RunDirectory.Create(folder.Path);
        var estimate = new Estimate(0.5) { StandardError = 0.25, Bounds = new CertifiedBounds(0.25, 0.75), Notes = ["note"] };
        ExplanationCheck[] checks = [new("step", "fact", 3)];
        var operations = OperationCounts.Of((OperationClass.FusedDouble, 20), (OperationClass.Declared, 2));
        UnmeteredSite[] unmetered = [new("cos", UnmeteredKind.Native, "Own.Wave", "Own.cs:7", 4)];
        var compute = new ComputeReport(42, 2, operations, MeteringGrade.Partial, unmetered, 3);
        var cell = Runner(new DelegateExecutor((_, _) => new CellResult(Outcome.Completed, estimate, compute, 0.125, null, [], checks))).Run(Plan(), directory, 1).Measurements[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That((cell.Value, cell.StandardError, cell.LowerBound, cell.UpperBound, cell.Flops, cell.Seconds), Is.EqualTo((0.5, 0.25, 0.25, 0.75, 42, 0.125)));
            Assert.That((cell.DeclaredFlops, cell.Operations, cell.Metering, cell.Unmetered, cell.SetUpFlops), Is.EqualTo((2L, operations, MeteringGrade.Partial, unmetered, 3L)));
            Assert.That(cell.Notes, Is.EqualTo(new[] { "note" }));
            Assert.That(cell.Explanation, Is.EqualTo(checks));
            Assert.That(cell.Details, Is.Null);
            Assert.That(cell.TruthVariance, Is.EqualTo(cell.Truth * (1 - cell.Truth)).Within(1e-12));
        }
    }

    private static string Sha256Of(byte advice) => Convert.ToHexStringLower(SHA256.HashData([advice]));

    private static BenchRunner Runner(ICellExecutor executor) => new(executor, new GroundTruthSource(cache: null), new StoppedClock());

    private static RunPlan Plan(ulong seed = 1, bool usesAdvice = false, Quantity? quantity = null)
    {
        var suite = new Suite
        {
            Name = "test",
            Models = [ModelChoice.Of("first"), ModelChoice.Of("second")],
            Noise = NoiseSpecification.Fixed(new WeightNoise(WeightNoiseKind.Relative, 0.5)),
            Draws = 3,
            Budgets = [100, 1000],
            TruthSamples = 1000,
            Seed = seed,
            Quantity = quantity,
        };
        var other = ReluRnn.Create(2, [1, 0.5f], [1, 0, 0, 1], [1, 0, 0, 1]);
        return RunPlan.Make(
            suite, [new BenchModel("first", SecondArgmax2, SequenceTask.SecondArgmax), new BenchModel("second", other, SequenceTask.SecondArgmax)], [Estimator("a", false), Estimator("b", usesAdvice)]);
    }

    private static EstimatorInfo Estimator(string id, bool usesAdvice) => new(id, EstimatorKind.Sampling, usesAdvice, "", "", "P", "/plugins/P.dll", "00");

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch;
    }

    private sealed class FullDisk(int lines) : MemoryStream
    {
        private int _left = lines;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (_left-- <= 0)
            {
                throw new IOException("No space left on device");
            }

            base.Write(buffer);
        }
    }

    private sealed class Recorder(string measurementsPath) : IRunObserver
    {
        public List<string> Advice { get; } = [];

        public List<string> Truths { get; } = [];

        public List<long> Progress { get; } = [];

        public int Started { get; private set; }

        public List<int> LinesWhenFinished { get; } = [];

        public void Resumed(int cells) => Assert.Fail("This run is new.");

        public void CellStarted(string estimator, string model, int draw, long budget) => Started++;

        public void GivenUp(string estimator, string reason) => Assert.Fail("Nothing died.");

        public void AdviceStarted(string estimator, string model) => Advice.Add($"{estimator} {model}");

        public void TruthProgressed(string model, int draw, long samplesDone, long samples)
        {
            lock (Progress)
            {
                Progress.Add(samples);
            }
        }

        public void TruthFound(string model, int draw) => Truths.Add(FormattableString.Invariant($"{model} {draw}"));

        public void CellFinished(Measurement measurement)
        {
            using var reader = new StreamReader(new FileStream(measurementsPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            LinesWhenFinished.Add(reader.ReadToEnd().Count(letter => letter == '\n'));
        }
    }
}

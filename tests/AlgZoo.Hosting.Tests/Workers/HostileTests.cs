using System.Diagnostics;
using AlgZoo.Evaluation;

namespace AlgZoo.Hosting.Tests.Workers;

/// <summary>Every hostile plugin in a worker: the outcome that it must get, and a host that goes on.</summary>
[Platform("Linux")]
public sealed class HostileTests
{
    private PluginFolder _folder = null!;
    private Bench _bench = null!;

    private static IEnumerable<string> TimedOut => Expectations.Where(expectation => expectation.Arguments[1] is Outcome.TimedOut).Select(expectation => (string)expectation.Arguments[0]!);

    private static IEnumerable<TestCaseData> Expectations =>
    [
        Expect("hostile-infinite-loop", Outcome.TimedOut, "The time limit of 0.5 s passed and the cancellation token was ignored for 2 s more.", ends: true),
        Expect("hostile-spins-after-cancellation", Outcome.TimedOut, "The time limit of 0.5 s passed and the cancellation token was ignored for 2 s more.", ends: true),
        Expect("hostile-waits-for-child", Outcome.TimedOut, "The time limit of 0.5 s passed and the cancellation token was ignored for 2 s more.", ends: true),
        Expect("hostile-slow-message", Outcome.TimedOut, "The time limit of 0.5 s passed and the cancellation token was ignored for 2 s more.", ends: true),
        Expect("hostile-stops-itself", Outcome.TimedOut, "The time limit of 0.5 s passed, and the process of the estimator did not answer for 5 s more; it was killed.", ends: true),
        Expect("hostile-over-budget", Outcome.OverBudget, "FLOPs were spent where the budget is 1,000.", ends: false),
        Expect("hostile-recursion", Outcome.Crashed, "The process of the estimator was ended by SIGABRT: Stack overflow.", ends: true),
        Expect("hostile-fail-fast", Outcome.Crashed, "The process of the estimator was ended by SIGABRT: Process terminated. No further.", ends: true),
        Expect("hostile-exit", Outcome.Crashed, "The process of the estimator ended itself with exit code 7.", ends: true),
        Expect("hostile-exit-zero", Outcome.Crashed, "The process of the estimator ended itself with exit code 0.", ends: true),
        Expect("hostile-kills-itself", Outcome.Crashed, "The process of the estimator was ended by SIGKILL.", ends: true),
        Expect("hostile-bad-call", Outcome.Crashed, "The process of the estimator was ended by SIGSEGV.", ends: true),
        Expect("hostile-background-exception", Outcome.Crashed, "The process of the estimator was ended by SIGABRT: Unhandled exception. System.InvalidOperationException: In the background.", ends: true),
        Expect("hostile-finalizer", Outcome.Crashed, "The process of the estimator was ended by SIGABRT: Unhandled exception. System.InvalidOperationException: In the finalizer.", ends: true),
        Expect("hostile-closes-its-pipe", Outcome.ProtocolError, "The process of the estimator broke the protocol (it closed its pipe) and was killed.", ends: true),
        Expect("hostile-writes-to-its-pipe", Outcome.ProtocolError, "The process of the estimator broke the protocol (a frame of kind ", ends: true),
        Expect("hostile-managed-memory", Outcome.OutOfMemory, "OutOfMemoryException: ", ends: false),
        Expect("hostile-native-memory", Outcome.OutOfMemory, "OutOfMemoryException: ", ends: false),
        Expect("hostile-threads", Outcome.OutOfMemory, "OutOfMemoryException: ", ends: false),
        Expect("hostile-nan", Outcome.InvalidEstimate, "The value NaN is not finite.", ends: false),
        Expect("hostile-two", Outcome.InvalidEstimate, "The value 2 is outside [0, 1], the range of Accuracy.", ends: false),
        Expect("hostile-null", Outcome.InvalidEstimate, "The estimate is null.", ends: false),
        Expect("hostile-constructor", Outcome.Faulted, "NotSupportedException: In the constructor.", ends: false),
        Expect("hostile-supports", Outcome.Faulted, "InvalidOperationException: In Supports.", ends: false),
        Expect("hostile-dispose", Outcome.Faulted, "InvalidOperationException: In Dispose.", ends: false),
        Expect("hostile-unserialisable-exception", Outcome.Faulted, "Knot: (its message cannot be read: InvalidOperationException)", ends: false),
        Expect("hostile-circular-exception", Outcome.Faulted, "InvalidOperationException: Round and round.", ends: false),
        Expect("hostile-unreadable-stack", Outcome.Faulted, "Traceless: Without a trace.", ends: false),
        Expect("hostile-set-up", Outcome.Crashed, "The process of the estimator was ended by SIGABRT: Process terminated.", ends: true),
        Expect("hostile-declines", Outcome.NotSupported, "The estimator 'hostile-declines' does not support this problem.", ends: false),
        Expect("hostile-child", Outcome.Completed, message: null, ends: false),
        Expect("hostile-sends-a-child-away", Outcome.Completed, message: null, ends: false),
        Expect("hostile-writes-garbage", Outcome.Completed, message: null, ends: false),
        Expect("hostile-floods-log", Outcome.Completed, message: null, ends: false),
        Expect("hostile-culture-and-directory", Outcome.Completed, message: null, ends: false),
        Expect("hostile-environment", Outcome.Completed, message: null, ends: false),
        Expect("hostile-curious", Outcome.Completed, message: null, ends: false),
    ];

    [OneTimeSetUp]
    public void Start()
    {
        _folder = PluginFolder.With("Hostile", "HostileSetUp", "Sound");
        _bench = Bench.WithWorkers(_folder);
    }

    [OneTimeTearDown]
    public void Stop()
    {
        _bench.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void Every_hostile_estimator_has_an_expectation() => Assert.That(
        _bench.Catalog.Estimators.Select(estimator => estimator.Id).Where(id => id.StartsWith("hostile-", StringComparison.Ordinal)),
        Is.EquivalentTo(Expectations.Select(expectation => (string)expectation.Arguments[0]!).Concat(["hostile-advice", "hostile-closes-handles", "hostile-leaves-a-bomb"])));

    [TestCaseSource(nameof(Expectations))]
    public void It_gets_its_outcome_and_the_next_cell_is_sound(string id, Outcome outcome, string? message, bool endsWorker)
    {
        var result = Run(id);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Outcome, Is.EqualTo(outcome), result.Message);
            Assert.That(result.Message, message is null ? Is.Null : Does.Contain(message));
            Assert.That(result.EndedWorker, Is.EqualTo(endsWorker));
            Assert.That(Run("sound-constant").Outcome, Is.EqualTo(Outcome.Completed));
        }
    }

    // Which of the descriptors the runtime misses first is chance: it gives up, or the host sees the end of the pipe first.
    [Test]
    public void One_that_closes_all_it_can_is_ended()
    {
        var result = Run("hostile-closes-handles");

        Assert.That((result.Outcome is Outcome.Crashed or Outcome.ProtocolError, result.EndedWorker), Is.EqualTo((true, true)), result.Message);
    }

    [Test]
    public void An_exception_comes_with_the_first_frames_of_the_plugins_own_stack() =>
        Assert.That(Run("hostile-supports").Details, Has.Count.EqualTo(1).And.All.StartsWith("at AlgZoo.Fixtures.FailsInSupports.Supports("));

    [Test]
    public void Nothing_of_another_culture_or_directory_reaches_a_result()
    {
        var result = Run("hostile-culture-and-directory");
        var invalid = Run("hostile-two");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Estimate, Is.EqualTo(new Estimate(0.5) { StandardError = 0.125, Notes = result.Estimate!.Notes }));
            Assert.That(result.Estimate!.Notes, Is.EqualTo(new[] { "elsewhere" }));
            Assert.That(invalid.Message, Is.EqualTo("The value 2 is outside [0, 1], the range of Accuracy."));
        }
    }

    [Test]
    public void What_dies_between_two_cells_fails_none()
    {
        using var bench = Bench.WithWorkers(_folder);
        int worker = Worker(bench);
        Assert.That(bench.Run("hostile-leaves-a-bomb").Outcome, Is.EqualTo(Outcome.Completed));
        Assert.That(() => IsRunning(worker), Is.False.After(30_000, 20));
        // Until the host hears of it: what is asked in that moment falls to a process that is gone.
        Thread.Sleep(TimeSpan.FromSeconds(2));

        Assert.That(bench.Run("hostile-nan").Outcome, Is.EqualTo(Outcome.InvalidEstimate));
    }

    [Test]
    public void Advice_that_kills_its_process_is_an_outcome()
    {
        var result = _bench.Prepare("hostile-advice");

        Assert.That((result.Outcome, result.Advice, result.Message), Is.EqualTo((Outcome.Crashed, (byte[]?)null, "The process of the estimator was ended by SIGABRT: Process terminated. No advice.")));
    }

    [TestCase("hostile-child", Outcome.Completed)]
    [TestCase("hostile-waits-for-child", Outcome.TimedOut)]
    public void Processes_that_a_plugin_started_end_with_its_worker(string id, Outcome outcome)
    {
        string file = Path.Combine(_folder.Root, id);
        Environment.SetEnvironmentVariable("ALGZOO_TEST_CHILD", file);
        try
        {
            using var bench = Bench.WithWorkers(_folder);
            Assert.That(bench.Executor.Execute(Request(bench, id), CancellationToken.None).Outcome, Is.EqualTo(outcome));
        }
        finally
        {
            Environment.SetEnvironmentVariable("ALGZOO_TEST_CHILD", null);
        }

        int child = int.Parse(File.ReadAllText(file), System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(() => IsRunning(child), Is.False.After(30_000, 20));
    }

    [Test]
    public void A_process_that_got_away_and_keeps_the_pipes_open_holds_nobody_up()
    {
        var bench = Bench.WithWorkers(_folder);
        Assert.That(bench.Run("hostile-sends-a-child-away").Message, Is.Null);
        Assert.That(bench.Run("hostile-fail-fast").Message, Is.EqualTo("The process of the estimator was ended by SIGABRT: Process terminated. No further."));
        Assert.That(bench.Run("hostile-sends-a-child-away").Message, Is.Null);
        var clock = Stopwatch.StartNew();
        bench.Dispose();

        // Far below the 15 seconds that it takes.
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(8)));
    }

    // The host ends right after its request, before the worker has begun with it, or just then.
    [Test]
    public void A_request_of_a_host_that_is_gone_is_not_carried_out()
    {
        var (plugin, _) = _bench.Catalog.Entry(_bench.Estimator("hostile-infinite-loop"));
        var limits = new WorkerLimits(MemoryBytes: null, WorkerLimits.UsualOpenFiles);
        var hello = new Hello(plugin, Path.Combine(_folder.Root, "metered"), Microsoft.Extensions.Logging.LogLevel.Warning, limits);
        for (int attempt = 0; attempt < 5; attempt++)
        {
            using var worker = WorkerProcess.Start(WorkerCommand.Find(), limits, new PluginOutput(plugin.Name, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance));
            Assert.That(worker.Greet(hello, TimeSpan.FromMinutes(1), CancellationToken.None), Is.Null);
            var asked = Task.Run(() => worker.Ask(_bench.Request("hostile-infinite-loop").ToFrame(1, processorTime: null), FrameKind.Executed, patience: null, "", CancellationToken.None));
            Thread.Sleep(attempt);
            worker.Dismiss();

            Assert.That(asked.Wait(TimeSpan.FromSeconds(20)), Is.True, "it went on without a host");
            Assert.That(asked.Result.Death, Is.Not.Null);
        }
    }

    // A batch system sends SIGTERM to every process of a job: whether that ends the run is for the host to decide, and no cell may be taken for crashed.
    [Test]
    public void A_request_to_stop_that_reaches_a_worker_is_none_of_its_business()
    {
        int worker = Worker(_bench);
        foreach (string signal in new[] { "HUP", "INT", "TERM" })
        {
            using var kill = Process.Start("sh", ["-c", FormattableString.Invariant($"kill -{signal} {worker}")]);
            kill.WaitForExit();
        }

        Assert.That(Worker(_bench), Is.EqualTo(worker), "the same process");
    }

    [Test]
    public void The_users_wish_to_stop_ends_a_worker_at_once()
    {
        var shortest = TimeSpan.MaxValue;
        // The machine may be busy with something else; patience would be there every time.
        for (int attempt = 0; attempt < 5 && shortest >= TimeSpan.FromSeconds(2); attempt++)
        {
            using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
            var clock = Stopwatch.StartNew();
            Assert.That(() => _bench.Executor.Execute(_bench.Request("hostile-infinite-loop"), stop.Token), Throws.InstanceOf<OperationCanceledException>());
            shortest = clock.Elapsed < shortest ? clock.Elapsed : shortest;
        }

        Assert.That(shortest, Is.LessThan(TimeSpan.FromSeconds(2)), "the seconds of patience that a time limit has");
    }

    [Test]
    public void What_a_plugin_writes_and_logs_is_kept_up_to_a_limit()
    {
        var kept = new List<string>();
        using var log = new RecordingLog();
        using var bench = Bench.WithWorkers(_folder, log);
        foreach (string id in new[] { "hostile-writes-garbage", "hostile-fail-fast", "hostile-floods-log", "hostile-floods-log" })
        {
            bench.Executor.Execute(Request(bench, id) with { PluginLog = line => { lock (kept) { kept.Add(line); } } }, CancellationToken.None);
        }

        lock (kept)
        {
            using (Assert.EnterMultipleScope())
            {
                Assert.That(kept, Has.Some.EqualTo("out: {\"outcome\":\"Completed\",\"value\":1}"));
                Assert.That(kept, Has.Some.EqualTo("err: No further."));
                Assert.That(kept, Has.Some.StartsWith("Information: 0 !!!"));
                Assert.That(kept, Has.Some.EqualTo("host: The plugin Hostile wrote and logged more than 65536 characters in one cell; the rest is neither shown nor kept."));
                Assert.That(kept.Sum(line => (long)line.Length), Is.LessThan(1_200_000));
                Assert.That(log.Lines, Has.Some.StartsWith("Debug Hostile: err: "));
            }
        }
    }

    private static TestCaseData Expect(string id, Outcome outcome, string? message, bool ends) => new TestCaseData(id, outcome, message, ends).SetArgDisplayNames(id, outcome.ToString());

    private static CellRequest Request(Bench bench, string id) => bench.Request(id, timeLimit: TimedOut.Contains(id, StringComparer.Ordinal) ? 0.5 : 60) with { MemoryLimit = 512 };

    private static bool IsRunning(int process) => File.Exists($"/proc/{process}/stat") && !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);

    private static int Worker(Bench bench) => int.Parse(bench.Run("hostile-curious").Estimate!.Notes[^1].Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture);

    private CellResult Run(string id) => _bench.Executor.Execute(Request(_bench, id), CancellationToken.None);
}

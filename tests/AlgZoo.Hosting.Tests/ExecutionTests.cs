using AlgZoo.Evaluation;

namespace AlgZoo.Hosting.Tests;

public sealed class ExecutionTests
{
    private PluginFolder _folder = null!;
    private RecordingLog _log = null!;
    private Bench _bench = null!;
    private Bench _impatient = null!;

    [OneTimeSetUp]
    public void LoadPlugins()
    {
        _folder = PluginFolder.With("Sound", "Misbehaving", "SetUpThrows", "WithServices");
        _log = new RecordingLog();
        _bench = new Bench(_folder, _log);
        _impatient = new Bench(_folder, TimeSpan.FromSeconds(1), _log);
    }

    [OneTimeTearDown]
    public void UnloadPlugins()
    {
        _bench.Dispose();
        _impatient.Dispose();
        _log.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void A_sound_estimate_comes_through_with_its_cost_and_its_ledger()
    {
        var result = _bench.Run("sound-constant");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Outcome, Is.EqualTo(Outcome.Completed));
            Assert.That(result.Estimate, Is.EqualTo(new Estimate(0.5) { StandardError = 0.25, Bounds = new CertifiedBounds(0, 1), Notes = result.Estimate!.Notes }));
            Assert.That(result.Estimate!.Notes, Is.EqualTo(new[] { "a half" }));
            Assert.That((result.Compute.Flops, result.Compute.DeclaredFlops), Is.EqualTo((10, 10)), "what it declared; writing the ledger is free");
            Assert.That(result.Compute.Grade, Is.EqualTo(MeteringGrade.Full));
            Assert.That(result.Seconds, Is.InRange(0, 10));
            Assert.That(result.Message, Is.Null);
            Assert.That(result.Details, Is.Empty);
            Assert.That(result.Explanation, Is.EqualTo(new[] { new ExplanationCheck("constant", "A coin", 1) }));
        }
    }

    [Test]
    public void The_cells_address_decides_its_random_numbers_and_the_forward_pass_is_charged()
    {
        var result = _bench.Run("sound-first-number");

        Assert.That(result.Estimate?.Value, Is.EqualTo(new RandomStream(RandomAddress.Root(1)).NextDouble()));
        Assert.That(result.Compute.Flops, Is.EqualTo(Bench.Model.ForwardFlops));
        Assert.That(_bench.Run("sound-first-number", budget: Bench.Model.ForwardFlops).Outcome, Is.EqualTo(Outcome.Completed), "a budget may be spent to the last");
        Assert.That(_bench.Run("sound-first-number", budget: Bench.Model.ForwardFlops - 1).Outcome, Is.EqualTo(Outcome.OverBudget));
    }

    [Test]
    public void An_estimator_that_declines_is_not_supported()
    {
        var result = _bench.Run("declines");

        Assert.That(result.Outcome, Is.EqualTo(Outcome.NotSupported));
        Assert.That(result.Message, Does.Contain("'declines'"));
        Assert.That(result.Seconds, Is.Zero);
    }

    [Test]
    public void An_exception_is_told_in_one_line_with_the_plugins_frames()
    {
        var result = _bench.Run("throws");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Outcome, Is.EqualTo(Outcome.Faulted));
            Assert.That(result.Message, Is.EqualTo("InvalidOperationException: First line second line"));
            Assert.That(result.Details, Has.Count.EqualTo(1));
            Assert.That(result.Details[0], Does.Contain("AlgZoo.Fixtures.Throws.Estimate").And.Contains("Throwing.cs:line 10"));
            Assert.That(result.Estimate, Is.Null);
            Assert.That(result.Compute.Flops, Is.EqualTo(5));
            Assert.That(result.Explanation, Has.Count.EqualTo(1));
        }
    }

    [TestCase("throws-in-constructor", "NotSupportedException: No such luck.")]
    [TestCase("throws-in-supports", "InvalidOperationException: Cannot say.")]
    [TestCase("throws-in-dispose", "InvalidOperationException: Sticky.")]
    [TestCase("throws-in-message", "SilentException: (its message cannot be read: InvalidOperationException)")]
    [TestCase("cancels-by-itself", "OperationCanceledException: The operation was canceled.")]
    [TestCase("set-up-throws", "InvalidOperationException: The licence server is asleep.")]
    public void Whatever_a_plugin_throws_is_a_fault(string id, string message)
    {
        // Twice: a plugin that cannot be set up says so for every cell.
        for (int call = 0; call < 2; call++)
        {
            var result = _bench.Run(id);
            Assert.That(result.Outcome, Is.EqualTo(Outcome.Faulted));
            Assert.That(result.Message, Is.EqualTo(message));
        }
    }

    [Test]
    public void A_constructor_parameter_that_nobody_offers_is_named()
    {
        var result = _bench.Run("wants-unknown-service");

        Assert.That(result.Outcome, Is.EqualTo(Outcome.Faulted));
        Assert.That(result.Message, Does.Contain("System.Uri").And.Contain("WantsUnknownService"));
    }

    [TestCase("returns-null", "The estimate is null.")]
    [TestCase("returns-nan", "The value NaN is not finite.")]
    public void An_invalid_estimate_is_refused(string id, string message)
    {
        var result = _bench.Run(id);

        Assert.That(result.Outcome, Is.EqualTo(Outcome.InvalidEstimate));
        Assert.That(result.Message, Is.EqualTo(message));
        Assert.That(result.Estimate, Is.Null);
    }

    [Test]
    public void Notes_that_are_null_are_no_notes() => Assert.That(_bench.Run("returns-null-notes").Estimate?.Notes, Is.Empty);

    [TestCase("over-budget")]
    [TestCase("swallows-over-budget")]
    [TestCase("turns-over-budget-into-another-exception")]
    public void More_than_the_budget_is_over_budget_whatever_the_plugin_makes_of_it(string id)
    {
        var result = _bench.Run(id, budget: 100);

        Assert.That(result.Outcome, Is.EqualTo(Outcome.OverBudget));
        Assert.That(result.Message, Is.EqualTo("101 FLOPs were spent where the budget is 100."));
        Assert.That(result.Compute.Flops, Is.EqualTo(101));
        Assert.That(result.Estimate, Is.Null);
    }

    [TestCase("allocates")]
    [TestCase("allocates-in-parallel")]
    public void Exhausted_memory_is_told_apart(string id)
    {
        var result = _bench.Run(id);

        Assert.That(result.Outcome, Is.EqualTo(Outcome.OutOfMemory));
        Assert.That(result.Message, Does.StartWith("OutOfMemoryException: "));
    }

    [Test]
    public void The_stack_is_generous() => Assert.That(_bench.Run("recurses-deeply").Estimate?.Value, Is.EqualTo(1));

    [TestCase("observes-token")]
    [TestCase("returns-late")]
    [TestCase("throws-in-token-callback")]
    public void The_time_limit_is_signalled_by_the_token(string id)
    {
        var result = _bench.Run(id, timeLimit: 0.05);

        Assert.That(result.Outcome, Is.EqualTo(Outcome.TimedOut));
        Assert.That(result.Message, Is.EqualTo("The time limit of 0.05 s passed."));
        Assert.That(result.Estimate, Is.Null);
        Assert.That(result.Seconds, Is.GreaterThanOrEqualTo(0.04));
    }

    [Test]
    public void An_estimator_that_ignores_its_token_is_abandoned_and_the_rest_goes_on()
    {
        var result = _impatient.Run("ignores-token", timeLimit: 0.05);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Outcome, Is.EqualTo(Outcome.TimedOut));
            Assert.That(result.Message, Is.EqualTo("The time limit of 0.05 s passed and the cancellation token was ignored for 1 s more."));
            Assert.That(result.Compute.Flops, Is.EqualTo(3));
            Assert.That(result.Seconds, Is.InRange(1, 20));
            Assert.That(_log.Lines, Has.Some.Contains("'ignores-token'").Or.Some.Contains("ignores-token of"));
            Assert.That(_impatient.Run("sound-constant").Outcome, Is.EqualTo(Outcome.Completed));
        }
    }

    [TestCase("observes-token")]
    [TestCase("ignores-token")]
    [TestCase("throws-in-token-callback")]
    public void The_user_can_stop_a_cell(string id)
    {
        using var user = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        Assert.That(() => _impatient.Executor.Execute(_impatient.Request(id), user.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Nothing_is_started_for_a_user_who_has_stopped() =>
        Assert.That(() => _bench.Executor.Execute(_bench.Request("sound-constant"), new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public void An_estimator_of_another_catalogue_is_an_error_of_the_caller()
    {
        var request = _bench.Request("sound-constant");
        request = request with { Estimator = request.Estimator with { Id = "unknown" } };

        Assert.That(() => _bench.Executor.Execute(request, CancellationToken.None), Throws.ArgumentException.With.Message.Contains("'unknown'"));
    }

    [Test]
    public void Advice_is_prepared_from_the_base_model_and_reaches_the_cells()
    {
        var advice = _bench.Prepare("sound-advised");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(advice.Outcome, Is.EqualTo(Outcome.Completed), advice.Message);
            Assert.That(advice.Advice, Is.EqualTo(new byte[] { 2, 7 }));
            Assert.That(advice.Compute.Flops, Is.EqualTo(Bench.Model.ForwardFlops + (3 * Bench.Model.ParameterCount)), "a forward pass, and the noise");
            Assert.That(advice.Message, Is.Null);
            Assert.That(_bench.Run("sound-advised", advice: advice.Advice).Estimate?.Value, Is.EqualTo(0.02));
        }
    }

    [Test]
    public void Advice_is_prepared_before_support_is_asked_for()
    {
        // This estimator supports no problem without advice, and none of this task.
        Assert.That(_bench.Prepare("sound-advised", SequenceTask.Argmax).Outcome, Is.EqualTo(Outcome.Completed));
    }

    [TestCase("advice-null", "Prepare returned null where an array of bytes, possibly empty, is needed.")]
    [TestCase("advice-throws", "InvalidOperationException: No advice today.")]
    public void Failed_advice_is_a_fault(string id, string message)
    {
        var advice = _bench.Prepare(id);

        Assert.That(advice.Outcome, Is.EqualTo(Outcome.Faulted));
        Assert.That(advice.Message, Is.EqualTo(message));
        Assert.That(advice.Advice, Is.Null);
    }

    [Test]
    public void Advice_of_an_estimator_without_advice_is_an_error_of_the_caller() =>
        Assert.That(() => _bench.Prepare("sound-constant"), Throws.ArgumentException.With.Message.Contains("'sound-constant'"));

    [Test]
    public void A_disposed_executor_says_so()
    {
        var bench = new Bench(_folder);
        bench.Dispose();

        Assert.That(() => bench.Run("sound-constant"), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void Services_of_plugin_and_host_reach_the_estimator_and_are_disposed_in_order()
    {
        using var folder = PluginFolder.With("WithServices");
        using var log = new RecordingLog();
        string disposed = folder.File("WithServices", "disposed.txt");
        using (var bench = new Bench(folder, log))
        {
            var result = bench.Run("with-services");
            Assert.That(result.Estimate?.Value, Is.EqualTo(0.375), result.Message);
            Assert.That(bench.Run("with-services").Outcome, Is.EqualTo(Outcome.Completed));
            Assert.That(File.ReadAllLines(disposed), Is.EqualTo(new[] { "estimator", "estimator" }), "one instance a cell, disposed after it");
        }

        Assert.That(File.ReadAllLines(disposed), Is.EqualTo(new[] { "estimator", "estimator", "table" }));
        Assert.That(log.Lines, Has.Exactly(2).EqualTo("Information AlgZoo.Fixtures.FromTable: Reading the table of WithServices"));
    }

    [TestCase("with-options", 0.4)]
    [TestCase("with-options:per-cent=70", 0.7)]
    [TestCase("with-options:part=0.5,per-cent=70", 0.35)]
    public void Options_reach_the_estimator(string id, double expected) => Assert.That(_bench.Run(id).Estimate?.Value, Is.EqualTo(expected).Within(1e-15));

    [TestCase("with-options:percent=70", "it has no option 'percent'; it has part, per-cent")]
    [TestCase("with-options:per-cent=101", "The option per-cent=101 must be a whole number from 0 to 100.")]
    [TestCase("with-options:part=NaN", "The option part=NaN must be a number from 0 to 1.")]
    [TestCase("sound-constant:l=3", "it has no options, and 'l' was given")]
    public void Options_that_do_not_fit_fail_the_cell(string id, string reason)
    {
        var result = _bench.Run(id);
        Assert.That((result.Outcome, result.Message), Is.EqualTo((Outcome.Faulted, result.Message)));
        Assert.That(result.Message, Does.Contain(reason));
    }

    [Test]
    public void Many_cells_at_once_do_not_disturb_each_other()
    {
        string[] ids = ["sound-constant", "sound-first-number", "throws", "over-budget", "returns-nan", "declines"];
        Outcome[] expected = [Outcome.Completed, Outcome.Completed, Outcome.Faulted, Outcome.OverBudget, Outcome.InvalidEstimate, Outcome.NotSupported];
        var outcomes = new Outcome[120];

        Parallel.For(0, outcomes.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => outcomes[i] = _bench.Run(ids[i % ids.Length]).Outcome);

        Assert.That(outcomes, Is.EqualTo(Enumerable.Range(0, outcomes.Length).Select(i => expected[i % expected.Length])));
    }
}

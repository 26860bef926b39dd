using AlgZoo.Evaluation;

namespace AlgZoo.Hosting.Tests;

/// <summary>What a request puts around a call, and what it hears of the question that comes first; in the host's process and in a worker.</summary>
[TestFixture(false)]
[TestFixture(true)]
public sealed class SurroundingsTests(bool inWorker)
{
    private static readonly CellSurroundings Usual = new(HasForeignCulture: false, WorkingDirectory: null, TimeSpan.Zero);

    private PluginFolder _folder = null!;
    private Bench _bench = null!;

    private static int Century => TimeProvider.System.GetUtcNow().Year / 100;

    [OneTimeSetUp]
    public void Start()
    {
        _folder = PluginFolder.With("Observant");
        _bench = inWorker ? Bench.WithWorkers(_folder) : new Bench(_folder);
    }

    [OneTimeTearDown]
    public void Stop()
    {
        _bench.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void The_usual_surroundings_are_invariant_and_true()
    {
        string[] seen = Seen(Usual)[..3];
        Assert.That(seen, Is.EqualTo(new[] { "constructor", "estimate", "task" }.Select(place => $"{place}: 1,234.5 {Century} {Century}")));
    }

    [Test]
    public void A_foreign_culture_reaches_the_plugin_and_its_threads_and_stays_there()
    {
        string[] seen = Seen(Usual with { HasForeignCulture = true })[..3];

        Assert.That(seen, Is.EqualTo(new[] { "constructor", "estimate", "task" }.Select(place => $"{place}: 1.234,5 {Century} {Century}")));
        The_usual_surroundings_are_invariant_and_true();
    }

    [Test]
    public void A_directory_is_entered_for_the_call()
    {
        string here = Environment.CurrentDirectory;
        string usual = Seen(Usual)[3];
        string[] seen = Seen(Usual with { WorkingDirectory = _folder.Root });

        Assert.That(seen[3], Does.EndWith(Path.GetFileName(_folder.Root)));
        Assert.That(Seen(Usual)[3], Is.EqualTo(usual));
        Assert.That(Environment.CurrentDirectory, Is.EqualTo(here));
    }

    [Test]
    public void A_directory_that_does_not_exist_is_refused_and_the_next_call_works()
    {
        Assert.That(() => Seen(Usual with { WorkingDirectory = _folder.File("missing") }), Throws.ArgumentException.With.Message.Contains("cannot be entered"));
        A_directory_is_entered_for_the_call();
    }

    [Test]
    public void Calls_with_directories_of_their_own_do_not_disturb_each_other()
    {
        string[] directories = [.. Enumerable.Range(0, 8).Select(i => Directory.CreateDirectory(_folder.File($"directory-{i}")).FullName)];
        string[] seen = new string[directories.Length];
        Parallel.For(0, directories.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => seen[i] = Seen(Usual with { WorkingDirectory = directories[i] })[3]);

        Assert.That(seen.Select(Path.GetFileName), Is.EqualTo(directories.Select(Path.GetFileName)));
        A_directory_is_entered_for_the_call();
    }

    [Test]
    public void Clocks_are_moved_for_the_call()
    {
        string[] seen = Seen(Usual with { ClockShift = TimeSpan.FromDays(36525) })[..3];

        Assert.That(seen, Is.EqualTo(new[] { "constructor", "estimate", "task" }.Select(place => $"{place}: 1,234.5 {Century + 1} {Century + 1}")));
        The_usual_surroundings_are_invariant_and_true();
    }

    [Test]
    public void What_Supports_answered_and_took_is_told_although_the_call_failed()
    {
        var result = _bench.Run("observant-in-supports", budget: 100_000);

        Assert.That(result.Outcome, Is.EqualTo(Outcome.Faulted));
        AssertTaken(result.Supports, answer: true);
    }

    [Test]
    public void What_Supports_took_is_told_where_it_declines()
    {
        var result = _bench.Executor.Execute(_bench.Request("observant-in-supports", budget: 100_000) with { Task = SequenceTask.Argmax }, CancellationToken.None);

        Assert.That(result.Outcome, Is.EqualTo(Outcome.NotSupported));
        AssertTaken(result.Supports, answer: false);
    }

    [Test]
    public void An_honest_answer_costs_nothing()
    {
        var supports = _bench.Run("observant").Supports!;

        Assert.That((supports.Answer, supports.Compute), Is.EqualTo((true, OperationCounts.None)));
    }

    [Test]
    public void No_answer_is_none()
    {
        var result = _bench.Run("observant-never-answers");

        Assert.That((result.Outcome, result.Supports), Is.EqualTo((Outcome.Faulted, default(SupportsReport))));
    }

    private static void AssertTaken(SupportsReport? supports, bool answer)
    {
        Assert.That(supports, Is.Not.Null);
        Assert.That(supports!.Answer, Is.EqualTo(answer));
        Assert.That(supports.Seconds, Is.InRange(0.025, 10));
        Assert.That(supports.Compute, Is.EqualTo(Bench.Model.ForwardOperations + OperationCounts.Of((OperationClass.UniformDraw, 1))));
    }

    private string[] Seen(CellSurroundings surroundings)
    {
        var result = _bench.Executor.Execute(_bench.Request("observant") with { Surroundings = surroundings }, CancellationToken.None);
        Assert.That(result.Outcome, Is.EqualTo(Outcome.Completed), result.Message);
        return [.. result.Estimate!.Notes];
    }
}

using System.Text.Json;
using AlgZoo.Evaluation;

namespace AlgZoo.Hosting.Tests.Workers;

/// <summary>A worker and the host's own process measure the same, bit for bit, but for seconds, memory and what is done once in every process.</summary>
public sealed class ParityTests
{
    // They depend on the clock, or spend until threads notice that the budget is gone.
    private static readonly string[] Untimed = ["observes-token", "returns-late", "ignores-token", "throws-in-token-callback", "runs-away-in-parallel", "runs-away-on-a-thread"];

    private PluginFolder _folder = null!;
    private Bench _own = null!;
    private Bench _workers = null!;

    [OneTimeSetUp]
    public void Start()
    {
        _folder = PluginFolder.With("Sound", "Misbehaving", "SetUpThrows", "WithServices", "PartlyMetered", "PrivateMathNet", "NewtonsoftOld", "NewtonsoftNew", "Observant");
        _own = new Bench(_folder);
        _workers = Bench.WithWorkers(_folder);
    }

    [OneTimeTearDown]
    public void Stop()
    {
        _own.Dispose();
        _workers.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void Every_cell_is_the_same()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (string id in _own.Catalog.Estimators.Select(estimator => estimator.Id).Except(Untimed, StringComparer.Ordinal).Append("with-options:per-cent=70").Append("with-options:none=1"))
            {
                Assert.That(Text(_workers.Run(id, budget: 100_000, advice: Advice(id))), Is.EqualTo(Text(_own.Run(id, budget: 100_000, advice: Advice(id)))), id);
            }
        }
    }

    [Test]
    public void Every_advice_is_the_same()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (string id in _own.Catalog.Estimators.Where(estimator => estimator.UsesAdvice).Select(estimator => estimator.Id))
            {
                var inWorker = _workers.Prepare(id);
                var inHost = _own.Prepare(id);
                Assert.That((inWorker.Outcome, inWorker.Message, inWorker.Advice), Is.EqualTo((inHost.Outcome, inHost.Message, inHost.Advice)), id);
                Assert.That(inWorker.Compute.Operations, Is.EqualTo(inHost.Compute.Operations), id);
            }
        }
    }

    [Test]
    public void A_problem_that_makes_no_sense_is_refused_in_the_same_way()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var bench in new[] { _own, _workers })
            {
                var request = bench.Request("sound-constant") with { Quantity = Quantity.MeanSquaredError };
                Assert.That(() => bench.Executor.Execute(request, CancellationToken.None), Throws.ArgumentException);
                Assert.That(() => bench.Executor.Execute(request with { Estimator = request.Estimator with { Id = "unknown" } }, CancellationToken.None), Throws.ArgumentException);
                Assert.That(() => bench.Prepare("sound-constant"), Throws.ArgumentException, "it uses no advice");
                Assert.That(bench.Run("sound-constant").Outcome, Is.EqualTo(Outcome.Completed));
            }
        }
    }

    [Test]
    public void Cells_that_run_beside_each_other_give_what_each_gives_alone()
    {
        string alone = Text(_workers.Run("sound-first-number"));
        string[] beside = new string[32];
        Parallel.For(0, beside.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => beside[i] = Text(_workers.Run("sound-first-number")));

        Assert.That(beside, Is.All.EqualTo(alone));
    }

    private static byte[]? Advice(string id) => id.StartsWith("sound-advised", StringComparison.Ordinal) ? [1, 2, 3] : null;

    private static string Text(CellResult result) => JsonSerializer.Serialize(result with
    {
        Seconds = 0,
        PeakMemoryBytes = null,
        Compute = result.Compute with { SetUpFlops = 0 },
        Supports = result.Supports is { } supports ? supports with { Seconds = 0 } : null,
    })
        + string.Join(' ', result.Compute.Operations) + BitConverter.DoubleToInt64Bits(result.Estimate?.Value ?? double.NaN).ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
}

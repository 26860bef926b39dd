using AlgZoo.Metering;

namespace AlgZoo.Hosting.Tests;

[NonParallelizable]
public sealed class BudgetTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [TestCaseSource(nameof(Runaways))]
    public void A_runaway_is_stopped_soon_after_its_budget_is_spent(string name, long budget)
    {
        // Loaded anew: what one runaway leaves behind must not stop the next.
        var plugin = CasePlugin.LoadRewritten();
        var executed = plugin.Type("Runaways").GetProperty("Executed")!;
        var run = plugin.Case("Runaways." + name);
        var meter = new ComputeMeter(budget, plugin.Metered!.Mixes, setUp: null);
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            using (MeterWindow.Open(meter))
            {
                try
                {
                    run(0);
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            }
        })
        { IsBackground = true };

        thread.Start();
        bool isStopped = thread.Join(Patience);
        plugin.Type("Runaways").GetProperty("IsCalledOff")!.SetValue(null, true);
        thread.Join();

        long spent = Math.Max(meter.Spent, (long)executed.GetValue(null)!);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(isStopped, Is.True, $"{spent:N0} FLOPs were spent until the test called it off");
            Assert.That(meter.IsExceeded, Is.True);
            Assert.That(spent - budget, Is.InRange(1, Math.Max(1_000_000, budget / 100)), "FLOPs beyond the budget");
            Assert.That(Causes(failure), Is.Empty.Or.Some.TypeOf<BudgetExceededException>());
        }
    }

    [Test]
    public void Every_runaway_of_the_fixture_is_tried() => Assert.That(
        Runaways.Select(test => (string)test.Arguments[0]!).Distinct(),
        Is.EquivalentTo(CasePlugin.Original.Cases.Where(name => name.StartsWith("Runaways.", StringComparison.Ordinal)).Select(name => name.Split('.')[1])));

    private static IEnumerable<TestCaseData> Runaways
    {
        get
        {
            string[] names =
            [
                "Loop", "LoopInCatch", "LoopInBareCatch", "LoopInFilteredCatch", "LoopInCatchOfBudgetExceeded", "LoopInFinally", "NestedCalls", "LeafCalls", "RecursionTree", "Simd", "Iterator",
                "Asynchronous", "AsyncVoid", "ParallelFor", "ParallelForInCatch", "Tasks", "UnobservedTask", "NewThread", "ThreadUnsafeStart", "UnsafeQueueUserWorkItem", "NullReferenceEachRound",
            ];
            string[] alsoLong = ["Loop", "LoopInCatch", "NestedCalls", "RecursionTree", "ParallelFor", "Tasks", "NewThread", "NullReferenceEachRound"];
            return names.SelectMany(_ => new[] { 10_000L, 10_000_000 }, (name, budget) => (name, budget))
                .Concat(alsoLong.Select(name => (name, budget: 1_000_000_000L)))
                .Select(test => new TestCaseData(test.name, test.budget).SetArgDisplayNames(test.name, FormattableString.Invariant($"{test.budget:0e0}")));
        }
    }

    private static IEnumerable<Exception> Causes(Exception? exception) => exception switch
    {
        null => [],
        AggregateException aggregate => aggregate.Flatten().InnerExceptions.SelectMany(Causes),
        { InnerException: { } inner } => [exception, .. Causes(inner)],
        _ => [exception],
    };
}

using AlgZoo.Evaluation;
using AlgZoo.Metering;

namespace AlgZoo.Hosting.Tests;

[NonParallelizable]
public sealed class AccuracyTests
{
    private static readonly int[] Sizes = [37, 256];

    private static IEnumerable<TestCaseData> ExactCases => ExpectedCounts.Exact.Keys.SelectMany(name => Sizes.Select(n => new TestCaseData(name, n).SetArgDisplayNames(name, $"{n}")));

    private static IEnumerable<TestCaseData> InexactCases => ExpectedCounts.Inexact.Keys.SelectMany(name => Sizes.Select(n => new TestCaseData(name, n).SetArgDisplayNames(name, $"{n}")));

    private static IEnumerable<string> ConcurrentCases =>
        ExpectedCounts.Exact.Keys.Where(name => name != "Threads.Finalizer" && (name.StartsWith("Threads.", StringComparison.Ordinal) || name.StartsWith("Asynchronous.", StringComparison.Ordinal)));

    [TestCaseSource(nameof(ExactCases))]
    public void Every_operation_is_counted_once(string name, int n)
    {
        var (result, meter) = Run(name, n);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result, Is.EqualTo(CasePlugin.Original.Case(name)(n)), "the result of the plugin as it was built");
            Assert.That(meter.Operations(), Is.EqualTo(ExpectedCounts.Exact[name](n)));
            Assert.That(meter.Spent, Is.EqualTo(PriceTable.Default.Price(meter.Operations())), "FLOPs spent");
        }
    }

    [TestCaseSource(nameof(InexactCases))]
    public void What_cannot_be_exact_stays_within_its_bounds(string name, int n)
    {
        var (result, meter) = Run(name, n);
        var (surely, possibly) = ExpectedCounts.Inexact[name];
        var counts = meter.Operations();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result, Is.EqualTo(CasePlugin.Original.Case(name)(n)), "the result of the plugin as it was built");
            foreach (var operation in Enum.GetValues<OperationClass>())
            {
                Assert.That(counts[operation], Is.InRange(surely(n)[operation], surely(n)[operation] + possibly(n)[operation]), $"{operation}");
            }
        }
    }

    [Test]
    public void Every_case_of_the_fixture_has_an_expectation() => Assert.That(
        ExpectedCounts.Exact.Keys.Concat(ExpectedCounts.Inexact.Keys),
        Is.EquivalentTo(CasePlugin.Original.Cases.Where(name => !name.StartsWith("Runaways.", StringComparison.Ordinal) && !name.StartsWith("Failures.", StringComparison.Ordinal))));

    /// <summary>Whoever waits for another thread finds all of its work counted, however the threads interleave.</summary>
    [TestCaseSource(nameof(ConcurrentCases))]
    public void Counts_do_not_depend_on_how_threads_interleave(string name)
    {
        const int N = 33;
        var expected = ExpectedCounts.Exact[name](N);
        for (int repetition = 0; repetition < 200; repetition++)
        {
            Assert.That(Run(name, N).Meter.Operations(), Is.EqualTo(expected), $"repetition {repetition}");
        }
    }

    [Test]
    public void Counts_do_not_depend_on_the_degree_of_parallelism([Values(1, 2, 4)] int degree)
    {
        const int N = 300;
        var run = CasePlugin.Rewritten.Method<Func<int, int, double[]>>("Threads.ParallelForWith");
        var meter = new ComputeMeter(ComputeMeter.Unlimited, CasePlugin.Rewritten.Metered!.Mixes, NewSetUp());
        using (MeterWindow.Open(meter))
        {
            run(degree, N);
        }

        Assert.That(meter.Operations(), Is.EqualTo(Count.Doubles(add: N * (N - 1) / 2)));
    }

    [Test]
    public void A_static_constructor_is_counted_once_as_set_up()
    {
        var plugin = CasePlugin.LoadRewritten();
        var setUp = NewSetUp();
        var first = new ComputeMeter(ComputeMeter.Unlimited, plugin.Metered!.Mixes, setUp);
        var second = new ComputeMeter(ComputeMeter.Unlimited, plugin.Metered.Mixes, setUp);
        foreach (var meter in new[] { first, second })
        {
            using (MeterWindow.Open(meter))
            {
                plugin.Case("Threads.StaticConstructor")(1);
            }
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(setUp.Operations(), Is.EqualTo(Count.Doubles(multiply: 100)));
            Assert.That(first.Operations(), Is.EqualTo(OperationCounts.None));
            Assert.That(second.Operations(), Is.EqualTo(OperationCounts.None));
        }
    }

    [TestCase("Libraries.NativeCosine", "Cosine(n)", "cos in libm.so.6", UnmeteredKind.Native, 1, IncludePlatform = "Linux")]
    [TestCase("Libraries.OrderBy", ".OrderBy(", "System.Linq.Enumerable.OrderBy", UnmeteredKind.Arithmetic, 1)]
    [TestCase("Libraries.ParallelEnumerableSum", ".Sum(", "System.Linq.ParallelEnumerable.Sum", UnmeteredKind.Arithmetic, 1)]
    [TestCase("Libraries.CompiledExpression", ".Compile(", "System.Linq.Expressions.Expression`1.Compile", UnmeteredKind.Escape, 1)]
    [TestCase("Libraries.ReflectionOfLoop", ".Invoke(", "System.Reflection.MethodBase.Invoke", UnmeteredKind.Escape, 1)]
    [TestCase("Libraries.ReflectionOfLeaf", ".Invoke(", "System.Reflection.MethodBase.Invoke", UnmeteredKind.Escape, 20)]
    public void A_call_that_the_meter_cannot_see_is_known_and_its_hits_are_counted(string name, string call, string callee, object kind, int hits)
    {
        const int N = 20;
        var (_, meter) = Run(name, N);
        long[] executions = meter.Executions();
        var hit = CasePlugin.Rewritten.Metered!.UnmeteredCalls.Where(each => executions[each.Mix] > 0).ToArray();
        string[] source = File.ReadAllLines(Fixture("Libraries.cs"));
        int method = Array.FindIndex(source, line => line.Contains($"object {name.Split('.')[1]}(", StringComparison.Ordinal));
        int line = Array.FindIndex(source, method, each => each.Contains(call, StringComparison.Ordinal)) + 1;

        Assert.That(hit, Has.Length.EqualTo(1), string.Join(", ", hit.Select(each => each.Callee)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(hit[0].Callee, Is.EqualTo(callee));
            Assert.That(hit[0].Kind, Is.EqualTo(kind));
            Assert.That(hit[0].Caller, Is.EqualTo("AlgZoo.Fixtures." + name));
            Assert.That(hit[0].Source, Is.EqualTo($"Libraries.cs:{line}"));
            Assert.That(executions[hit[0].Mix], Is.EqualTo(hits));
        }
    }

    [Test]
    public void Only_the_cases_that_are_meant_to_meet_calls_that_the_meter_cannot_see()
    {
        string[] expected =
            ["NativeCosine", "OrderBy", "ParallelEnumerableSum", "CompiledExpression", "ReflectionOfLoop", "ReflectionOfLeaf"];

        var callers = CasePlugin.Rewritten.Metered!.UnmeteredCalls
            .Where(call => call.Caller.StartsWith("AlgZoo.Fixtures.", StringComparison.Ordinal))
            .Select(call => call.Caller["AlgZoo.Fixtures.".Length..])
            .Distinct();

        Assert.That(callers, Is.EquivalentTo(expected.Select(name => "Libraries." + name)));
    }

    internal static string Fixture(string file)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "AlgZoo.Framework.sln")))
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, "tests", "Fixtures", "MeteringCases", file);
    }

    private static (object Result, ComputeMeter Meter) Run(string name, int n)
    {
        var run = CasePlugin.Rewritten.Case(name);
        var meter = new ComputeMeter(ComputeMeter.Unlimited, CasePlugin.Rewritten.Metered!.Mixes, NewSetUp());
        using (MeterWindow.Open(meter))
        {
            return (run(n), meter);
        }
    }

    private static ComputeMeter NewSetUp() => new(ComputeMeter.Unlimited, CasePlugin.Rewritten.Metered!.Mixes, setUp: null);
}

using AlgZoo.Evaluation;

namespace AlgZoo.Hosting.Tests;

/// <summary>What becomes of a cell whose plugin does what the meter cannot see, or tries to get round it.</summary>
public sealed class MeteringGradeTests
{
    private PluginFolder _folder = null!;
    private Bench _bench = null!;

    [SetUp]
    public void Start()
    {
        _folder = PluginFolder.With("PartlyMetered");
        _bench = new Bench(_folder);
    }

    [TearDown]
    public void Stop()
    {
        _bench.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void A_library_that_hides_arithmetic_makes_the_cell_partial_and_is_named_with_its_line()
    {
        var compute = Completed("sorts-by-linq");

        Assert.That(compute.Grade, Is.EqualTo(MeteringGrade.Partial));
        var site = compute.Unmetered.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((site.Callee, site.Kind, site.Hits), Is.EqualTo(("System.Linq.Enumerable.OrderBy", UnmeteredKind.Arithmetic, 1)));
            Assert.That(site.Caller, Is.EqualTo("AlgZoo.Fixtures.SortsByLinq.Value"));
            Assert.That(site.Source, Is.EqualTo($"Partly.cs:{LineOf("// the site")}"));
        }
    }

    [Test]
    public void A_call_that_is_there_but_is_not_executed_leaves_the_cell_full()
    {
        var compute = Completed("might-sort-by-linq");

        Assert.That((compute.Grade, compute.Unmetered.Count), Is.EqualTo((MeteringGrade.Full, 0)));
    }

    [Test]
    [Platform("Linux", Reason = "The fixture calls the C library by its name there.")]
    public void Native_calls_are_counted()
    {
        var compute = Completed("calls-native");

        Assert.That(compute.Grade, Is.EqualTo(MeteringGrade.Partial));
        Assert.That(compute.Unmetered.Select(site => site.Kind), Is.All.EqualTo(UnmeteredKind.Native));
        Assert.That(compute.Unmetered.Sum(site => site.Hits), Is.EqualTo(2));
        Assert.That(compute.Unmetered[0].Callee, Is.EqualTo("cos in libm.so.6"));
    }

    [Test]
    public void Code_that_is_made_at_run_time_makes_the_cell_partial()
    {
        var compute = Completed("compiles");

        Assert.That(compute.Grade, Is.EqualTo(MeteringGrade.Partial));
        Assert.That(compute.Unmetered.Single().Kind, Is.EqualTo(UnmeteredKind.Escape));
    }

    [Test]
    public void What_a_static_constructor_compiled_makes_every_cell_partial()
    {
        Assert.That(Completed("compiled-once").Grade, Is.EqualTo(MeteringGrade.Partial));
        Assert.That(Completed("compiled-once").Grade, Is.EqualTo(MeteringGrade.Partial));
    }

    [Test]
    public void Constructors_and_static_state_are_shown_apart_and_cost_no_cell_anything()
    {
        var first = Completed("prepares");
        var second = Completed("prepares");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((first.Flops, second.Flops), Is.EqualTo((2, 2)));
            Assert.That((first.SetUpFlops, second.SetUpFlops), Is.EqualTo((300, 100)));
            Assert.That(first.Grade, Is.EqualTo(MeteringGrade.Full));
        }
    }

    [Test]
    public void A_negative_charge_fails_the_cell_even_if_its_exception_is_swallowed()
    {
        var result = _bench.Run("pays-back");

        Assert.That((result.Outcome, result.Message), Is.EqualTo((Outcome.Faulted, "ComputeMeter.Charge was called with -1000 FLOPs; a charge is never negative.")));
        Assert.That(result.Estimate, Is.Null);
    }

    [TestCase("runs-away", 10_000)]
    [TestCase("runs-away", 100_000_000)]
    [TestCase("runs-away-in-parallel", 10_000)]
    [TestCase("runs-away-in-parallel", 100_000_000)]
    [TestCase("runs-away-on-a-thread", 10_000)]
    [TestCase("runs-away-on-a-thread", 100_000_000)]
    public void A_runaway_is_over_budget_by_little_and_the_next_cell_is_sound(string id, long budget)
    {
        var result = _bench.Run(id, budget);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Outcome, Is.EqualTo(Outcome.OverBudget), result.Message);
            Assert.That(result.Compute.Flops - budget, Is.InRange(1, 1_000_000));
            Assert.That(result.Message, Does.Match(@"^[0-9,]+ FLOPs were spent where the budget is [0-9,]+\.$"));
            Assert.That(Completed("prepares").Flops, Is.EqualTo(2));
        }
    }

    [Test]
    public void Cells_that_run_beside_each_other_count_what_each_counts_alone()
    {
        var alone = Completed("prepares");
        var beside = new ComputeReport[64];
        Parallel.For(0, beside.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => beside[i] = Completed("prepares"));

        Assert.That(beside.Select(compute => compute.Operations), Is.All.EqualTo(alone.Operations));
        Assert.That(beside.Select(compute => compute.SetUpFlops), Is.All.EqualTo(100));
    }

    private static int LineOf(string mark)
    {
        string source = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "tests", "Fixtures", "PartlyMetered", "Partly.cs"));
        return Array.FindIndex(File.ReadAllLines(source), line => line.Contains(mark, StringComparison.Ordinal)) + 1;
    }

    private ComputeReport Completed(string id)
    {
        var result = _bench.Run(id);
        Assert.That(result.Outcome, Is.EqualTo(Outcome.Completed), result.Message);
        return result.Compute;
    }
}

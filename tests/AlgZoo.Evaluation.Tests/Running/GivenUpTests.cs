using System.Globalization;
using System.Text;
using AlgZoo.Evaluation.Tests.Scoring;
using FsCheck;
using FsCheck.Fluent;

namespace AlgZoo.Evaluation.Tests.Running;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class GivenUpTests : IDisposable
{
    private static readonly long[] Budgets = [100, 1000];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // A letter per cell in plan order, two budgets a draw: . survives, X dies, _ is missing. What follows the third death is not run.
    [TestCase("......", "......")]
    [TestCase("XX.XX.", "XX.XX.")]
    [TestCase("XXX...", "XXX---")]
    [TestCase("XXXX.X", "XXX---")]
    [TestCase("..XXXX", "..XXX-")]
    [TestCase(".X.X.X", ".X.X.X", Description = "dies at the large budget only")]
    [TestCase(".XXX..", ".XXX..", Description = "a death at the large budget begins no row")]
    [TestCase(".XXXX.", ".XXXX-")]
    [TestCase("X_XX..", "X_XX..")]
    [TestCase("_XXX..", "_XXX..")]
    [TestCase("XX_X..", "XX_X..")]
    [TestCase("__XXX_", "__XXX_")]
    [TestCase("XXX_.X", "XXX_--")]
    public void Three_deaths_in_a_row_give_up_an_estimator(string cells, string expected)
    {
        var manifest = TestRuns.Manifest(["m"], ["e", "other"], Budgets, 3);
        var measurements = Cells("e", cells).Concat(Cells("other", "XX.XX.")).ToArray();
        using (Assert.EnterMultipleScope())
        {
            foreach (var order in (Measurement[][])[measurements, [.. measurements.Reverse()]])
            {
                var applied = GivenUp.Apply(manifest, order);
                Assert.That(Text(applied, "e"), Is.EqualTo(expected));
                Assert.That(Text(applied, "other"), Is.EqualTo("XX.XX."), "each estimator for itself");
                Assert.That(Text(GivenUp.Apply(manifest, applied), "e"), Is.EqualTo(expected), "applied twice");
            }
        }
    }

    [Test]
    public void What_is_not_run_says_why_and_keeps_its_truth()
    {
        var manifest = TestRuns.Manifest(["m"], ["e"], Budgets, 3);
        var cell = GivenUp.Apply(manifest, [.. Cells("e", "XXX..X")]).Single(cell => cell is { Draw: 1, Budget: 1000 });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(cell.Message, Is.EqualTo("Not run: the estimator ended its process in three cells in a row, the last with: killed in draw 1 at 100"));
            Assert.That((cell.Outcome, cell.NotRun, cell.EndedWorker, cell.Value, cell.Flops), Is.EqualTo((Outcome.Crashed, true, false, (double?)null, 0L)));
            Assert.That((cell.Truth, cell.TruthVariance), Is.EqualTo((0.9, TestRuns.Variance)));
        }
    }

    [Test]
    public void A_given_up_estimator_is_not_run_and_announced_once()
    {
        var observer = new CountingObserver();
        var result = SmallRuns.Run(SmallRuns.Plan(), _folder.Below("run"), new DelegateExecutor((request, token) => request.Estimator.Id == "a" ? Death(request) : DelegateExecutor.Random(request, token)), observer: observer);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(observer.GivenUps, Has.Count.EqualTo(1));
            Assert.That(observer.GivenUps[0].Estimator, Is.EqualTo("a"));
            Assert.That(observer.Started, Is.EqualTo(3 + (SmallRuns.Copies * 2)));
            Assert.That(result.Measurements.Count(cell => cell.NotRun), Is.EqualTo((SmallRuns.Copies * 2) - 3));
            Assert.That(result.Scores.Complete);
            Assert.That(RunDirectory.Read(_folder.Below("run")).Measurements, Has.Count.EqualTo(SmallRuns.Copies * 4));
        }
    }

    [Test]
    public void The_advice_of_a_given_up_estimator_is_not_prepared_for_further_models()
    {
        var observer = new CountingObserver();
        var executor = new DelegateExecutor((request, _) => Death(request), _ => new AdviceResult(Outcome.Completed, [1], ComputeReport.Nothing, 0, null));
        SmallRuns.Run(SmallRuns.Plan(estimators: [SmallRuns.Estimator("a", usesAdvice: true)]), _folder.Below("run"), executor, observer: observer);
        Assert.That(observer.Advice, Is.EqualTo(new[] { ("a", "first") }));
    }

    [Test]
    public void Cells_that_were_not_run_are_run_when_a_new_budget_saves_their_estimator()
    {
        string folder = _folder.Below("run");
        // Dies at the budgets of the first run, and survives below them.
        var executor = new DelegateExecutor((request, token) => request.Budget >= 100 && request.Estimator.Id == "a" ? Death(request) : DelegateExecutor.Random(request, token));
        SmallRuns.Run(SmallRuns.Plan(), folder, executor);
        var plan = SmallRuns.Plan(SmallRuns.Suite with { Budgets = [10, 100, 1000] });
        var result = SmallRuns.Resume(plan, folder, executor, acceptChanges: true);
        SmallRuns.Run(plan, _folder.Below("new"), executor);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Measurements.Any(cell => cell.NotRun), Is.False);
            Assert.That(SmallRuns.Scores(folder), Is.EqualTo(SmallRuns.Scores(_folder.Below("new"))));
            Assert.That(RunDirectory.Read(folder).Measurements, Has.Count.EqualTo(plan.Cells));
        }
    }

    // Deaths at random, so often that rows of three come up: however a run is carried out, the scores are those of the plan.
    [Test]
    public void Parallel_resumed_and_sharded_runs_have_the_scores_of_a_sequential_one()
    {
        var random = new RandomStream(RandomAddress.Root(4).Child("given-up"));
        int givenUp = 0;
        int number = 0;
        const int Copies = 2 * 4;
        var cases = from seed in Gen.Choose(1, 1_000_000) from percent in Gen.Choose(40, 95) from budgets in Gen.Choose(1, 4) from cut in Gen.Choose(0, Copies * 2 * budgets) from shards in Gen.Choose(2, Copies)
                    select (seed, percent, budgets, cut, shards);
        Prop.ForAll(cases.ToArbitrary(), example =>
        {
            string Below(string name) => _folder.Below(string.Create(CultureInfo.InvariantCulture, $"{number}-{name}"));
            number++;
            // A row of three ends within a noisy copy or runs over two or three of them, which may lie in different shards.
            var plan = SmallRuns.Plan(SmallRuns.Suite with { Draws = 4, Budgets = [.. Enumerable.Range(1, example.budgets).Select(budget => budget * 100L)], Seed = (ulong)example.seed });
            var executor = new DelegateExecutor((request, token) =>
                new RandomStream(request.Random).Substream(1).NextDouble() * 100 < example.percent ? Death(request) : DelegateExecutor.Random(request, token));
            var result = SmallRuns.Run(plan, Below("sequential"), executor);
            string expected = Text(Below("sequential"));
            givenUp += result.Measurements.Any(cell => cell.NotRun) ? 1 : 0;

            SmallRuns.Run(plan, Below("parallel"), executor, jobs: 4);
            bool isSame = Text(Below("parallel")) == expected;
            // Of the parallel run: its lines are in an order of their own.
            SmallRuns.CutBack(Below("parallel"), example.cut);
            SmallRuns.Resume(plan, Below("parallel"), executor, jobs: 1 + (example.cut % 2));
            isSame &= Text(Below("parallel")) == expected;

            string[] shards = [.. Enumerable.Range(1, example.shards).Select(index => Below(string.Create(CultureInfo.InvariantCulture, $"shard-{index}")))];
            for (int index = 1; index <= example.shards; index++)
            {
                SmallRuns.Run(plan.Part(new Shard(index, example.shards)), shards[index - 1], executor, jobs: 1 + (index % 2));
            }

            RunMerge.Merge([.. shards.OrderBy(_ => random.NextDouble())], Below("merged"));
            return isSame && Text(Below("merged")) == expected;
        }).Check(Config.QuickThrowOnFailure.WithReplay(20261121, 7).WithMaxTest(40));
        // More than half of the examples give somebody up: fewer than 6 of 40 are a false alarm in 10^6 runs.
        Assert.That(givenUp, Is.GreaterThanOrEqualTo(6), "examples in which somebody was given up");

        static string Text(string folder) => Encoding.UTF8.GetString(SmallRuns.Scores(folder));
    }

    private static CellResult Death(CellRequest request) =>
        new(Outcome.Crashed, null, ComputeReport.Nothing, 0, string.Create(CultureInfo.InvariantCulture, $"killed by stream {new RandomStream(request.Random).NextUInt64()}"), [], []) { EndedWorker = true };

    private static IEnumerable<Measurement> Cells(string estimator, string letters) => letters.SelectMany((letter, index) =>
    {
        var (draw, budget) = (index / Budgets.Length, Budgets[index % Budgets.Length]);
        return (Measurement[])(letter switch
        {
            '.' => [TestRuns.Cell(estimator, draw, budget, 0.1, 50)],
            'X' => [TestRuns.Cell(estimator, draw, budget, null, 0, outcome: Outcome.Crashed) with { EndedWorker = true, Message = FormattableString.Invariant($"killed in draw {draw} at {budget}") }],
            _ => [],
        });
    });

    private static string Text(IReadOnlyList<Measurement> measurements, string estimator) => string.Concat(
        from draw in Enumerable.Range(0, 3)
        from budget in Budgets
        let cell = measurements.SingleOrDefault(cell => cell.Estimator == estimator && cell.Draw == draw && cell.Budget == budget)
        select cell switch { null => '_', { NotRun: true } => '-', { EndedWorker: true } => 'X', _ => '.' });
}

using static AlgZoo.Evaluation.Tests.Scoring.TestRuns;

namespace AlgZoo.Evaluation.Tests.Scoring;

public sealed class MeteringTests
{
    private static readonly long[] Budgets = [1000, 10_000];

    [Test]
    public void A_score_has_the_worst_grade_of_its_completed_cells()
    {
        var scores = Scorer.Score(
            Manifest(["m"], ["e"], Budgets, 2),
            [
                Cell("e", 0, 1000, 0.1, 1000), Cell("e", 1, 1000, null, 0, outcome: Outcome.Faulted) with { Metering = MeteringGrade.None },
                Cell("e", 0, 10_000, 0.1, 1000) with { Metering = MeteringGrade.Partial }, Cell("e", 1, 10_000, 0.1, 1000),
            ]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(scores.Scores.Select(score => score.Metering), Is.EqualTo(new MeteringGrade?[] { MeteringGrade.Full, MeteringGrade.Partial }));
            Assert.That(scores.Headline.Single().Metering, Is.EqualTo(MeteringGrade.Partial));
        }
    }

    [Test]
    public void Where_no_cell_completed_there_is_no_grade()
    {
        var scores = Scorer.Score(Manifest(["m"], ["e"], Budgets, 1), [Cell("e", 0, 1000, null, 0, outcome: Outcome.TimedOut)]);
        Assert.That((scores.Scores.Single().Metering, scores.Headline.Single().Metering), Is.EqualTo(((MeteringGrade?)null, (MeteringGrade?)null)));
    }

    [Test]
    public void The_better_the_estimator_was_seen_the_better_its_rank()
    {
        var headline = Headline(("none", 1e6, MeteringGrade.None), ("partial", 1e4, MeteringGrade.Partial), ("full", 0.5, MeteringGrade.Full));
        Assert.That(headline.Select(entry => (entry.Rank, entry.Estimator, entry.Metering)), Is.EqualTo(new (int, string, MeteringGrade?)[] { (1, "full", MeteringGrade.Full), (2, "partial", MeteringGrade.Partial), (3, "none", MeteringGrade.None) }));
    }

    [Test]
    public void Estimators_of_different_grades_share_no_rank()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Headline(("a", 2, MeteringGrade.Full), ("b", 2, MeteringGrade.Full)).Select(entry => entry.Rank), Is.EqualTo(new[] { 1, 1 }));
            Assert.That(Headline(("a", 2, MeteringGrade.Partial), ("b", 2, MeteringGrade.Full)).Select(entry => (entry.Rank, entry.Estimator)), Is.EqualTo(new[] { (1, "b"), (2, "a") }));
        }
    }

    [Test]
    public void Failing_everywhere_ranks_below_being_unmetered()
    {
        var cells = Budgets.SelectMany(budget => (Measurement[])[.. Sharp("unmetered", 2, budget, budget, 1).Select(cell => cell with { Metering = MeteringGrade.None }), Cell("broken", 0, budget, null, 0, outcome: Outcome.Faulted), Cell("broken", 1, budget, null, 0, outcome: Outcome.Faulted)]);
        Assert.That(Scorer.Score(Manifest(["m"], ["broken", "unmetered"], Budgets, 2), [.. cells]).Headline.Select(entry => (entry.Rank, entry.Estimator)), Is.EqualTo(new[] { (1, "unmetered"), (2, "broken") }));
    }

    [Test]
    public void What_was_called_unseen_is_summed_up_in_any_order_of_the_cells()
    {
        Measurement[] cells =
        [
            Cell("e", 0, 1000, 0.1, 1000) with { Unmetered = [Site("cos", UnmeteredKind.Native, null, 1), Site("Compile", UnmeteredKind.Escape, "E.cs:3", 2)] },
            Cell("e", 1, 1000, 0.1, 1000) with { Unmetered = [Site("cos", UnmeteredKind.Native, "E.cs:20", 4), Site("cos", UnmeteredKind.Native, "E.cs:9", 3)] },
            Cell("e", 0, 10_000, 0.1, 1000) with { Unmetered = [Site("cos", UnmeteredKind.Native, "E.cs:9", 10)] },
            Cell("d", 1, 1000, 0.1, 1000) with { Unmetered = [Site("cos", UnmeteredKind.Native, "D.cs:1", 5)] },
        ];
        UnmeteredCallee[] expected =
        [
            new("d", "cos", UnmeteredKind.Native, "D.cs:1", 5), new("e", "cos", UnmeteredKind.Native, "E.cs:20", 18), new("e", "Compile", UnmeteredKind.Escape, "E.cs:3", 2),
        ];
        var manifest = Manifest(["m"], ["d", "e"], Budgets, 2);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Scorer.Score(manifest, cells).Unmetered, Is.EqualTo(expected));
            Assert.That(Scorer.Score(manifest, [.. cells.Reverse()]).Unmetered, Is.EqualTo(expected));
        }
    }

    [Test]
    public void Set_up_compute_is_the_largest_of_cells_and_advice_and_never_scored()
    {
        var manifest = Manifest(["m"], ["a", "b", "c"], Budgets, 2) with
        {
            Advice = [new ManifestAdvice("c", "m", Outcome.Completed, 1, 0, OperationCounts.None, MeteringGrade.Full, 7, 0, null)],
        };
        Measurement[] cells = [Cell("a", 0, 1000, 0.1, 500), Cell("b", 0, 1000, 0.1, 500) with { SetUpFlops = 100 }, Cell("b", 1, 1000, 0.1, 500) with { SetUpFlops = 20 }, Cell("c", 0, 1000, 0.1, 500)];
        var scores = Scorer.Score(manifest, cells);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(scores.SetUp, Is.EqualTo(new[] { "TestPlugin" }));
            Assert.That(scores.Scores.Select(score => score.Flops), Has.All.EqualTo(500));
        }
    }

    private static UnmeteredSite Site(string callee, UnmeteredKind kind, string? source, long hits) => new(callee, kind, "Own.Method", source, hits);

    private static IReadOnlyList<HeadlineScore> Headline(params (string Id, double Efficiency, MeteringGrade Grade)[] estimators) => Scorer.Score(
        Manifest(["m"], [.. estimators.Select(estimator => estimator.Id)], Budgets, 8),
        [.. estimators.SelectMany(estimator => Budgets.SelectMany(budget => Sharp(estimator.Id, 8, budget, budget, estimator.Efficiency)).Select(cell => cell with { Metering = estimator.Grade }))]).Headline;
}

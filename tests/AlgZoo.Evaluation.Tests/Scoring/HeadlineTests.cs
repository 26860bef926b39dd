using static AlgZoo.Evaluation.Tests.Scoring.TestRuns;

namespace AlgZoo.Evaluation.Tests.Scoring;

public sealed class HeadlineTests
{
    private static readonly long[] Budgets = [100, 1000, 10_000, 100_000];

    [Test]
    public void The_headline_is_the_geometric_mean_over_budgets()
    {
        var headline = Headline([1000, 10_000], budget => budget, budget => budget == 1000 ? 2 : 8);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(headline.Efficiency, Is.EqualTo(4).Within(1e-9));
            Assert.That((headline.Rank, headline.Budgets, headline.Models, headline.FailureRate), Is.EqualTo((1, 2, 1, 0)));
        }
    }

    [Test]
    public void An_estimator_that_never_loses_matches_beyond_the_largest_budget() =>
        Assert.That(Horizon(budget => budget, _ => 2), Is.EqualTo((100_000, true)));

    [Test]
    public void An_estimator_that_loses_at_once_matches_nowhere() =>
        Assert.That(Horizon(budget => budget, budget => budget == 100 ? 0.5 : 2), Is.EqualTo((0, false)));

    [Test]
    public void An_estimator_that_loses_later_matches_up_to_where_its_last_answer_is_good_enough()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Horizon(budget => budget, budget => budget <= 1000 ? 3 : 0.5), Is.EqualTo((3000, false)));
            Assert.That(Horizon(budget => budget, budget => budget <= 1000 ? 30 : 0.5), Is.EqualTo((10_000, false)), "not beyond the point where it was seen to lose");
        }
    }

    [Test]
    public void A_constant_matches_as_long_as_sampling_is_worse() =>
        Assert.That(Horizon(_ => 0, _ => 4), Is.EqualTo((4 * SamplingFlops, false)));

    [Test]
    public void An_estimator_that_saturates_matches_as_long_as_its_last_answer_is_good_enough() =>
        Assert.That(Horizon(budget => Math.Min(budget, 1000), _ => 2.5), Is.EqualTo((2500, false)));

    [Test]
    public void Estimators_share_a_rank_where_no_difference_can_be_shown()
    {
        var headline = Headlines(
            ["a", "b", "c"],
            [.. Budgets.SelectMany(budget => (Measurement[])[.. Gaussian("a", 64, budget, 1, 1), .. Gaussian("b", 64, budget, 1, 2), .. Gaussian("c", 64, budget, 0.01, 3)])], 64);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(headline.Take(2).Select(entry => (entry.Rank, entry.Estimator)), Is.EquivalentTo(new[] { (1, "a"), (1, "b") }));
            Assert.That((headline[2].Rank, headline[2].Estimator), Is.EqualTo((3, "c")));
        }
    }

    [Test]
    public void Estimators_that_never_lose_come_before_those_that_do()
    {
        var headline = Headlines(
            ["brilliant-then-lost", "steady"],
            [.. Budgets.SelectMany(budget => (Measurement[])[.. Sharp("brilliant-then-lost", 8, budget, budget, budget < 100_000 ? 1e6 : 0.5), .. Sharp("steady", 8, budget, budget, 1.5)])], 8);
        Assert.That(headline.Select(entry => (entry.Rank, entry.Estimator)), Is.EqualTo(new[] { (1, "steady"), (2, "brilliant-then-lost") }));
    }

    [Test]
    public void Declining_budgets_never_improves_a_rank()
    {
        var headline = Headlines(
            ["choosy", "steady"],
            [
                .. Sharp("choosy", 8, 100_000, 100_000, 50),
                .. Budgets[..3].SelectMany(budget => Enumerable.Range(0, 8).Select(draw => Cell("choosy", draw, budget, null, 0, outcome: Outcome.NotSupported))),
                .. Budgets.SelectMany(budget => Sharp("steady", 8, budget, budget, 1.5)),
            ],
            8);
        Assert.That(headline.Select(entry => (entry.Rank, entry.Estimator, entry.Budgets)), Is.EqualTo(new[] { (1, "steady", 4), (2, "choosy", 1) }));
    }

    // Two draws give no interval, so nothing else tells the trivial answers of the broken one from a tie.
    [Test]
    public void Failing_everywhere_ranks_last()
    {
        var headline = Headlines(
            ["broken", "working"],
            [.. Budgets.SelectMany(budget => Enumerable.Range(0, 2).SelectMany(draw => (Measurement[])[Cell("broken", draw, budget, null, 0, outcome: Outcome.Faulted), Cell("working", draw, budget, 0.3, budget)]))],
            2);
        Assert.That(headline.Select(entry => (entry.Rank, entry.Estimator, entry.FailureRate)), Is.EqualTo(new[] { (1, "working", 0.0), (2, "broken", 1.0) }));
    }

    [Test]
    public void Perfect_estimators_share_the_first_rank()
    {
        var headline = Headlines(["a", "b"], [.. Budgets.SelectMany(budget => Enumerable.Range(0, 8).SelectMany(draw => (Measurement[])[Cell("a", draw, budget, 0, 100), Cell("b", draw, budget, 0, 100)]))], 8);
        Assert.That(headline.Select(entry => (entry.Rank, entry.EfficiencyIsLowerBound, entry.HorizonIsLowerBound)), Is.EqualTo(new[] { (1, true, true), (1, true, true) }));
    }

    private static (double Flops, bool IsLowerBound) Horizon(Func<long, double> flops, Func<long, double> efficiency)
    {
        var headline = Headline(Budgets, flops, efficiency);
        return (Math.Round(headline.MatchingHorizon, 6), headline.HorizonIsLowerBound);
    }

    private static HeadlineScore Headline(long[] budgets, Func<long, double> flops, Func<long, double> efficiency) =>
        Scorer.Score(Manifest(["m"], ["e"], budgets, 8), [.. budgets.SelectMany(budget => Sharp("e", 8, budget, flops(budget), efficiency(budget)))]).Headline.Single();

    private static IReadOnlyList<HeadlineScore> Headlines(string[] estimators, Measurement[] cells, int draws) => Scorer.Score(Manifest(["m"], estimators, Budgets, draws), cells).Headline;
}

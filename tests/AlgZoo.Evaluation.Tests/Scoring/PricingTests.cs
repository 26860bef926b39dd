using static AlgZoo.Evaluation.Tests.Scoring.TestRuns;

namespace AlgZoo.Evaluation.Tests.Scoring;

public sealed class PricingTests
{
    // One sample of the test runs costs 100 FLOPs under default-1, and with its two Gaussian draws 132 under whest-0.12.
    private const double Dearer = 1.32;

    [Test]
    public void A_run_under_its_own_table_is_the_run()
    {
        var run = Run(Cell("e", 0, 1000, 0.1, 900));
        Assert.That(run.PricedBy(PriceTable.Default), Is.SameAs(run));
    }

    [Test]
    public void Another_table_prices_cells_advice_and_one_sample()
    {
        var advice = new ManifestAdvice("e", "m", Outcome.Completed, 8, 70, OperationCounts.Of((OperationClass.AddDouble, 70)), MeteringGrade.Full, 0, 0.5, null);
        var run = Run(Cell("e", 0, 1000, 0.1, 0) with { Flops = 55, Operations = OperationCounts.Of((OperationClass.FusedDouble, 20), (OperationClass.AddSingle, 10), (OperationClass.Declared, 5), (OperationClass.GaussianDraw, 3)) });
        var priced = (run with { Manifest = run.Manifest with { Advice = [advice] } }).PricedBy(PriceTable.Whest);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(priced.Manifest.PriceTable, Is.EqualTo("whest-0.12"));
            Assert.That(priced.Measurements.Single().Flops, Is.EqualTo((20 * 4) + 10 + 5 + (3 * 16)));
            Assert.That(priced.Manifest.Advice.Single().Flops, Is.EqualTo(140));
            Assert.That(priced.Manifest.Models.Single().SamplingFlops, Is.EqualTo(132));
            Assert.That(priced.Manifest.Models.Single().BudgetRate, Is.EqualTo(Dearer).Within(1e-15));
            Assert.That((priced.Manifest.Budgets, priced.Measurements.Single().Budget), Is.EqualTo((run.Manifest.Budgets, 1000L)), "budgets stay as they were requested");
        }
    }

    [Test]
    public void Plain_sampling_is_as_efficient_under_every_table()
    {
        var run = Run([.. Gaussian("e", 8, 1000, efficiency: 1, seed: 1).Select(cell => cell with { Operations = OneSample * 10 })]);
        Assert.That(Score(run.PricedBy(PriceTable.Whest)).Efficiency, Is.EqualTo(Score(run).Efficiency).Within(1e-9).Percent);
    }

    [Test]
    public void Double_precision_halves_an_efficiency_that_draws_do_not_pay_for()
    {
        var run = Run([.. Sharp("e", 8, 1000, 1000, efficiency: 4)]);
        Assert.That(Score(run.PricedBy(PriceTable.Whest)).Efficiency, Is.EqualTo(4 * Dearer / 2).Within(1e-9));
    }

    [Test]
    public void A_failed_cell_counts_as_many_samples_as_the_budget_was_worth()
    {
        var run = Run(Cell("e", 0, 1000, null, 7, outcome: Outcome.Faulted));
        var (own, priced) = (Score(run), Score(run.PricedBy(PriceTable.Whest)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((own.Flops, priced.Flops), Is.EqualTo((1000.0, 1320.0)));
            Assert.That(priced.SamplingMse, Is.EqualTo(own.SamplingMse).Within(1e-15));
            Assert.That(priced.Budget, Is.EqualTo(1000));
        }
    }

    [Test]
    public void Whoever_uses_the_largest_budget_does_so_under_every_table()
    {
        var run = Run([.. Sharp("e", 8, 1000, 1000, efficiency: 4).Select(cell => cell with { Operations = OneSample * 6 })]);
        var headline = Scorer.Score(run.PricedBy(PriceTable.Whest).Manifest, run.PricedBy(PriceTable.Whest).Measurements).Headline.Single();
        Assert.That((headline.MatchingHorizon, headline.HorizonIsLowerBound), Is.EqualTo((792.0, true)), "six of the ten samples that the budget is worth");
    }

    private static RunRecord Run(params Measurement[] cells) => new(Manifest(["m"], ["e"], [1000], cells.Length), cells);

    private static Score Score(RunRecord run) => Scorer.Score(run.Manifest, run.Measurements).Scores.Single();
}

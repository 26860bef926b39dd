using static AlgZoo.Evaluation.Tests.Scoring.TestRuns;

namespace AlgZoo.Evaluation.Tests.Comparison;

public sealed class RunComparisonTests
{
    private const int Draws = 32;
    private static readonly long[] Budgets = [1000, 10_000];

    [Test]
    public void A_run_is_the_same_as_itself()
    {
        var run = Run(Errors(1), Errors(1));

        var comparison = RunComparison.Of(run, run);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.Scores.Select(score => score.Change), Is.All.EqualTo(Change.Same));
            Assert.That(comparison.Estimators.Single().Change, Is.EqualTo(Change.Same));
            Assert.That(comparison.Estimators.Single().EfficiencyRatio, Is.EqualTo(1).Within(1e-12));
            Assert.That((comparison.IsWorse, comparison.Differences.Count), Is.EqualTo((false, 0)));
            Assert.That(comparison.Models.Single(), Is.EqualTo(new ComparedModel("m", Draws, Pairing.Paired, null)));
        }
    }

    [Test]
    public void What_is_compared_are_the_scores_of_the_runs()
    {
        var before = Run(Errors(1), Errors(2));
        var after = Run(Errors(3), Errors(4));
        var score = RunComparison.Of(before, after).Scores[0];
        var scored = Scorer.Score(before.Manifest, before.Measurements).Scores[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (score.Before!.Mse, score.Before.Efficiency, score.Before.EfficiencyLow, score.Before.EfficiencyHigh, score.Before.Flops), Is.EqualTo((scored.Mse, scored.Efficiency, scored.EfficiencyLow, scored.EfficiencyHigh, scored.Flops)));
            Assert.That(score.EfficiencyRatio, Is.EqualTo(score.After!.Efficiency / score.Before.Efficiency).Within(1e-12));
        }
    }

    // Each copy's error shrinks by nearly the same factor: without pairs 32 copies could not show a ratio of 1.3 (half the intervals without pairs reach a factor of 2).
    [Test]
    public void Pairs_show_what_the_two_runs_alone_do_not()
    {
        double[] errors = Errors(1);
        double[] smaller = [.. errors.Zip(Errors(2), (error, other) => (error / Math.Sqrt(1.3)) + (0.02 * other))];
        var before = Run(errors, errors);
        var after = Run(smaller, smaller);

        var paired = RunComparison.Of(before, after);
        var unpaired = RunComparison.Of(before, after with { Manifest = after.Manifest with { Seed = 2 } });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(paired.Scores.Select(score => (score.Change, score.IsPaired)), Is.All.EqualTo((Change.Better, true)));
            Assert.That(paired.Scores[0].EfficiencyRatio, Is.EqualTo(1.3).Within(0.1));
            Assert.That(paired.Scores[0].EfficiencyRatioLow, Is.GreaterThan(1));
            Assert.That(paired.Estimators.Single().Change, Is.EqualTo(Change.Better));
            Assert.That(unpaired.Scores.Select(score => (score.Change, score.IsPaired)), Is.All.EqualTo((Change.NoDifferenceShown, false)));
            Assert.That(unpaired.Scores[0].EfficiencyRatio, Is.EqualTo(paired.Scores[0].EfficiencyRatio), "the same mean errors");
            Assert.That(unpaired.Models.Single().Reason, Is.EqualTo("the seeds differ"));
        }
    }

    [Test]
    public void Twice_the_error_is_worse_beyond_chance_and_the_reverse_is_better()
    {
        double[] errors = Errors(1);
        double[] larger = [.. errors.Zip(Errors(2), (error, other) => (2 * error) + (0.1 * other))];
        var (good, bad) = (Run(errors, errors), Run(larger, larger));

        var worse = RunComparison.Of(good, bad);
        var better = RunComparison.Of(bad, good);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((worse.Estimators.Single().Change, worse.IsWorse), Is.EqualTo((Change.Worse, true)));
            Assert.That(worse.Estimators.Single().EfficiencyRatio, Is.EqualTo(0.25).Within(0.03));
            Assert.That((better.Estimators.Single().Change, better.IsWorse), Is.EqualTo((Change.Better, false)));
            Assert.That(better.Estimators.Single().EfficiencyRatio * worse.Estimators.Single().EfficiencyRatio, Is.EqualTo(1).Within(1e-9));
        }
    }

    [TestCase(0.5, Change.Better, 2)]
    [TestCase(1.25, Change.Worse, 0.8)]
    public void The_same_estimates_for_other_costs_are_told_apart_by_the_costs(double factor, Change change, double ratio)
    {
        var before = Run(Errors(1), Errors(2));
        var after = before with { Measurements = [.. before.Measurements.Select(cell => cell with { Flops = (long)(factor * cell.Flops) })] };

        var comparison = RunComparison.Of(before, after);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.Scores.Select(score => (score.Change, score.PValue)), Is.All.EqualTo((change, (double?)null)));
            Assert.That(comparison.Scores.Select(score => score.EfficiencyRatio), Is.All.EqualTo(ratio).Within(1e-9));
            Assert.That(comparison.Estimators.Single().EfficiencyRatio, Is.EqualTo(ratio).Within(1e-9));
            Assert.That(comparison.IsWorse, Is.EqualTo(change == Change.Worse));
        }
    }

    // As good as the truth before and after: there is no ratio of errors, but there is one of costs.
    [Test]
    public void An_exact_estimator_that_gets_cheaper_is_better()
    {
        var before = Run(new double[Draws], new double[Draws]);
        var after = before with { Measurements = [.. before.Measurements.Select(cell => cell with { Value = cell.Value + 1e-13, Flops = cell.Flops / 4 })] };

        var score = RunComparison.Of(before, after).Scores[0];

        Assert.That((score.Change, score.EfficiencyRatio, score.Before!.EfficiencyIsLowerBound), Is.EqualTo((Change.Better, (double?)4, true)));
    }

    [Test]
    public void An_error_below_the_truths_own_has_no_ratio_but_a_verdict()
    {
        var score = RunComparison.Of(Run(Errors(1), Errors(2)), Run(new double[Draws], new double[Draws])).Scores[0];

        Assert.That((score.Change, score.EfficiencyRatio), Is.EqualTo((Change.Better, (double?)null)));
    }

    [Test]
    public void Failures_count_as_they_are_scored()
    {
        var before = Run(Errors(1), Errors(2));
        var after = before with { Measurements = [.. before.Measurements.Select(cell => cell.Draw % 2 == 0 ? cell with { Outcome = Outcome.Faulted, Value = null, Flops = 0 } : cell)] };

        var comparison = RunComparison.Of(before, after);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.Scores.Select(score => (score.Change, score.Before!.Failures, score.After!.Failures)), Is.All.EqualTo((Change.Worse, 0, Draws / 2)));
            Assert.That(comparison.IsWorse);
        }
    }

    [Test]
    public void An_estimator_that_declines_from_now_on_is_lost_and_one_that_answers_from_now_on_is_not()
    {
        var answers = Run(Errors(1), Errors(2));
        var declines = answers with { Measurements = [.. answers.Measurements.Select(cell => cell.Budget == Budgets[0] ? cell with { Outcome = Outcome.NotSupported, Value = null, Flops = 0 } : cell)] };

        var lost = RunComparison.Of(answers, declines);
        var gained = RunComparison.Of(declines, answers);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(lost.Scores.Select(score => (score.Change, score.Reason)), Is.EqualTo(new[] { (Change.NotComparable, "declined after"), (Change.Same, null) }));
            Assert.That((lost.Estimators.Single().Lost, lost.IsWorse, lost.Estimators.Single().Change), Is.EqualTo((1, true, Change.Same)));
            Assert.That((gained.Scores[0].Reason, gained.IsWorse), Is.EqualTo(("declined before", false)));
        }
    }

    [Test]
    public void An_estimator_that_the_meter_sees_less_of_is_lost()
    {
        var before = Run(Errors(1), Errors(2));
        var after = before with { Measurements = [.. before.Measurements.Select(cell => cell with { Metering = MeteringGrade.Partial })] };

        var comparison = RunComparison.Of(before, after);

        Assert.That(comparison.Scores.Select(score => score.Reason), Is.All.EqualTo("metered less after"));
        Assert.That((comparison.IsWorse, RunComparison.Of(after, before).IsWorse), Is.EqualTo((true, false)));
    }

    [Test]
    public void Other_numbers_of_draws_are_compared_on_the_copies_that_both_have()
    {
        var before = Run(Errors(1), Errors(2));
        var after = new RunRecord(before.Manifest with { Draws = 20 }, [.. before.Measurements.Where(cell => cell.Draw < 20)]);

        var comparison = RunComparison.Of(before, after);

        Assert.That(comparison.Scores.Select(score => (score.Change, score.Before!.Cells)), Is.All.EqualTo((Change.Same, 20)));
        Assert.That((comparison.Models.Single().Copies, comparison.Differences.Single()), Is.EqualTo((20, "draws was 32, is 20")));
    }

    [Test]
    public void What_cannot_be_compared_says_why()
    {
        var run = Run(Errors(1), Errors(2));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Reason(model => model with { Fingerprint = "other" }), Is.EqualTo("its weights are not the same"));
            Assert.That(Reason(model => model with { TruthSamples = 5 }), Is.EqualTo("its truth was sampled from 1000 sequences and is sampled from 5 sequences"));
            Assert.That(Reason(model => model with { SamplingFlops = 99 }), Is.EqualTo("one sample cost 100 FLOPs and costs 99"));
            Assert.That(Reason(model => model with { NoiseKind = "additive" }), Is.EqualTo("its noise was relative:0.1 and is additive:0.1"));
            var otherTruth = run with { Measurements = [.. run.Measurements.Select(cell => cell with { Truth = 0.90001 })] };
            Assert.That(RunComparison.Of(run, otherTruth).Scores.Select(score => score.Reason), Is.All.EqualTo("its copies have other truths"));
        }

        string? Reason(Func<ManifestModel, ManifestModel> change)
        {
            var comparison = RunComparison.Of(run, run with { Manifest = run.Manifest with { Models = [change(run.Manifest.Models[0])] } });
            Assert.That((comparison.Scores[0].Change, comparison.Estimators.Single().Change, comparison.Estimators.Single().Reason), Is.EqualTo((Change.NotComparable, Change.NotComparable, comparison.Models[0].Reason)));
            return comparison.Models[0].Reason;
        }
    }

    [Test]
    public void A_model_under_another_name_is_known_by_its_weights()
    {
        var before = Run(Errors(1), Errors(2));
        var after = new RunRecord(before.Manifest with { Models = [before.Manifest.Models[0] with { Reference = "other/path" }] }, [.. before.Measurements.Select(cell => cell with { Model = "other/path" })]);

        Assert.That(RunComparison.Of(before, after).Scores.Select(score => (score.Model, score.Change)), Is.All.EqualTo(("m", Change.Same)));
    }

    [Test]
    public void Prices_are_compared_only_where_they_are_the_same()
    {
        var run = Run(Errors(1), Errors(2));
        var whest = run.PricedBy(PriceTable.Whest);

        Assert.That(() => RunComparison.Of(run, whest), Throws.TypeOf<RunDirectoryException>().With.Message.EqualTo("The runs are priced differently, by default-1 and by whest-0.12; compare them under one table with --price-table default-1."));
        Assert.That(RunComparison.Of(whest, run.PricedBy(PriceTable.Whest)).PriceTable, Is.EqualTo("whest-0.12"));
    }

    [Test]
    public void Runs_that_have_nothing_in_common_are_refused()
    {
        var run = Run(Errors(1), Errors(2));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => RunComparison.Of(run, Empty(Manifest(["m"], ["f"], Budgets, 2))), Refuses("The runs have no estimator (e; f) in common; compare runs of one suite."));
            Assert.That(() => RunComparison.Of(run, Empty(Manifest(["n"], ["e"], Budgets, 2))), Refuses("The runs have no model (m; n) in common; compare runs of one suite."));
            Assert.That(() => RunComparison.Of(run, Empty(Manifest(["m"], ["e"], [5], 2))), Refuses("The runs have no budget (1000, 10000; 5) in common; compare runs of one suite."));
            var otherQuantity = run.Manifest with { Models = [run.Manifest.Models[0] with { Quantity = "cross-entropy" }] };
            Assert.That(() => RunComparison.Of(run, Empty(otherQuantity)), Refuses("The runs ask different questions about m: the first for accuracy on 2nd_argmax, the second for cross-entropy on 2nd_argmax; run one again with the --quantity and --task of the other."));
        }

        static RunRecord Empty(RunManifest manifest) => new(manifest, []);

        static NUnit.Framework.Constraints.IResolveConstraint Refuses(string message) => Throws.TypeOf<RunDirectoryException>().With.Message.EqualTo(message);
    }

    // Six models, whose errors grow by a factor of their own: all of them together are compared with whole models as units, and those that cannot be compared are left out.
    [Test]
    public void Several_models_are_summed_up_over_those_that_can_be_compared()
    {
        string[] models = [.. Enumerable.Range(0, 7).Select(i => $"m{i}")];
        var manifest = Manifest(models, ["e"], [1000], 4);
        var before = new RunRecord(manifest, [.. models.SelectMany((model, i) => Errors(10 + (ulong)i).Take(4).Select((error, draw) => Cell("e", draw, 1000, 0.01 * error, 1000, model)))]);
        var after = new RunRecord(
            manifest with { Models = [manifest.Models[0] with { Fingerprint = "other" }, .. manifest.Models.Skip(1)] },
            [.. before.Measurements.Select(cell => cell with { Value = cell.Truth + ((1.5 + (0.1 * (cell.Model[1] - '0'))) * (cell.Value - cell.Truth)) })]);

        var comparison = RunComparison.Of(before, after);

        var all = comparison.Scores.Single(score => score.Model == Scorer.AllModels);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((all.Change, all.Before!.Cells), Is.EqualTo((Change.Worse, 24)));
            Assert.That(all.EfficiencyRatio, Is.InRange(1 / (2.1 * 2.1), 1 / (1.6 * 1.6)));
            Assert.That(comparison.Scores.Where(score => score.Change == Change.NotComparable).Select(score => score.Model), Is.EqualTo(new[] { "m0" }));
            Assert.That(comparison.Estimators.Single().Change, Is.EqualTo(Change.Worse));
        }
    }

    // Four estimators that draw other random numbers, over two budgets whose errors differ by a factor of 100: --fail-if-worse may fail in 1 of 100 comparisons. More than 10 of 300 has a probability below 3e-4.
    [Test]
    public void Other_random_numbers_alone_are_rarely_worse()
    {
        const int Comparisons = 300;
        string[] estimators = [.. Enumerable.Range(0, 4).Select(i => $"e{i}")];
        int alarms = 0;
        for (ulong comparison = 0; comparison < Comparisons; comparison++)
        {
            alarms += RunComparison.Of(Run(2 * comparison), Run((2 * comparison) + 1)).IsWorse ? 1 : 0;
        }

        TestContext.Out.WriteLine(FormattableString.Invariant($"{alarms} of {Comparisons} comparisons"));
        Assert.That(alarms, Is.LessThanOrEqualTo(10));

        RunRecord Run(ulong seed) => new(
            Manifest(["m"], estimators, Budgets, 16), [.. estimators.SelectMany(estimator => Gaussian(estimator, 16, Budgets[0], 1, 100 + seed).Concat(Gaussian(estimator, 16, Budgets[1], 0.01, 5000 + seed)))]);
    }

    [Test]
    public void Holm_steps_down()
    {
        Assert.That(Holm.Rejects([0.002, null, 0.004, 0.012, 0.0024], 0.01), Is.EqualTo(new[] { true, false, true, false, true }));
        Assert.That(Holm.Rejects([0.0035, 0.0036, 0.001], 0.01), Is.EqualTo(new[] { true, true, true }));
        Assert.That(Holm.Rejects([0.004, 0.0001, 0.006], 0.01), Is.EqualTo(new[] { true, true, true }));
        Assert.That(Holm.Rejects([0.006, 0.006], 0.01), Is.All.False);
    }

    private static double[] Errors(ulong seed)
    {
        var random = new RandomStream(RandomAddress.Root(seed).Child("comparison-tests"));
        return [.. Enumerable.Range(0, Draws).Select(_ => random.NextGaussian())];
    }

    // An efficiency near 1 where the errors are standard Gaussian.
    private static RunRecord Run(double[] errors, double[] errorsOfLargerBudget) => new(
        Manifest(["m"], ["e"], Budgets, Draws),
        [
            .. errors.Select((error, draw) => Cell("e", draw, Budgets[0], error * Math.Sqrt(Variance * SamplingFlops / Budgets[0]), Budgets[0])),
            .. errorsOfLargerBudget.Select((error, draw) => Cell("e", draw, Budgets[1], error * Math.Sqrt(Variance * SamplingFlops / Budgets[1]), Budgets[1])),
        ]);
}

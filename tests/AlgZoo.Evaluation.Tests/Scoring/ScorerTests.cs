using System.Text;
using FsCheck;
using FsCheck.Fluent;
using static AlgZoo.Evaluation.Tests.Scoring.TestRuns;

namespace AlgZoo.Evaluation.Tests.Scoring;

public sealed class ScorerTests
{
    [Test]
    public void Scores_are_the_means_that_the_documentation_defines()
    {
        var score = Only(
            Cell("e", 0, 1000, error: 0.02, flops: 1000, truth: 0.9, truthError: 0.01, variance: 0.09),
            Cell("e", 1, 1000, error: -0.03, flops: 500, truth: 0.8, truthError: 0, variance: 0.16));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((score.Cells, score.Failures, score.Flops), Is.EqualTo((2, 0, 750)));
            Assert.That(score.Mse, Is.EqualTo((0.0003 + 0.0009) / 2).Within(1e-15));
            Assert.That(score.MseStandardError, Is.EqualTo(0.0003).Within(1e-15));
            Assert.That(score.Bias, Is.EqualTo(-0.005).Within(1e-15));
            Assert.That(score.SamplingMse, Is.EqualTo((0.009 + 0.032) / 2).Within(1e-15));
            Assert.That(score.Efficiency, Is.EqualTo(0.0205 / 0.0006).Within(1e-9));
            Assert.That((score.EfficiencyLow, score.EfficiencyHigh, score.Verdict, score.EfficiencyIsLowerBound), Is.EqualTo(((double?)null, (double?)null, Verdict.Undecided, false)), "two draws decide nothing");
        }
    }

    [TestCase(Outcome.Faulted)]
    [TestCase(Outcome.TimedOut)]
    [TestCase(Outcome.OverBudget)]
    [TestCase(Outcome.InvalidEstimate)]
    public void A_failure_scores_as_the_trivial_estimate_at_full_budget(Outcome outcome)
    {
        var score = Only(Cell("e", 0, 1000, error: null, flops: 7, outcome: outcome));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((score.Failures, score.Flops), Is.EqualTo((1, 1000)));
            Assert.That(score.Mse, Is.EqualTo(0.16).Within(1e-15));
            Assert.That(score.Bias, Is.EqualTo(-0.4).Within(1e-15));
            Assert.That(score.SamplingMse, Is.EqualTo(0.009).Within(1e-15));
            Assert.That(score.Verdict, Is.EqualTo(Verdict.Undecided), "one draw decides nothing");
        }
    }

    [Test]
    public void An_estimator_without_compute_is_compared_with_one_sample()
    {
        var score = Only([.. Sharp("e", 8, 1000, flops: 0, efficiency: 4)]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(score.Flops, Is.Zero);
            Assert.That(score.SamplingMse, Is.EqualTo(Variance).Within(1e-15));
            Assert.That(score.Efficiency, Is.EqualTo(4).Within(1e-9));
        }
    }

    [Test]
    public void What_was_declined_everywhere_has_no_score_but_a_reason()
    {
        var scores = Score(Cell("e", 0, 1000, null, 0, outcome: Outcome.NotSupported), Cell("e", 1, 1000, null, 0, outcome: Outcome.NotSupported));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(scores.Scores, Is.Empty);
            Assert.That(scores.Headline, Is.Empty);
            Assert.That(scores.Failures, Is.EqualTo(new[] { new FailureSummary("e", "m", 1000, Outcome.NotSupported, 2, "NotSupported") }));
        }
    }

    [Test]
    public void What_was_declined_for_some_draws_only_counts_as_failed()
    {
        var score = Only(Cell("e", 0, 1000, 0.01, 1000), Cell("e", 1, 1000, null, 0, outcome: Outcome.NotSupported));
        Assert.That((score.Cells, score.Failures), Is.EqualTo((2, 1)));
    }

    [Test]
    public void Exact_estimates_of_an_exact_truth_have_an_efficiency_of_at_least_what_rounding_allows()
    {
        var score = Only([.. Enumerable.Range(0, 16).Select(draw => Cell("e", draw, 1000, error: 0, flops: 1000))]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(score.Efficiency, Is.EqualTo(0.009 / 1e-20).Within(1).Percent);
            Assert.That((score.EfficiencyIsLowerBound, score.EfficiencyHigh, score.Verdict), Is.EqualTo((true, (double?)null, Verdict.Beats)));
        }
    }

    // A perfect estimator's e_j = s^2 (z^2 - 1) have variance 2 s^4: the efficiency is bounded by what J draws of such a truth can tell from 0, however small or negative the MSE comes out.
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(16)]
    [TestCase(64)]
    public void The_truths_own_error_bounds_the_efficiency(int draws)
    {
        const double s = 1e-3;
        var score = Only([.. Enumerable.Range(0, draws).Select(draw => Cell("e", draw, 1000, error: 0, flops: 1000, truthError: s))]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(score.Mse, Is.EqualTo(-s * s).Within(1e-18));
            Assert.That(score.EfficiencyIsLowerBound);
            Assert.That(score.Efficiency, Is.EqualTo(0.009 / (1.96 * s * s * Math.Sqrt(2.0 / draws))).Within(1e-6).Percent);
            Assert.That(score.EfficiencyHigh, Is.Null);
        }
    }

    [Test]
    public void Few_draws_leave_the_efficiency_without_an_upper_end_but_where_it_is()
    {
        double[] errors = [0.5, 0.01, 0.02, 0.01];
        var score = Only([.. errors.Select((error, draw) => Cell("e", draw, 1000, error, flops: 1000))]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(score.EfficiencyIsLowerBound, Is.False, "the error is far above the truth's");
            Assert.That(score.Efficiency, Is.EqualTo(score.SamplingMse / score.Mse).Within(1e-9).Percent);
            Assert.That(score.EfficiencyHigh, Is.Null);
        }
    }

    [Test]
    public void Errors_that_cannot_be_told_from_the_truths_own_give_the_lower_end_of_the_interval()
    {
        var random = new RandomStream(RandomAddress.Root(3));
        var score = Only([.. Enumerable.Range(0, 64).Select(draw => Cell("e", draw, 1000, error: 1e-3 * random.NextGaussian(), flops: 1000, truthError: 1e-3))]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(score.EfficiencyIsLowerBound);
            Assert.That(score.Efficiency, Is.EqualTo(score.EfficiencyLow).And.InRange(0.009 / 2e-6, 0.009 / 1e-7));
        }
    }

    [TestCase(4, Verdict.Beats)]
    [TestCase(0.25, Verdict.Loses)]
    [TestCase(1, Verdict.Undecided)]
    public void The_verdict_follows_the_interval(double efficiency, Verdict expected)
    {
        var score = Only([.. Gaussian("e", 64, 1000, efficiency, seed: 1)]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(score.Verdict, Is.EqualTo(expected));
            Assert.That(score.EfficiencyLow, Is.LessThan(score.Efficiency));
            Assert.That(score.EfficiencyHigh, Is.GreaterThan(score.Efficiency));
        }
    }

    [Test]
    public void Where_sampling_has_no_error_it_is_matched_or_it_wins()
    {
        var right = Only([.. Enumerable.Range(0, 4).Select(draw => Cell("e", draw, 1000, error: 0, flops: 1000, truth: 1, variance: 0))]);
        var resolved = Only([.. Enumerable.Range(0, 4).Select(draw => Cell("e", draw, 1000, error: -1e-9, flops: 1000, truth: 1, truthError: 1e-7, variance: 0))]);
        var wrong = Only([.. Enumerable.Range(0, 4).Select(draw => Cell("e", draw, 1000, error: -0.1, flops: 1000, truth: 1, variance: 0))]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((right.Efficiency, right.Verdict), Is.EqualTo((1, Verdict.Undecided)));
            Assert.That((resolved.Efficiency, resolved.Verdict), Is.EqualTo((1, Verdict.Undecided)));
            Assert.That((wrong.Efficiency, wrong.Verdict), Is.EqualTo((0, Verdict.Loses)));
        }
    }

    [Test]
    public void One_failure_among_exact_answers_leaves_the_efficiency_open()
    {
        var cells = Enumerable.Range(0, 16).Select(draw => draw == 5 ? Cell("e", draw, 1000, null, 0, outcome: Outcome.Crashed) : Cell("e", draw, 1000, 0, 1000));
        var score = Only([.. cells]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(score.Efficiency, Is.EqualTo(0.009 / 0.01).Within(1e-9));
            Assert.That(score.Verdict, Is.EqualTo(Verdict.Undecided), "every third resample misses the failure: its rate is not known");
        }
    }

    [Test]
    public void Several_models_are_also_scored_together()
    {
        var scores = Scorer.Score(
            Manifest(["a", "b"], ["e"], [1000], draws: 2),
            [
                .. Enumerable.Range(0, 2).Select(draw => Cell("e", draw, 1000, 0.01, 1000, model: "a")),
                .. Enumerable.Range(0, 2).Select(draw => Cell("e", draw, 1000, 0.03, 1000, model: "b")),
            ]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(scores.Scores.Select(score => score.Model), Is.EqualTo(new[] { "a", "b", "*" }));
            Assert.That(scores.Scores[2].Mse, Is.EqualTo(0.0005).Within(1e-15));
            Assert.That((scores.Headline[0].Models, scores.Headline[0].Budgets), Is.EqualTo((2, 1)));
            Assert.That(scores.Complete);
        }
    }

    [Test]
    public void A_model_that_is_declined_is_left_out_of_the_whole()
    {
        var scores = Scorer.Score(Manifest(["a", "b"], ["e"], [1000], draws: 1), [Cell("e", 0, 1000, 0.01, 1000, model: "a"), Cell("e", 0, 1000, null, 0, model: "b", outcome: Outcome.NotSupported)]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(scores.Scores.Select(score => (score.Model, score.Failures)), Is.EqualTo(new[] { ("a", 0), ("*", 0) }));
            Assert.That((scores.Headline[0].Models, scores.Headline[0].FailureRate), Is.EqualTo((1, 0)));
        }
    }

    [Test]
    public void An_interrupted_run_is_scored_as_far_as_it_went()
    {
        var scores = Scorer.Score(Manifest(["a", "b"], ["e", "f"], [100, 1000], draws: 4), [Cell("e", 0, 100, 0.1, 100, model: "a"), Cell("e", 1, 100, 0.1, 100, model: "a")]);
        var nothing = Scorer.Score(Manifest(["a"], ["e"], [100], draws: 4), []);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((scores.Complete, scores.Headline.Count), Is.EqualTo((false, 1)));
            Assert.That(scores.Scores.Select(score => (score.Estimator, score.Model, score.Cells)), Is.EqualTo(new[] { ("e", "a", 2), ("e", "*", 2) }));
            Assert.That((nothing.Complete, nothing.Scores.Count, nothing.Headline.Count), Is.EqualTo((false, 0, 0)));
        }
    }

    [Test]
    public void The_order_of_measurements_does_not_matter()
    {
        var manifest = Manifest(["m"], ["a", "b"], [100, 1000], draws: 6);
        Measurement[] cells =
        [
            .. Gaussian("a", 6, 100, 1, 1), .. Gaussian("a", 6, 1000, 1, 2), .. Gaussian("b", 5, 100, 2, 3), Cell("b", 5, 100, null, 0, outcome: Outcome.Faulted), .. Gaussian("b", 6, 1000, 2, 4),
        ];
        string expected = Encoding.UTF8.GetString(RunDirectory.ToJson(Scorer.Score(manifest, cells)));
        Prop.ForAll(Arb.From(Gen.Shuffle(cells)), shuffled => Encoding.UTF8.GetString(RunDirectory.ToJson(Scorer.Score(manifest, shuffled))) == expected)
            .Check(Config.QuickThrowOnFailure.WithReplay(20261121, 7).WithMaxTest(30));
    }

    private static RunScores Score(params Measurement[] cells) => Scorer.Score(Manifest(["m"], ["e"], [1000], draws: cells.Length), cells);

    private static Score Only(params Measurement[] cells) => Score(cells).Scores.Single();
}

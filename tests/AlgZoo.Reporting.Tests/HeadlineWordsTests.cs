using AlgZoo.Evaluation;

namespace AlgZoo.Reporting.Tests;

public sealed class HeadlineWordsTests
{
    private static readonly long[] Budgets = [10_000, 100_000, 1_000_000, 10_000_000];

    [Test]
    public void The_best_comes_first_then_the_best_deductive_method_then_advice()
    {
        var words = Words(
            Estimator("order-sobol", EstimatorKind.Hybrid, "+1.5 +2 +3.4 +8.6"),
            Estimator("explicit-ranks", EstimatorKind.Deductive, ". +3.41 +1.47 -0.31"),
            Estimator("mean-propagation", EstimatorKind.Deductive, "-0.1 -0.1 -0.1 -0.1"),
            Estimator("shrinkage", EstimatorKind.Hybrid, "+46 ?1.1 ?0.9 -0.5") with { UsesAdvice = true });

        Assert.That(words, Is.EqualTo(new[]
        {
            "order-sobol (hybrid) beats sampling at every budget, 1.50 to 8.60 times.",
            "The best deductive method without advice, explicit-ranks, beats sampling at 1e5 and 1e6 FLOPs, 1.47 to 3.41 times, loses at 1e7, and declines 1e4.",
            "With advice about the base model, shrinkage beats sampling at 1e4 FLOPs, 46.0 times, cannot be told apart from it at 1e5 and 1e6, and loses at 1e7.",
        }));
    }

    [Test]
    public void A_deductive_leader_is_named_once() =>
        Assert.That(Words(Estimator("cones", EstimatorKind.Deductive, "+5 +5 +5 +5")), Is.EqualTo(new[] { "cones (deductive) beats sampling at every budget, 5.00 times." }));

    [Test]
    public void Where_nothing_beats_sampling_it_says_so()
    {
        var words = Words(
            Estimator("sobol", EstimatorKind.QuasiMonteCarlo, "?1.5 ?0.9 ?1 ?1"), Estimator("propagation", EstimatorKind.Deductive, "-0.1 -0.1 -0.1 -0.1"),
            Estimator("network", EstimatorKind.Deductive, "?1 -0.1 -0.1 -0.1") with { UsesAdvice = true });

        Assert.That(words, Is.EqualTo(new[]
        {
            "No estimator without advice beats sampling at any budget: the best-ranked, sobol (QMC), cannot be told apart from sampling at every budget.",
            "No deductive method without advice matches sampling at any budget.",
            "Advice about the base model does not change that: no method with advice beats sampling at any budget.",
        }));
    }

    [Test]
    public void A_deductive_method_that_is_undecided_somewhere_is_not_said_to_lose_everywhere() =>
        Assert.That(
            Words(Estimator("sobol", EstimatorKind.QuasiMonteCarlo, "+2 +2 +2 +2"), Estimator("propagation", EstimatorKind.Deductive, "?1 -0.1 -0.1 -0.1"))[1],
            Is.EqualTo("No deductive method without advice beats sampling at any budget: the best-ranked, propagation, cannot be told apart from sampling at 1e4 FLOPs, and loses from 1e5 to 1e7."));

    [Test]
    public void Who_beats_sampling_somewhere_leads_before_who_never_does() =>
        Assert.That(
            Words(Estimator("monte-carlo", EstimatorKind.Sampling, "?1 ?1 ?1 ?1"), Estimator("group-design", EstimatorKind.Hybrid, ". +3 +4 -0.5"))[0],
            Is.EqualTo("group-design (hybrid) beats sampling at 1e5 and 1e6 FLOPs, 3.00 to 4.00 times, loses at 1e7, and declines 1e4."));

    [Test]
    public void Trivial_estimators_and_advice_lead_only_where_there_is_nothing_else()
    {
        Assert.That(
            Words(Estimator("base-accuracy", EstimatorKind.Trivial, "+30 +30 +30 +30") with { UsesAdvice = true }, Estimator("sobol", EstimatorKind.QuasiMonteCarlo, "+2 +2 +2 +2"))[0],
            Does.StartWith("sobol (QMC) beats"));
        Assert.That(Words(Estimator("chance", EstimatorKind.Trivial, "-0.3 -0.3 -0.3 -0.3")), Is.EqualTo(new[] { "Only trivial estimators have a score: chance (trivial) loses to sampling at every budget." }));
        Assert.That(
            Words(Estimator("network", EstimatorKind.Deductive, "+9 +9 +9 +9") with { UsesAdvice = true }),
            Is.EqualTo(new[] { "Only estimators with advice have a score: network (deductive) beats sampling at every budget, 9.00 times." }));
    }

    [Test]
    public void Without_noise_advice_is_said_to_prove_nothing() =>
        Assert.That(
            HeadlineWords.Of(Report(
                [Estimator("sobol", EstimatorKind.QuasiMonteCarlo, "+2 +2 +2 +2"), Estimator("network", EstimatorKind.Deductive, "+99 +99 +99 +99") with { UsesAdvice = true }],
                manifest => manifest with { Models = [manifest.Models[0] with { NoiseKind = "none" }] }))[1],
            Is.EqualTo("There is no noise: advice knows the very models that are scored, and what methods with advice score says nothing."));

    [Test]
    public void Advice_that_ranks_above_the_leader_is_said_to() =>
        Assert.That(
            Words(Estimator("shrinkage", EstimatorKind.Hybrid, "+9 +9 +9 +9") with { UsesAdvice = true }, Estimator("sobol", EstimatorKind.QuasiMonteCarlo, "+2 +2 +2 +2"))[1],
            Is.EqualTo("With advice about the base model, shrinkage beats sampling at every budget, 9.00 times, and ranks above sobol."));

    [Test]
    public void An_estimator_that_leaves_its_budget_unused_does_not_beat_what_sampling_does_with_all_of_it() =>
        Assert.That(
            Words(Estimator("cheap", EstimatorKind.Deductive, "+285 +285 +285 +285") with { Horizon = 2.7e6 })[0],
            Is.EqualTo("cheap (deductive) beats sampling at the compute that it spends, 285 times; it leaves larger budgets unused, and sampling has the same error with 2.7e6 FLOPs."));

    [Test]
    public void Bounds_are_said_to_be_bounds() =>
        Assert.That(Words(Estimator("cones", EstimatorKind.Deductive, "+5 +>1e16 +>2e16 +>2e16"))[0], Is.EqualTo("cones (deductive) beats sampling at every budget, 5.00 to at least 2e16 times."));

    [Test]
    public void An_incomplete_run_never_claims_that_a_budget_was_declined()
    {
        var words = HeadlineWords.Of(Report([Estimator("sobol", EstimatorKind.QuasiMonteCarlo, "+2 +2 . .")], scores: scores => scores with { Complete = false }));

        Assert.That(words, Is.EqualTo(new[] { "sobol (QMC) beats sampling at 1e4 and 1e5 FLOPs, 2.00 times, and has no score at 1e6 and 1e7.", "The run is not complete, 0 of 256 cells are measured." }));
        Assert.That(HeadlineWords.Of(Report([], scores: scores => scores with { Complete = false })), Is.EqualTo(new[] { "No estimator has a score yet.", "The run is not complete, 0 of 0 cells are measured." }));
        Assert.That(HeadlineWords.Of(Report([])), Is.EqualTo(new[] { "No estimator has a score." }));
    }

    [Test]
    public void An_estimator_that_was_not_metered_in_full_leads_only_where_none_was()
    {
        var partial = Estimator("native", EstimatorKind.Hybrid, "+9 +9 +9 +9") with { Metering = MeteringGrade.Partial };

        Assert.That(Words(Estimator("sobol", EstimatorKind.QuasiMonteCarlo, "+2 +2 +2 +2"), partial)[0], Does.StartWith("sobol"));
        Assert.That(Words(partial), Is.EqualTo(new[]
        {
            "native (hybrid) beats sampling at every budget, 9.00 times.",
            "The compute of native was metered only in part, so that its efficiencies are upper bounds.",
        }));
        Assert.That(
            Words(Estimator("sobol", EstimatorKind.QuasiMonteCarlo, "+2 +2 +2 +2"), Estimator("lossy", EstimatorKind.Deductive, "?1 ?1 ?1 ?1"), partial with { Kind = EstimatorKind.Deductive })[1],
            Does.StartWith("No deductive method without advice that is metered in full beats sampling at any budget: the best-ranked, lossy, "));
    }

    [Test]
    public void Ties_failures_and_the_method_of_the_truth_limit_the_claim()
    {
        var lead = Estimator("auto", EstimatorKind.Hybrid, "+2 +2 +2 +2") with { Failures = 3 };
        var words = HeadlineWords.Of(Report(
            [lead, Estimator("cones", EstimatorKind.Hybrid, "+2 +2 +2 +2") with { Rank = 1 }, Estimator("bad", EstimatorKind.Hybrid, "-0.1 -0.1 -0.1 -0.1") with { Failures = 1 }],
            manifest => manifest with { Models = [manifest.Models[0] with { ExactTruth = "auto" }] }));

        Assert.That(words[^1], Is.EqualTo(
            "12 of 256 cells of auto failed and count as trivial estimates; nothing tells auto apart from cones; the truth was found by auto itself: that they agree proves nothing, only what it costs counts; "
            + "some cells of bad failed and count as trivial estimates."));
    }

    [Test]
    public void A_single_verdict_that_may_be_chance_is_said_to()
    {
        var others = Enumerable.Range(0, 19).Select(i => Estimator(FormattableString.Invariant($"other-{i}"), EstimatorKind.Sampling, "?1 ?1 ?1 ?1")).ToArray();

        Assert.That(
            Words([Estimator("lucky", EstimatorKind.Sampling, "+1.5 ?1 ?1 ?1"), .. others])[^1],
            Is.EqualTo("That lucky beats sampling at a single budget may be chance, which makes about 2 of 80 such verdicts."));
        Assert.That(Words([Estimator("sure", EstimatorKind.Sampling, "+15 ?1 ?1 ?1"), .. others]), Has.Length.EqualTo(1));
    }

    [Test]
    public void Few_noisy_copies_are_named_with_what_they_can_show()
    {
        Assert.That(Words(Estimator("sobol", EstimatorKind.Hybrid, "+9 ?1 ?1 ?1") with { Cells = 8 })[^1], Is.EqualTo("8 noisy copies cannot tell efficiencies from 1 within a factor of about 2.66."));
        Assert.That(Words(Estimator("sobol", EstimatorKind.Hybrid, "?9 ?1 ?1 ?1") with { Cells = 1 })[^1], Is.EqualTo("A single noisy copy gives no interval and no verdict."));
    }

    [Test]
    public void Several_models_are_counted()
    {
        var words = HeadlineWords.Of(Report(
            [Estimator("auto", EstimatorKind.Hybrid, "+2 +2 +2 +2") with { Models = 3 }, Estimator("cones", EstimatorKind.Deductive, "+9 +9 +9 +9") with { Models = 1 }],
            manifest => manifest with { Models = [manifest.Models[0], manifest.Models[0] with { Reference = "b" }, manifest.Models[0] with { Reference = "c" }] },
            scores => scores with { Scores = [.. scores.Scores.Select(score => score with { Model = Scorer.AllModels, Cells = score.Budget == Budgets[0] && score.Estimator == "auto" ? 64 : 192 })] }));

        Assert.That(words, Is.EqualTo(new[]
        {
            "On all 3 models together, auto (hybrid) beats sampling at every budget, 2.00 times (at 1e4 on fewer models).",
            "The best deductive method without advice, cones (on 1 of 3 models), beats sampling at every budget, 9.00 times.",
        }));
    }

    private static string[] Words(params Entry[] entries) => [.. HeadlineWords.Of(Report(entries))];

    private static Entry Estimator(string id, EstimatorKind kind, string scores) => new(id, kind, scores);

    private static RunReport Report(Entry[] entries, Func<RunManifest, RunManifest>? changeManifest = null, Func<RunScores, RunScores>? scores = null)
    {
        var manifest = new RunManifest
        {
            Version = "1.0.0",
            Started = default,
            Suite = "words",
            Seed = 1,
            Noise = "relative:0.01",
            Draws = 64,
            Budgets = Budgets,
            TimeLimitSeconds = 600,
            Models = [new("a", "f", "relu-rnn", "2nd_argmax", "accuracy", 4, 3, 3, 32, 111, OperationCounts.Of((OperationClass.AddSingle, 111)), 1 / 3.0, "relative", 0.01, 4_000_000)],
            Estimators = [.. entries.Select(entry => new EstimatorInfo(entry.Id, entry.Kind, entry.UsesAdvice, "", "", "P", "/P.dll", "00"))],
            Machine = new ManifestMachine("", "", 2, ""),
        };
        var run = new RunScores
        {
            Suite = "words",
            Seed = 1,
            Noise = new ScoredNoise("relative", 0.01),
            Draws = 64,
            PriceTable = "default-1",
            Complete = true,
            Scores = [.. entries.SelectMany(entry => entry.Scored())],
            Headline = [.. entries.Select((entry, place) => entry.Headlined(place + 1))],
            Failures = [],
            Unmetered = [],
            SetUp = [],
        };
        return RunReport.Of(new RunResult(changeManifest?.Invoke(manifest) ?? manifest, [], scores?.Invoke(run) ?? run));
    }

    /// <summary>An estimator and, for each budget, its efficiency behind + for beats, - for loses, ? for undecided; a point for a budget without a score.</summary>
    private sealed record Entry(string Id, EstimatorKind Kind, string Efficiencies)
    {
        public bool UsesAdvice { get; init; }

        public MeteringGrade Metering { get; init; }

        public int Cells { get; init; } = 64;

        public int Failures { get; init; }

        public int Models { get; init; } = 1;

        public int? Rank { get; init; }

        public double? Horizon { get; init; }

        public IEnumerable<Score> Scored() => Efficiencies.Split(' ').Zip(Budgets).Where(cell => cell.First != ".").Select(cell => new Score
        {
            Estimator = Id,
            Kind = Kind,
            UsesAdvice = UsesAdvice,
            Model = "a",
            Budget = cell.Second,
            Cells = Cells,
            Failures = Failures,
            Flops = cell.Second,
            Mse = 1e-4,
            MseStandardError = 1e-5,
            ResolvedMse = 1e-9,
            Bias = 0,
            SamplingMse = 1e-4,
            Efficiency = double.Parse(cell.First[1..].TrimStart('>'), System.Globalization.CultureInfo.InvariantCulture),
            EfficiencyIsLowerBound = cell.First.Contains('>', StringComparison.Ordinal),
            EfficiencyLow = null,
            EfficiencyHigh = null,
            Metering = Metering,
            Verdict = cell.First[0] switch { '+' => Verdict.Beats, '-' => Verdict.Loses, _ => Verdict.Undecided },
        });

        public HeadlineScore Headlined(int rank) => new()
        {
            Rank = Rank ?? rank,
            Estimator = Id,
            Kind = Kind,
            UsesAdvice = UsesAdvice,
            Efficiency = 1,
            EfficiencyIsLowerBound = false,
            MatchingHorizon = Horizon ?? Budgets[^1],
            HorizonIsLowerBound = Horizon is null,
            Budgets = Scored().Count(),
            Models = Models,
            FailureRate = Failures / 64.0,
            Metering = Metering,
        };
    }
}

using System.Globalization;
using AlgZoo.Evaluation;

namespace AlgZoo.Reporting.Tests;

public sealed class ConsoleScoreTableTests
{
    private static readonly long[] Decades = [10_000, 100_000, 1_000_000, 10_000_000];

    [TestCase(80)]
    [TestCase(160)]
    public void The_table_is_the_approved_one(int width) => AssertApproved(width);

    [TestCase(80)]
    [TestCase(160)]
    [SetCulture("fr-FR")]
    public void The_culture_does_not_matter(int width) => AssertApproved(width);

    [TestCase(60)]
    [TestCase(80)]
    [TestCase(120)]
    [TestCase(160)]
    [TestCase(200)]
    public void Each_estimator_has_one_line_and_none_is_wider_than_the_console(int width)
    {
        string[] lines = Render(Run(), width).Split('\n');

        Assert.That(lines.Select(line => line.Length), Has.All.LessThanOrEqualTo(width));
        foreach (string name in new[] { "covariance-prop", "monte-carlo", "mean-accuracy", "sobol" })
        {
            Assert.That(lines.Count(line => line.Length > 3 && char.IsDigit(line[0]) && line[1..].TrimStart().StartsWith(name, StringComparison.Ordinal)), Is.EqualTo(1), name);
        }
    }

    [Test]
    public void The_best_efficiency_comes_first_but_not_over_fewer_models_and_not_over_a_worse_grade()
    {
        string[] names = [.. Render(Run(), 160).Split('\n').Where(line => line.Length > 1 && char.IsDigit(line[0]) && line[1] == ' ').Select(line => line[1..].Trim().Split(' ')[0])];

        Assert.That(names, Is.EqualTo(new[] { "mean-accuracy", "monte-carlo", "covariance-propagation", "sobol" }));
    }

    [Test]
    public void Long_names_are_cut_at_80_columns_and_it_says_so()
    {
        var (manifest, scores) = Run();
        string longName = "explicit-ranks:l=3,tolerance=0.0001,order=ascending";
        var run = (
            manifest with { Estimators = [.. manifest.Estimators.Select(estimator => estimator.Id == "monte-carlo" ? estimator with { Id = longName } : estimator)] },
            scores with
            {
                Headline = [.. scores.Headline.Select(headline => headline.Estimator == "monte-carlo" ? headline with { Estimator = longName } : headline)],
                Scores = [.. scores.Scores.Select(score => score.Estimator == "monte-carlo" ? score with { Estimator = longName } : score)],
            });

        Assert.That(Render(run, 80).Replace('\n', ' '), Does.Match("explicit-ranks:l=3[^ ]*… ").And.Contains("… cut, a wider window shows all"));
        Assert.That(Render(run, 80, unicode: false).Replace('\n', ' '), Does.Match(@"explicit-ranks:l=[^ ]*\.\.\. ").And.Contains("... cut"));
        Assert.That(Render(run, 200), Does.Contain(longName + " ").And.Not.Contains("a wider window"));
    }

    [Test]
    public void Without_unicode_the_table_is_ascii()
    {
        string text = Render(Run(), 80, unicode: false);

        Assert.That(text.Where(c => c > '~'), Is.Empty);
        // 0.98, 1.04, 0.091 and 1: the third is two steps of the square root of ten down.
        Assert.That(text, Does.Match(@"monte-carlo +sampling +>0\.55 +==\.= +undecided"));
    }

    [Test]
    public void Names_and_messages_are_text_not_markup()
    {
        var (manifest, scores) = Run();
        var odd = (
            manifest with { Models = [manifest.Models[0] with { Reference = "./[red]/model[0].pth" }], Estimators = [Info("odd[x]", EstimatorKind.Hybrid)] },
            scores with
            {
                Scores = [.. Row("odd[x]", EstimatorKind.Hybrid, (0, 1, Verdict.Undecided)).Select(score => score with { Model = "./[red]/model[0].pth" })],
                Headline = [scores.Headline[0] with { Estimator = "odd[x]" }],
                Failures = [new FailureSummary("odd[x]", "./[red]/model[0].pth", 10_000, Outcome.Faulted, 1, "index [3] of [/] is bad")],
            });

        string text = Render(odd, 160);

        Assert.That(text, Does.Contain("./[red]/model[0].pth").And.Contains("  odd[x]  ").And.Contains("odd[x]: Faulted in 1 cell at 1e4: index [3] of [/] is bad"));
    }

    [Test]
    public void A_run_without_scores_says_so_instead_of_an_empty_table()
    {
        var (manifest, scores) = Run();

        string text = Render((manifest, scores with { Scores = [], Headline = [], Failures = [] }), 160);

        Assert.That(text, Does.Contain("No estimator has a score yet.").And.Not.Contains("matches"));
    }

    [Test]
    public void Where_no_estimator_is_metered_one_line_says_so()
    {
        var (manifest, scores) = Run();

        string text = Render((manifest, Graded(scores, MeteringGrade.None) with { SetUp = [] }), 200);

        Assert.That(text.Split('\n').Where(line => line.Contains("was metered", StringComparison.Ordinal)), Has.One.Items.And.One.StartsWith("No estimator's own code was metered"));
        Assert.That(text, Does.Not.Contain("~"));
    }

    [Test]
    public void Where_every_estimator_is_metered_in_full_nothing_is_said()
    {
        var (manifest, scores) = Run();

        string text = Render((manifest, Graded(scores, MeteringGrade.Full) with { SetUp = [] }), 200);

        Assert.That(text, Does.Not.Contain("metered").And.Not.Contains("the meter").And.Not.Contains("~").And.Not.Contains("cblas_dgemm"));
    }

    [Test]
    public void Long_lists_of_unmetered_calls_are_cut()
    {
        var (manifest, scores) = Run();
        UnmeteredCallee[] callees = [.. Enumerable.Range(0, 8).Select(i => new UnmeteredCallee("sobol", FormattableString.Invariant($"native[{i}]"), UnmeteredKind.Native, null, 1000 - i))];

        string text = Render((manifest, scores with { Unmetered = callees }), 400);

        Assert.That(text, Does.Contain("native[0] (1,000 calls), ").And.Contains("native[4] (996 calls) and 3 more, which scores.json lists."));
    }

    [Test]
    public void Another_price_table_is_named()
    {
        var (manifest, scores) = Run();

        string text = Render((manifest, scores with { PriceTable = "whest-0.12" }), 160);

        Assert.That(text, Does.StartWith("Priced by whest-0.12; budgets as they were requested, in FLOPs of default-1.\n"));
        Assert.That(Render((manifest, scores), 160), Does.Not.Contain("default-1"));
    }

    [Test]
    public void An_estimator_that_is_the_method_of_the_truth_is_named()
    {
        var (manifest, scores) = Run();
        var exact = manifest with { Models = [manifest.Models[0], manifest.Models[1] with { ExactTruth = "sobol" }] };
        const string Note = "sobol is also the method of the truth of handcrafted:3: that they agree proves nothing, only what it costs counts.";

        Assert.That(Render((exact, scores), 200), Does.Contain(Note));
        Assert.That(Render((manifest, scores), 200), Does.Not.Contain("is also the method of the truth"));
    }

    [Test]
    public void Many_models_are_not_all_listed()
    {
        var (manifest, scores) = Run();
        var many = manifest with { Models = [.. Enumerable.Range(0, 116).Select(i => manifest.Models[0] with { Reference = FormattableString.Invariant($"m{i}") })] };

        string text = Render((many, scores), 200);

        Assert.That(text, Does.Contain("\nm5  ").And.Contains("and 110 more models, which manifest.json lists\n").And.Not.Contains("\nm6  "));
    }

    private static RunScores Graded(RunScores scores, MeteringGrade grade) => scores with
    {
        Scores = [.. scores.Scores.Select(score => score with { Metering = grade })],
        Headline = [.. scores.Headline.Select(headline => headline with { Metering = grade })],
    };

    private static void AssertApproved(int width) =>
        Approved.Check(ConsoleText.Render(RunReport.Of(SampleRuns.Small), width, "runs/sample"), string.Create(CultureInfo.InvariantCulture, $"ScoreTable.{width}.txt"));

    private static string Render((RunManifest Manifest, RunScores Scores) run, int width, bool unicode = true) => ConsoleText.Render(RunReport.Of(new RunResult(run.Manifest, [], run.Scores)), width, unicode: unicode);

    // An interrupted run over two models in which one estimator faults and is metered in part, one declines, one ignores its budget and one cannot be told from the truth.
    private static (RunManifest Manifest, RunScores Scores) Run()
    {
        var manifest = new RunManifest
        {
            Version = "0.1.0",
            Started = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero),
            Suite = "approved",
            Seed = 1,
            Noise = "auto:0.1",
            Draws = 16,
            Budgets = Decades,
            TimeLimitSeconds = 600,
            Models =
            [
                new ManifestModel("trained:2nd_argmax_16_10", "f1", "relu-rnn", "2nd_argmax", "accuracy", 16, 10, 10, 432, 5247, OperationCounts.Of((OperationClass.AddSingle, 5247)), 0.1, "relative", 0.014_823_7, 4_000_000),
                new ManifestModel("handcrafted:3", "f2", "relu-rnn", "2nd_argmax", "accuracy", 4, 3, 3, 32, 111, OperationCounts.Of((OperationClass.AddSingle, 111)), 1 / 3.0, "none", 0, 4_000_000),
            ],
            Estimators =
            [
                Info("covariance-propagation", EstimatorKind.Deductive), Info("mean-accuracy", EstimatorKind.Trivial) with { UsesAdvice = true }, Info("monte-carlo", EstimatorKind.Sampling),
                Info("sobol", EstimatorKind.QuasiMonteCarlo),
            ],
            Machine = new ManifestMachine("an operating system", "X64", 2, "a runtime"),
        };
        var scores = new RunScores
        {
            Suite = manifest.Suite,
            Seed = manifest.Seed,
            Noise = new ScoredNoise("relative", null),
            Draws = manifest.Draws,
            PriceTable = manifest.PriceTable,
            Complete = false,
            Scores =
            [
                .. Row("covariance-propagation", EstimatorKind.Deductive, (1, 3.42, Verdict.Beats), (2, 3.42, Verdict.Beats), (3, 3.42, Verdict.Beats)),
                .. Row("monte-carlo", EstimatorKind.Sampling, (0, 0.98, Verdict.Undecided), (1, 1.04, Verdict.Undecided), (2, 0.091, Verdict.Undecided), (3, 1, Verdict.Undecided)),
                .. Row("mean-accuracy", EstimatorKind.Trivial, (0, 1234.6, Verdict.Beats), (1, 1234.6, Verdict.Beats), (2, 1234.6, Verdict.Beats), (3, 1234.6, Verdict.Beats)),
                .. Row("sobol", EstimatorKind.QuasiMonteCarlo, (0, 2.3e9, Verdict.Beats), (1, 0.000_31, Verdict.Loses), (2, 0.15, Verdict.Loses), (3, 0.15, Verdict.Loses)),
            ],
            Headline =
            [
                Headline(1, "covariance-propagation", EstimatorKind.Deductive, 3.42, isBound: false, horizon: 4.2e7, isHorizonBound: true, models: 1),
                Headline(2, "mean-accuracy", EstimatorKind.Trivial, 1234.6, isBound: false, horizon: 6_480_000, isHorizonBound: false, models: 2),
                Headline(2, "monte-carlo", EstimatorKind.Sampling, 0.55, isBound: true, horizon: 9_999_000, isHorizonBound: true, models: 2),
                Headline(4, "sobol", EstimatorKind.QuasiMonteCarlo, 0.012, isBound: false, horizon: 0, isHorizonBound: false, models: 2),
            ],
            Failures =
            [
                new FailureSummary("covariance-propagation", "trained:2nd_argmax_16_10", 10_000, Outcome.NotSupported, 16, "The estimator 'covariance-propagation' does not support this problem."),
                new FailureSummary("covariance-propagation", "handcrafted:3", 10_000, Outcome.NotSupported, 1, "The estimator 'covariance-propagation' does not support this problem."),
                new FailureSummary("sobol", "handcrafted:3", 1_000_000, Outcome.Faulted, 3, "IndexOutOfRangeException: Index was outside the bounds of the array."),
                new FailureSummary("sobol", "handcrafted:3", 10_000_000, Outcome.Faulted, 3, "IndexOutOfRangeException: Index was outside the bounds of the array."),
                new FailureSummary("sobol", "trained:2nd_argmax_16_10", 10_000_000, Outcome.TimedOut, 1, null),
            ],
            Unmetered =
            [
                new UnmeteredCallee("sobol", "cblas_dgemm", UnmeteredKind.Native, "Matrix.cs:31", 51_200),
                new UnmeteredCallee("sobol", "System.Linq.Enumerable.Aggregate", UnmeteredKind.Arithmetic, null, 1),
            ],
            SetUp = ["CovariancePropagation"],
        };
        return (manifest, scores);
    }

    private static EstimatorInfo Info(string id, EstimatorKind kind) => new(id, kind, UsesAdvice: false, "", "", "Plugin", "/plugins/Plugin.dll", "00");

    private static IEnumerable<Score> Row(string estimator, EstimatorKind kind, params (int Decade, double Efficiency, Verdict Verdict)[] cells) => cells.Select(cell => new Score
    {
        Estimator = estimator,
        Kind = kind,
        UsesAdvice = estimator == "mean-accuracy",
        Model = Scorer.AllModels,
        Budget = Decades[cell.Decade],
        Cells = 32,
        Failures = estimator == "sobol" && cell.Decade >= 2 ? 3 : 0,
        Flops = Decades[cell.Decade],
        Mse = 1e-4,
        MseStandardError = 1e-5,
        ResolvedMse = 1e-9,
        Bias = 0,
        SamplingMse = cell.Efficiency * 1e-4,
        Efficiency = cell.Efficiency,
        EfficiencyIsLowerBound = estimator == "monte-carlo" && cell.Decade == 2,
        EfficiencyLow = cell.Efficiency / 2,
        EfficiencyHigh = cell.Efficiency * 2,
        Metering = Grade(estimator),
        Verdict = cell.Verdict,
    });

    private static HeadlineScore Headline(int rank, string estimator, EstimatorKind kind, double efficiency, bool isBound, double horizon, bool isHorizonBound, int models) => new()
    {
        Rank = rank,
        Estimator = estimator,
        Kind = kind,
        UsesAdvice = estimator == "mean-accuracy",
        Efficiency = efficiency,
        EfficiencyIsLowerBound = isBound,
        MatchingHorizon = horizon,
        HorizonIsLowerBound = isHorizonBound,
        Budgets = Decades.Length,
        Models = models,
        FailureRate = 0,
        Metering = Grade(estimator),
    };

    private static MeteringGrade Grade(string estimator) => estimator == "sobol" ? MeteringGrade.Partial : MeteringGrade.Full;
}

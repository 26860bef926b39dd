using System.Globalization;
using AlgZoo.Evaluation;

namespace AlgZoo.Reporting.Tests;

public sealed class RunStatusTests
{
    private static readonly EstimatorInfo[] Estimators =
    [
        new("good", EstimatorKind.Sampling, UsesAdvice: false, "", "", "Fine", "/p/Fine.dll", "00"),
        new("bad", EstimatorKind.Sampling, UsesAdvice: false, "", "", "Hostile", "/p/Hostile.dll", "01"),
        new("worse", EstimatorKind.Sampling, UsesAdvice: false, "", "", "Hostile", "/p/Hostile.dll", "01"),
    ];

    [Test]
    public void It_tells_how_far_a_run_is_whatever_the_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            var time = new ManualTime();
            var status = new RunStatus(Plan(draws: 1000), time);
            Assert.That(status.Line, Is.EqualTo("0 of 6,000 cells (0%)"));

            status.TruthProgressed("m", 0, 30, 100);
            Assert.That(status.Line, Is.EqualTo("0 of 6,000 cells (0%); now ground truth of m, draw 0: 30%"));
            status.TruthFound("m", 0);
            status.CellStarted("good", "m", 0, 10_000);
            status.CellStarted("bad", "m", 0, 37_000);
            time.Advance(10);
            status.CellFinished(Cell("good", 10_000, Outcome.Completed));
            Assert.That(status.Line, Is.EqualTo("1 of 6,000 cells (0%), 0.10 cells/s, 16 h 39 min left; now bad at 3.7e4 on m, draw 0"));

            status.CellFinished(Cell("bad", 37_000, Outcome.Crashed));
            status.CellFinished(Cell("bad", 10_000, Outcome.TimedOut));
            status.CellFinished(Cell("worse", 10_000, Outcome.Crashed));
            status.CellFinished(Cell("good", 37_000, Outcome.NotSupported));
            status.GivenUp("worse", "it dies");
            Assert.That(status.Line, Is.EqualTo("5 of 6,000 cells (0%), 0.50 cells/s, 3 h 19 min left; failed: Hostile 3 (TimedOut 1, Crashed 2); given up: worse"));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Test]
    public void The_rate_is_that_of_the_last_two_minutes_and_of_this_run()
    {
        var time = new ManualTime();
        var status = new RunStatus(Plan(draws: 1000), time);
        status.Resumed(3000);
        Assert.That(status.Progress, Is.EqualTo("3,000 of 6,000 cells (50%)"));

        for (int i = 0; i < 600; i++)
        {
            time.Advance(i < 300 ? 10 : 1);
            status.CellFinished(Cell("good", 10_000, Outcome.Completed));
        }

        Assert.That(status.Progress, Is.EqualTo("3,600 of 6,000 cells (60%), 1.00 cells/s, 40 min 0 s left"));
    }

    private static RunPlan Plan(int draws)
    {
        var suite = new Suite { Name = "s", Models = [ModelChoice.Of("handcrafted:2")], Budgets = [10_000, 37_000], Draws = draws, Noise = NoiseSpecification.TryParse("relative:0.01", out var noise, out _) ? noise : NoiseSpecification.None, TruthSamples = 1000 };
        var model = ReluRnn.Create(2, [1, -1], [0.5f, -0.5f, 0.25f, 1], [1, 0, 0, 1]);
        return RunPlan.Make(suite, [new BenchModel("m", model, SequenceTask.SecondArgmax)], Estimators);
    }

    private static Measurement Cell(string estimator, long budget, Outcome outcome) => new()
    {
        Estimator = estimator,
        Model = "m",
        Draw = 0,
        Budget = budget,
        Outcome = outcome,
        Flops = 0,
        DeclaredFlops = 0,
        Operations = OperationCounts.None,
        Metering = MeteringGrade.Full,
        Seconds = 0,
        Truth = 0.5,
        TruthStandardError = 0,
        TruthVariance = 0.25,
    };

    private sealed class ManualTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(double seconds) => _ticks += TimeSpan.FromSeconds(seconds).Ticks;
    }
}

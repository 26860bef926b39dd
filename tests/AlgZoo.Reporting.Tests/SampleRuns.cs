using AlgZoo.Evaluation;

namespace AlgZoo.Reporting.Tests;

/// <summary>Runs that nobody ran: measurements with everything in them that a report must show. The same bits every time.</summary>
internal static class SampleRuns
{
    private const double TruthError = 2e-6;

    /// <summary>
    /// Two models, eight noisy copies of each, three budgets. One estimator of each kind and besides: one that ignores its budget, one as good as the truth, one that declines a model, one that fails,
    /// one whose plugin is metered in part and one without a score. All keep ledgers but explicit-ranks and mean-propagation.
    /// </summary>
    public static RunRecord Small { get; } = Make("sample",
        [
            new("monte-carlo", EstimatorKind.Sampling, 1), new("sobol", EstimatorKind.QuasiMonteCarlo, 1.6), new("order-sobol", EstimatorKind.Hybrid, 6) { Growth = 1.7 },
            new("explicit-ranks", EstimatorKind.Deductive, 2) { Growth = 0.5, Bias = 0.8, KeepsLedger = false }, new("exact-cones", EstimatorKind.Deductive, 1e12) { Declines = "trained:2nd_argmax_16_10" },
            new("base-accuracy", EstimatorKind.Trivial, 3) { UsesAdvice = true, IsConstant = true }, new("margin-network", EstimatorKind.Deductive, 40) { UsesAdvice = true, Growth = 0.3, IsPartlyMetered = true },
            new("<b>&odd", EstimatorKind.Hybrid, 0.4) { FailsAt = 1_000_000 }, new("mean-propagation", EstimatorKind.Deductive, 0.002) { KeepsLedger = false }, new("nowhere", EstimatorKind.Deductive, 1) { Declines = "*" },
        ],
        ["trained:2nd_argmax_16_10", "handcrafted:3"], [10_000, 100_000, 1_000_000], draws: 8);

    /// <summary>A run of the size that researchers make: one model, and as many estimators, budgets and noisy copies as asked for.</summary>
    public static RunRecord Large(int estimators = 50, int budgets = 8, int draws = 64) => Make(
        "large",
        [.. Enumerable.Range(0, estimators).Select(i => new SampleEstimator(FormattableString.Invariant($"estimator-{i:00}"), (EstimatorKind)(i % Enum.GetValues<EstimatorKind>().Length), Math.Pow(10, (i % 11 / 4.0) - 1)) { UsesAdvice = i % 4 == 3, Bias = i % 5 / 10.0 })],
        ["trained:2nd_argmax_16_10"], [.. Enumerable.Range(0, budgets).Select(i => (long)Math.Round(1e4 * Math.Pow(10, i / 2.0)))], draws);

    private static RunRecord Make(string suite, SampleEstimator[] estimators, string[] models, long[] budgets, int draws)
    {
        var manifest = new RunManifest
        {
            Version = "1.2.3+0123456789abcdef",
            Started = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero),
            Seconds = 3725.5,
            Suite = suite,
            Seed = 7,
            Noise = "auto:0.1",
            Draws = draws,
            Budgets = budgets,
            TruthSamples = 4_000_000,
            TimeLimitSeconds = 600,
            MemoryLimitMegabytes = 4096,
            Models = [.. models.Select((model, index) => Model(model, index))],
            Estimators = [.. estimators.Select(estimator => estimator.Info).OrderBy(estimator => estimator.Id, StringComparer.Ordinal)],
            Advice =
            [
                .. from estimator in estimators
                   where estimator.UsesAdvice
                   from model in models
                   select new ManifestAdvice(estimator.Id, model, Outcome.Completed, 1728, 2_500_000, Additions(2_500_000), MeteringGrade.Full, 0, 1.25, null) { Sha256 = new string('a', 64) },
            ],
            Machine = new ManifestMachine("an operating system", "X64", 2, "a runtime", "process", "a processor"),
        };
        var random = new RandomStream(RandomAddress.Root(7).Child(suite));
        return new RunRecord(manifest,
        [
            .. from model in manifest.Models
               from draw in Enumerable.Range(0, draws)
               let truth = 0.8 + (0.15 * random.NextDouble())
               from budget in budgets
               from estimator in estimators
               select estimator.Measure(model, draw, budget, truth, TruthError, random),
        ]);
    }

    private static ManifestModel Model(string reference, int index) => index == 0
        ? new(reference, "f1", "relu-rnn", "2nd_argmax", "accuracy", 16, 10, 10, 432, 5247, Additions(5247), 0.1, "relative", 0.014_823_7, 4_000_000)
        : new(reference, "f2", "relu-rnn", "2nd_argmax", "accuracy", 4, 3, 3, 32, 111, Additions(111), 1 / 3.0, "relative", 0.02, 4_000_000) { ExactTruth = "exact-cones" };

    private static OperationCounts Additions(long count) => OperationCounts.Of((OperationClass.AddSingle, count));

    private sealed record SampleEstimator(string Id, EstimatorKind Kind, double Efficiency)
    {
        public bool UsesAdvice { get; init; }

        // Factor of the efficiency from each budget to one ten times as large.
        public double Growth { get; init; } = 1;

        // In standard deviations.
        public double Bias { get; init; }

        public bool IsConstant { get; init; }

        public bool KeepsLedger { get; init; } = true;

        public string? Declines { get; init; }

        public long FailsAt { get; init; }

        public bool IsPartlyMetered { get; init; }

        public EstimatorInfo Info => new(Id, Kind, UsesAdvice, $"What {Id} does.", "A paper, section 1", "Plugin" + Kind, "/home/somebody/plugins/Plugin.dll", new string('0', 64));

        // What a sample of so many inputs owes, and some signs; advice has been paid for otherwise.
        private IReadOnlyList<ExplanationCheck> Ledger(ManifestModel model, long budget, int draw) => IsConstant || UsesAdvice
            ? [new("", "its number is advice", 0)]
            : [new("", "standardised", 0), new("inputs", FormattableString.Invariant($"{budget / model.SamplingFlops} inputs"), (double)budget / model.SamplingFlops), new("inputs", "signs of the weights", 8 + (draw % 3))];

        public Measurement Measure(ManifestModel model, int draw, long budget, double truth, double truthError, RandomStream random)
        {
            double flops = IsConstant ? 0 : 0.97 * budget;
            double variance = truth * (1 - truth);
            double efficiency = Efficiency * Math.Pow(Growth, Math.Log10(budget / 1e4));
            double deviation = Math.Sqrt(variance * model.SamplingFlops / Math.Max(IsConstant ? 1e4 : flops, model.SamplingFlops) / efficiency);
            double gaussian = random.NextGaussian();
            var outcome = Declines == "*" || Declines == model.Reference ? Outcome.NotSupported : FailsAt == budget && draw % 3 == 0 ? Outcome.Faulted : Outcome.Completed;
            bool completed = outcome == Outcome.Completed;
            return new Measurement
            {
                Estimator = Id,
                Model = model.Reference,
                Draw = draw,
                Budget = budget,
                Outcome = outcome,
                Value = completed ? truth + (deviation * (gaussian + Bias)) : null,
                StandardError = completed && Kind == EstimatorKind.Sampling ? deviation : null,
                Flops = completed ? (long)flops : 0,
                DeclaredFlops = 0,
                Operations = completed ? OperationCounts.Of((OperationClass.MultiplySingle, (long)(flops / 2)), (OperationClass.AddSingle, (long)flops - (long)(flops / 2)), (OperationClass.GaussianDraw, 10)) : OperationCounts.None,
                Metering = IsPartlyMetered ? MeteringGrade.Partial : MeteringGrade.Full,
                Unmetered = IsPartlyMetered && completed ? [new UnmeteredSite("cblas_dgemm", UnmeteredKind.Native, "Matrix.Multiply", "Matrix.cs:31", 3)] : null,
                Seconds = 0.001,
                PeakMemoryBytes = 50_000_000,
                Truth = truth,
                TruthStandardError = truthError,
                TruthVariance = variance,
                Explanation = completed && KeepsLedger ? Ledger(model, budget, draw) : null,
                Message = outcome switch
                {
                    Outcome.Faulted => "IndexOutOfRangeException: Index [3] was outside the bounds of the <array>.",
                    Outcome.NotSupported => $"The estimator '{Id}' does not support this problem.",
                    _ => null,
                },
            };
        }
    }
}

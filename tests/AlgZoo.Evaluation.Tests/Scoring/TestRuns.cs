namespace AlgZoo.Evaluation.Tests.Scoring;

/// <summary>Manifests and measurements without anything having run. One sample costs 100 FLOPs, the trivial estimate is 0.5.</summary>
internal static class TestRuns
{
    public const long SamplingFlops = 100;
    public const double Variance = 0.09;

    public static readonly OperationCounts OneSample = OperationCounts.Of((OperationClass.MultiplySingle, 60), (OperationClass.AddSingle, 40), (OperationClass.GaussianDraw, 2));

    public static RunManifest Manifest(IReadOnlyList<string> models, IReadOnlyList<string> estimators, IReadOnlyList<long> budgets, int draws, ulong seed = 1) => new()
    {
        Version = "test",
        Started = default,
        Suite = "test",
        Seed = seed,
        Noise = "relative:0.1",
        Draws = draws,
        Budgets = budgets,
        TimeLimitSeconds = 1,
        Models = [.. models.Select(model => new ManifestModel(model, "fingerprint of " + model, "relu-rnn", "2nd_argmax", "accuracy", 2, 2, 2, 10, SamplingFlops, OneSample, TrivialEstimate: 0.5, "relative", 0.1, 1000))],
        Estimators = [.. estimators.Select(Estimator)],
        Machine = new ManifestMachine("any", "any", 1, "any"),
    };

    public static EstimatorInfo Estimator(string id) => new(id, EstimatorKind.Sampling, UsesAdvice: false, "", "", "TestPlugin", "/plugins/TestPlugin.dll", "00");

    public static Measurement Cell(
        string estimator, int draw, long budget, double? error, double flops, string model = "m", double truth = 0.9, double truthError = 0, double variance = Variance, Outcome? outcome = null) => new()
    {
        Estimator = estimator,
        Model = model,
        Draw = draw,
        Budget = budget,
        Outcome = outcome ?? Outcome.Completed,
        Value = truth + error,
        Flops = (long)flops,
        DeclaredFlops = 0,
        Operations = OperationCounts.Of((OperationClass.AddDouble, (long)flops)),
        Metering = MeteringGrade.Full,
        Seconds = 0,
        Truth = truth,
        TruthStandardError = truthError,
        TruthVariance = variance,
        Message = outcome?.ToString(),
    };

    /// <summary>Cells whose errors all have the size that gives an efficiency: their interval is a point.</summary>
    public static IEnumerable<Measurement> Sharp(string estimator, int draws, long budget, double flops, double efficiency)
    {
        double error = Math.Sqrt(Variance * SamplingFlops / Math.Max(flops, SamplingFlops) / efficiency);
        return Enumerable.Range(0, draws).Select(draw => Cell(estimator, draw, budget, draw % 2 == 0 ? error : -error, flops));
    }

    /// <summary>Cells whose errors are Gaussian with an efficiency.</summary>
    public static IEnumerable<Measurement> Gaussian(string estimator, int draws, long budget, double efficiency, ulong seed)
    {
        var random = new RandomStream(RandomAddress.Root(seed).Child("test-run").Child(estimator));
        double scale = Math.Sqrt(Variance * SamplingFlops / Math.Max(budget, SamplingFlops) / efficiency);
        return [.. Enumerable.Range(0, draws).Select(draw => Cell(estimator, draw, budget, scale * random.NextGaussian(), budget))];
    }
}

namespace AlgZoo.Evaluation;

/// <summary>Sums up, by estimator, the work that its FLOPs do not hold. The order of the measurements does not matter.</summary>
internal static class OutsideTheCount
{
    public static IReadOnlyList<UnmeteredCallee> Unmetered(RunManifest manifest, IReadOnlyList<Measurement> measurements)
    {
        string[] models = [.. manifest.Models.Select(model => model.Reference)];
        return
        [
            .. measurements
                .Where(measurement => measurement.Unmetered is not null)
                .OrderBy(measurement => Array.IndexOf(models, measurement.Model)).ThenBy(measurement => measurement.Budget).ThenBy(measurement => measurement.Draw)
                .SelectMany(measurement => measurement.Unmetered!.Select(site => (measurement.Estimator, Site: site)))
                .GroupBy(call => (call.Estimator, call.Site.Callee, call.Site.Kind))
                .Select(calls => new UnmeteredCallee(
                    calls.Key.Estimator, calls.Key.Callee, calls.Key.Kind, calls.Select(call => call.Site.Source).FirstOrDefault(source => source is not null), calls.Sum(call => call.Site.Hits)))
                .OrderBy(callee => callee.Estimator, StringComparer.Ordinal).ThenByDescending(callee => callee.Hits).ThenBy(callee => callee.Callee, StringComparer.Ordinal).ThenBy(callee => callee.Kind),
        ];
    }

    // The largest, not the sum: static state is set up once per process, and how many processes a run takes depends on jobs, interruptions and shards.
    public static IReadOnlyList<SetUpCompute> SetUp(RunManifest manifest, IReadOnlyList<Measurement> measurements) =>
    [
        .. measurements.Select(measurement => (measurement.Estimator, measurement.SetUpFlops))
            .Concat(manifest.Advice.Select(advice => (advice.Estimator, advice.SetUpFlops)))
            .GroupBy(call => call.Estimator, StringComparer.Ordinal)
            .Select(calls => new SetUpCompute(calls.Key, calls.Max(call => call.SetUpFlops)))
            .Where(setUp => setUp.Flops > 0)
            .OrderBy(setUp => setUp.Estimator, StringComparer.Ordinal),
    ];
}

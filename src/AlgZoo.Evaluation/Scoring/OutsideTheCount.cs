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

    public static IReadOnlyList<string> SetUp(RunManifest manifest, IReadOnlyList<Measurement> measurements)
    {
        var estimators = measurements.Where(measurement => measurement.SetUpFlops > 0).Select(measurement => measurement.Estimator)
            .Concat(manifest.Advice.Where(advice => advice.SetUpFlops > 0).Select(advice => advice.Estimator)).ToHashSet(StringComparer.Ordinal);
        return [.. manifest.Estimators.Where(estimator => estimators.Contains(estimator.Id)).Select(estimator => estimator.Plugin).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}

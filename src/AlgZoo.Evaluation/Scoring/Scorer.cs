namespace AlgZoo.Evaluation;

/// <summary>Turns measurements into scores. Pure: the same measurements in any order give the same scores.</summary>
public static class Scorer
{
    /// <summary>The model name under which a suite's models are scored together.</summary>
    public const string AllModels = "*";

    /// <summary>Scores a run. An estimator whose process ended in three cells in a row counts as not run in all later cells, whatever was measured there.</summary>
    /// <param name="manifest">What was run.</param>
    /// <param name="measurements">What was measured; cells may be missing.</param>
    /// <returns>The scores.</returns>
    public static RunScores Score(RunManifest manifest, IReadOnlyList<Measurement> measurements)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(measurements);
        measurements = Scored(manifest, measurements);
        var table = new ScoreTable(manifest, measurements);
        string[] kinds = [.. manifest.Models.Select(model => model.NoiseKind).Distinct(StringComparer.Ordinal)];
        double[] sigmas = [.. manifest.Models.Select(model => model.Sigma).Distinct()];
        return new RunScores
        {
            Suite = manifest.Suite,
            Seed = manifest.Seed,
            Noise = new ScoredNoise(kinds.Length == 1 ? kinds[0] : manifest.Noise, sigmas.Length == 1 ? sigmas[0] : null),
            Draws = manifest.Draws,
            PriceTable = manifest.PriceTable,
            Complete = measurements.Count == manifest.Cells,
            Scores = table.Scores,
            Headline = Headlines.Of(manifest, table),
            Failures = Failures(measurements),
            Unmetered = OutsideTheCount.Unmetered(manifest, measurements),
            SetUp = OutsideTheCount.SetUp(manifest, measurements),
        };
    }

    /// <summary>The measurements as they are scored: what an estimator did after its process had ended in three cells in a row counts as not run.</summary>
    /// <param name="manifest">What was run.</param>
    /// <param name="measurements">What was measured; cells may be missing.</param>
    /// <returns>As many measurements, in the same order.</returns>
    public static IReadOnlyList<Measurement> Scored(RunManifest manifest, IReadOnlyList<Measurement> measurements)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(measurements);
        return GivenUp.Apply(manifest, measurements);
    }

    private static FailureSummary[] Failures(IReadOnlyList<Measurement> measurements) =>
    [
        .. measurements
            .Where(measurement => measurement.Outcome != Outcome.Completed)
            .GroupBy(measurement => (measurement.Estimator, measurement.Model, measurement.Budget, measurement.Outcome))
            .OrderBy(group => group.Key.Estimator, StringComparer.Ordinal).ThenBy(group => group.Key.Model, StringComparer.Ordinal).ThenBy(group => group.Key.Budget).ThenBy(group => group.Key.Outcome)
            .Select(group => new FailureSummary(
                group.Key.Estimator, group.Key.Model, group.Key.Budget, group.Key.Outcome, group.Count(), group.MinBy(measurement => measurement.Draw)!.Message)),
    ];
}

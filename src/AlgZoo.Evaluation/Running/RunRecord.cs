namespace AlgZoo.Evaluation;

/// <summary>What a run directory holds: all that scores are made of.</summary>
/// <param name="Manifest">What was run.</param>
/// <param name="Measurements">What was measured, in the order in which the cells ended; cells of an interrupted run are missing.</param>
public sealed record RunRecord(RunManifest Manifest, IReadOnlyList<Measurement> Measurements)
{
    /// <summary>The run as if it had been run with some of its estimators only.</summary>
    /// <param name="estimators">Their ids.</param>
    /// <returns>Their part of the manifest, and their measurements.</returns>
    public RunRecord Only(IReadOnlySet<string> estimators)
    {
        ArgumentNullException.ThrowIfNull(estimators);
        var manifest = Manifest with
        {
            Estimators = [.. Manifest.Estimators.Where(estimator => estimators.Contains(estimator.Id))],
            Advice = [.. Manifest.Advice.Where(advice => estimators.Contains(advice.Estimator))],
        };
        return new RunRecord(manifest, [.. Measurements.Where(cell => estimators.Contains(cell.Estimator))]);
    }

    /// <summary>The same run under another price table: the FLOPs of cells, of advice and of the sampling baseline are priced anew. Budgets stay as they were requested.</summary>
    /// <param name="table">The table.</param>
    /// <returns>The run itself where <paramref name="table"/> is its own.</returns>
    public RunRecord PricedBy(PriceTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (string.Equals(table.Name, Manifest.PriceTable, StringComparison.Ordinal))
        {
            return this;
        }

        var manifest = Manifest with
        {
            PriceTable = table.Name,
            Models = [.. Manifest.Models.Select(model => model with { SamplingFlops = table.Price(model.SamplingOperations) })],
            Advice = [.. Manifest.Advice.Select(advice => advice with { Flops = table.Price(advice.Operations) })],
        };
        return new RunRecord(manifest, [.. Measurements.Select(measurement => measurement with { Flops = table.Price(measurement.Operations) })]);
    }
}

using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>What the completed cells of an estimator spent, by class of operation.</summary>
/// <param name="Estimator">The estimator.</param>
/// <param name="Cells">How many cells it completed, at least 1.</param>
/// <param name="Prices">The prices that the scores use.</param>
internal sealed record EstimatorCompute(EstimatorReport Estimator, int Cells, PriceTable Prices)
{
    /// <summary>FLOPs of all completed cells together.</summary>
    public double Flops { get; } = Prices.Price(Estimator.Operations);

    /// <summary>Mean FLOPs of a completed cell.</summary>
    public double FlopsPerCell => Flops / Cells;

    /// <summary>FLOPs of all completed cells in one class.</summary>
    public double FlopsOf(OperationClass operation) => (double)Estimator.Operations[operation] * Prices[operation];

    /// <summary>Share of one class in the FLOPs, in [0, 1].</summary>
    public double ShareOf(OperationClass operation) => Flops > 0 ? FlopsOf(operation) / Flops : 0;

    /// <summary>The groups that cost anything, with their shares, in the order of <see cref="OperationGroup.All"/>.</summary>
    public IEnumerable<(OperationGroup Group, double Share)> Shares() =>
        OperationGroup.All.Select(group => (Group: group, Share: group.Classes.Sum(ShareOf))).Where(entry => entry.Share > 0);

    /// <summary>The group that costs most; null where nothing was spent.</summary>
    public OperationGroup? Costliest => Shares().OrderByDescending(entry => entry.Share).Select(entry => entry.Group).FirstOrDefault();

    /// <summary>The estimators of a report that completed any cell, best first; none where the run has prices that this version does not know.</summary>
    public static IReadOnlyList<EstimatorCompute> Of(RunReport report)
    {
        if (PriceTable.All.FirstOrDefault(table => string.Equals(table.Name, report.Manifest.PriceTable, StringComparison.Ordinal)) is not { } prices)
        {
            return [];
        }

        var completed = report.Measurements.Where(cell => cell.Outcome == Outcome.Completed).CountBy(cell => cell.Estimator, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return [.. report.Estimators.Where(estimator => completed.ContainsKey(estimator.Id)).Select(estimator => new EstimatorCompute(estimator, completed[estimator.Id], prices))];
    }
}

namespace AlgZoo.Evaluation;

/// <summary>
/// The rule that gives up an estimator whose process ended in three cells in a row. It is a function of measurements in plan order: a run that did not yet know of the third death when it went on, because cells ran in
/// parallel, in another shard or before an interruption, is scored as if it had known.
/// </summary>
internal static class GivenUp
{
    /// <summary>The measurements as the scores see them: what an estimator did after its third death in a row counts as not run. Missing cells end a row, so that nobody is given up for a cell that is not known.</summary>
    public static IReadOnlyList<Measurement> Apply(RunManifest manifest, IReadOnlyList<Measurement> measurements)
    {
        string[] suspects = [.. measurements.Where(cell => cell.EndedWorker).Select(cell => cell.Estimator).Distinct(StringComparer.Ordinal)];
        if (suspects.Length == 0)
        {
            return measurements;
        }

        var order = new PlanOrder(manifest);
        var lastDeaths = suspects
            .Select(suspect => LastDeath(order, measurements.Where(cell => string.Equals(cell.Estimator, suspect, StringComparison.Ordinal))))
            .OfType<Measurement>()
            .ToDictionary(death => death.Estimator, StringComparer.Ordinal);
        return [.. measurements.Select(cell => lastDeaths.TryGetValue(cell.Estimator, out var death) && order.PositionOfEstimator(cell) > order.PositionOfEstimator(death) ? NotRun(cell, death) : cell)];
    }

    /// <summary>What is recorded of a cell that comes after the third death.</summary>
    /// <param name="cell">The cell and its truth.</param>
    /// <param name="lastDeath">The third death.</param>
    public static Measurement NotRun(Measurement cell, Measurement lastDeath) => new()
    {
        Estimator = cell.Estimator,
        Model = cell.Model,
        Draw = cell.Draw,
        Budget = cell.Budget,
        Outcome = lastDeath.Outcome,
        NotRun = true,
        Flops = 0,
        DeclaredFlops = 0,
        Operations = OperationCounts.None,
        Metering = MeteringGrade.Full,
        Seconds = 0,
        Truth = cell.Truth,
        TruthStandardError = cell.TruthStandardError,
        TruthVariance = cell.TruthVariance,
        Message = "Not run: " + Reason(lastDeath),
    };

    /// <summary>Why an estimator was given up.</summary>
    public static string Reason(Measurement lastDeath) => $"the estimator ended its process in three cells in a row, the last with: {lastDeath.Message}";

    private static Measurement? LastDeath(PlanOrder order, IEnumerable<Measurement> cells)
    {
        var count = new DeathCount();
        long next = 0;
        foreach (var cell in cells.OrderBy(order.PositionOfEstimator))
        {
            long position = order.PositionOfEstimator(cell);
            if (position != next)
            {
                count.Take(cell: null, hasSmallestBudget: false);
            }

            if (count.Take(cell, order.HasSmallestBudget(cell)))
            {
                return cell;
            }

            next = position + 1;
        }

        return null;
    }
}

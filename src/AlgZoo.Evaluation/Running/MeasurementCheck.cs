namespace AlgZoo.Evaluation;

/// <summary>Checks measurements that were read, one after the other, against what their manifest says was run.</summary>
internal sealed class MeasurementCheck(RunManifest manifest)
{
    private readonly HashSet<string> _estimators = [.. manifest.Estimators.Select(estimator => estimator.Id)];
    private readonly HashSet<string> _models = [.. manifest.Models.Select(model => model.Reference)];
    private readonly Dictionary<CellId, Measurement> _cells = [];

    /// <summary>Whether some cell was measured after it had been recorded as not run.</summary>
    public bool HasReplacements { get; private set; }

    /// <summary>What is wrong with a measurement; null if nothing is.</summary>
    public string? Defect(Measurement measurement) => measurement switch
    {
        _ when !_estimators.Contains(measurement.Estimator) => $"the manifest has no estimator '{measurement.Estimator}'",
        _ when !_models.Contains(measurement.Model) => $"the manifest has no model '{measurement.Model}'",
        _ when !manifest.Budgets.Contains(measurement.Budget) => FormattableString.Invariant($"the manifest has no budget {measurement.Budget}"),
        _ when measurement.Draw < 0 || measurement.Draw >= manifest.Draws => FormattableString.Invariant($"the manifest has no draw {measurement.Draw}"),
        { Flops: < 0 } => "its FLOPs are negative",
        { Outcome: Outcome.Completed, Value: null } => "a completed cell has no value",
        _ when !double.IsFinite(measurement.Value ?? 0) || !double.IsFinite(measurement.Truth) || !double.IsFinite(measurement.TruthStandardError) || !double.IsFinite(measurement.TruthVariance) => "a number is infinite",
        _ when !IsFirst(measurement) => "the same cell was measured before",
        _ => null,
    };

    // A cell that was recorded as not run may be run later, when a resumed run has cells that change who is given up.
    private bool IsFirst(Measurement measurement)
    {
        var id = CellId.Of(measurement);
        if (_cells.TryGetValue(id, out var earlier) && !earlier.NotRun)
        {
            return false;
        }

        HasReplacements |= earlier is not null;
        _cells[id] = measurement;
        return true;
    }
}

namespace AlgZoo.Evaluation;

/// <summary>The order in which a plan goes through its cells: model, draw, budget, estimator.</summary>
internal sealed class PlanOrder(RunManifest manifest)
{
    private readonly Dictionary<string, int> _models = Positions(manifest.Models.Select(model => model.Reference));
    private readonly Dictionary<string, int> _estimators = Positions(manifest.Estimators.Select(estimator => estimator.Id));
    private readonly Dictionary<long, int> _budgets = manifest.Budgets.Select((budget, index) => (budget, index)).ToDictionary(entry => entry.budget, entry => entry.index);

    /// <summary>Place of a cell among all cells of the whole run.</summary>
    public long Position(Measurement cell) => (((CopyOf(cell) * _budgets.Count) + _budgets[cell.Budget]) * _estimators.Count) + _estimators[cell.Estimator];

    /// <summary>Place of a cell among the cells of its estimator.</summary>
    public long PositionOfEstimator(Measurement cell) => (CopyOf(cell) * _budgets.Count) + _budgets[cell.Budget];

    /// <summary>Whether a cell has the smallest budget.</summary>
    public bool HasSmallestBudget(Measurement cell) => _budgets[cell.Budget] == 0;

    private static Dictionary<string, int> Positions(IEnumerable<string> names) => names.Select((name, index) => (name, index)).ToDictionary(entry => entry.name, entry => entry.index, StringComparer.Ordinal);

    private long CopyOf(Measurement cell) => ((long)_models[cell.Model] * manifest.Draws) + cell.Draw;
}

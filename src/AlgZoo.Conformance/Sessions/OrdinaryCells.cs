using AlgZoo.Evaluation;

namespace AlgZoo.Conformance;

/// <summary>What came of the ordinary models, each at the smallest budget at which the estimator takes it.</summary>
internal sealed class OrdinaryCells
{
    private static readonly long[] Budgets = [100_000, Cell.LargeBudget];

    // For an estimator that takes nothing else.
    private const long HugeBudget = 1_000_000_000;

    private readonly List<(Cell Cell, CellResult Result)> _asked = [];
    private readonly List<Cell> _completed = [];
    private readonly List<(Cell Cell, CellResult Result)> _failed = [];
    private readonly List<(Cell Cell, CellResult Result)> _overBudget = [];
    private readonly List<(Cell Cell, CellResult Result)> _withoutAnswer = [];

    private OrdinaryCells(IReadOnlyList<Probe> probes)
    {
        Probes = probes;
    }

    /// <summary>The models that the estimator can be asked about: with advice only those about which there is some.</summary>
    public IReadOnlyList<Probe> Probes { get; }

    /// <summary>All cells, with what came of them.</summary>
    public IReadOnlyList<(Cell Cell, CellResult Result)> Asked => _asked;

    /// <summary>The cells that gave an estimate.</summary>
    public IReadOnlyList<Cell> Completed => _completed;

    /// <summary>The cells that the estimator took and did not come to an estimate with.</summary>
    public IReadOnlyList<(Cell Cell, CellResult Result)> Failed => _failed;

    /// <summary>The cells that went over their budget.</summary>
    public IReadOnlyList<(Cell Cell, CellResult Result)> OverBudget => _overBudget;

    /// <summary>The cells in which <see cref="IMechanisticEstimator.Supports"/> did not come to an answer.</summary>
    public IReadOnlyList<(Cell Cell, CellResult Result)> WithoutAnswer => _withoutAnswer;

    public static OrdinaryCells Ask(Subject subject, CancellationToken cancellationToken)
    {
        var cells = new OrdinaryCells(ProbesFor(subject, cancellationToken));
        var open = new List<Probe>(cells.Probes);
        foreach (long budget in Budgets)
        {
            open.RemoveAll(probe => cells.IsSettled(subject, new Cell(probe, budget), cancellationToken));
        }

        for (int i = 0; i < open.Count && cells._completed.Count == 0; i++)
        {
            cells.IsSettled(subject, new Cell(open[i], HugeBudget), cancellationToken);
        }

        return cells;
    }

    /// <summary>Whether nothing is gained by asking about the same model at a larger budget.</summary>
    private bool IsSettled(Subject subject, Cell cell, CancellationToken cancellationToken)
    {
        // An estimator that hangs once is not waited for again and again.
        if (_failed.Exists(failure => failure.Result.Outcome == Outcome.TimedOut))
        {
            return true;
        }

        var result = subject.Ask(cell, cancellationToken);
        _asked.Add((cell, result));
        switch (result.Outcome)
        {
            case Outcome.Completed:
                _completed.Add(cell);
                return true;
            case Outcome.NotSupported:
                return false;
            case Outcome.Faulted or Outcome.TimedOut or Outcome.OverBudget when result.Supports is null:
                _withoutAnswer.Add((cell, result));
                return true;
            case Outcome.OverBudget:
                _overBudget.Add((cell, result));
                return false;
            default:
                _failed.Add((cell, result));
                return true;
        }
    }

    private static IReadOnlyList<Probe> ProbesFor(Subject subject, CancellationToken cancellationToken)
    {
        if (!subject.Info.UsesAdvice)
        {
            return OrdinaryProbes.All;
        }

        IEnumerable<Probe> probes = [PreparedAdvice.Smallest];
        if (subject.Advice.IsQuick(cancellationToken))
        {
            probes = probes.Concat(OrdinaryProbes.All.DistinctBy(probe => probe.Task).Select(probe => Probe.NoisyCopyOf(probe, OrdinaryProbes.Noise, draw: 1)));
        }

        return [.. probes.Where(probe => subject.Advice.Of(probe, cancellationToken).Outcome == Outcome.Completed)];
    }
}

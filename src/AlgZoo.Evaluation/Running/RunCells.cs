namespace AlgZoo.Evaluation;

/// <summary>The cells of a run that have been measured, with those that its directory held before. Safe for concurrent use.</summary>
internal sealed class RunCells
{
    private readonly Lock _lock = new();
    private readonly RunPlan _plan;
    private readonly RunDirectory _directory;
    private readonly IRunObserver? _observer;
    private readonly GiveUpWatch _watch;
    private readonly Dictionary<CellId, Measurement> _cells;

    public RunCells(RunPlan plan, RunDirectory directory, IRunObserver? observer)
    {
        _plan = plan;
        _directory = directory;
        _observer = observer;
        _watch = new GiveUpWatch(plan);
        _cells = (directory.Before?.Measurements ?? []).ToDictionary(CellId.Of);
    }

    /// <summary>Number of cells so far.</summary>
    public int Count => _cells.Count;

    /// <summary>All of them, those of an earlier run first.</summary>
    public IReadOnlyList<Measurement> Measurements => [.. _cells.Values];

    /// <summary>Goes on to the next noisy copy of the plan.</summary>
    /// <returns>Its cells that were not measured before, by ascending budget and estimator.</returns>
    public IReadOnlyList<(EstimatorInfo Estimator, long Budget)> Open(string model, int draw)
    {
        _watch.Next();
        var open = new List<(EstimatorInfo Estimator, long Budget)>();
        // What runs at the same time is then of different plugins, each of which makes do with one process.
        foreach (long budget in _plan.Suite.Budgets)
        {
            foreach (var estimator in _plan.Estimators)
            {
                var known = _cells.GetValueOrDefault(new CellId(estimator.Id, model, draw, budget));
                if (known is { NotRun: false })
                {
                    Watch(known);
                }
                else if (known is null || _watch.LastDeath(estimator.Id) is null)
                {
                    open.Add((estimator, budget));
                }
            }
        }

        return open;
    }

    /// <summary>The third death in a row of an estimator, after which its cells are not run; null if it was not given up.</summary>
    public Measurement? LastDeath(string estimator)
    {
        lock (_lock)
        {
            return _watch.LastDeath(estimator);
        }
    }

    /// <summary>Writes down a cell of the present copy.</summary>
    /// <exception cref="IOException">The run directory cannot be written.</exception>
    public void Add(Measurement measurement)
    {
        _directory.Append(measurement);
        lock (_lock)
        {
            _cells[CellId.Of(measurement)] = measurement;
            if (!measurement.NotRun)
            {
                Watch(measurement);
            }
        }

        _observer?.CellFinished(measurement);
    }

    /// <summary>The log of a plugin during a cell.</summary>
    public Action<string> PluginLog(EstimatorInfo estimator, string model, int draw, long budget) =>
        _directory.PluginLog(estimator.Plugin, FormattableString.Invariant($"{estimator.Id} at {budget} on {model}, draw {draw}"));

    private void Watch(Measurement measurement)
    {
        if (_watch.Add(measurement))
        {
            _observer?.GivenUp(measurement.Estimator, GivenUp.Reason(_watch.LastDeath(measurement.Estimator)!));
        }
    }
}

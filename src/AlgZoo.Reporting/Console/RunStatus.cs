using System.Globalization;
using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>Follows a run and says in words how far it is: cells done, rate, time left, what is being run, and what failed. Safe for concurrent use.</summary>
public sealed class RunStatus : IRunObserver
{
    // The rate is that of the last cells: estimators and budgets differ too much for an average over the whole run.
    private static readonly TimeSpan RateWindow = TimeSpan.FromMinutes(2);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly Queue<(long Timestamp, long Done)> _milestones = new();
    private readonly Dictionary<(string Estimator, string Model, int Draw, long Budget), string> _running = [];
    private readonly SortedDictionary<string, SortedDictionary<Outcome, int>> _failures = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _givenUp = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _plugins;
    private string? _preparation;
    private long _done;

    /// <summary>Starts to follow.</summary>
    /// <param name="plan">What is run.</param>
    /// <param name="time">Measures the rate.</param>
    public RunStatus(RunPlan plan, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        Cells = plan.Cells;
        _plugins = plan.Estimators.ToDictionary(estimator => estimator.Id, estimator => estimator.Plugin, StringComparer.Ordinal);
        _milestones.Enqueue((time.GetTimestamp(), 0));
    }

    /// <summary>Number of cells of the run.</summary>
    public long Cells { get; }

    /// <summary>Cells done, with those of an earlier run.</summary>
    public long Done
    {
        get
        {
            lock (_lock)
            {
                return _done;
            }
        }
    }

    /// <summary>How far the run is, for example <c>120 of 3,456 cells (3%), 14.2 cells/s, 3 min 55 s left</c>.</summary>
    public string Progress
    {
        get
        {
            lock (_lock)
            {
                string done = string.Create(CultureInfo.InvariantCulture, $"{_done:N0} of {Cells:N0} cells ({(Cells == 0 ? 100 : 100 * _done / Cells)}%)");
                return Rate() is > 0 and var rate
                    ? string.Create(CultureInfo.InvariantCulture, $"{done}, {FlopFormat.Ratio(rate)} cells/s, {Duration(TimeSpan.FromSeconds(Math.Min((Cells - _done) / rate, TimeSpan.MaxValue.TotalSeconds / 2)))} left")
                    : done;
            }
        }
    }

    /// <summary>What is going on, for example <c>sobol at 1e6 on trained:2nd_argmax_4_3, draw 5</c>; of several cells that which began first. Empty between two things.</summary>
    public string Activity
    {
        get
        {
            lock (_lock)
            {
                return _preparation ?? _running.Values.FirstOrDefault() ?? "";
            }
        }
    }

    /// <summary>What failed so far by plugin, for example <c>Hostile 12 (Crashed 9, TimedOut 3); given up: hostile-exit</c>; empty if nothing. A cell that an estimator declines is no failure.</summary>
    public string Failures
    {
        get
        {
            lock (_lock)
            {
                var plugins = _failures.Select(plugin => string.Create(CultureInfo.InvariantCulture,
                    $"{plugin.Key} {plugin.Value.Values.Sum():N0} ({string.Join(", ", plugin.Value.Select(outcome => string.Create(CultureInfo.InvariantCulture, $"{outcome.Key} {outcome.Value:N0}")))})"));
                return string.Join("; ", _givenUp.Count == 0 ? plugins : plugins.Append($"given up: {string.Join(", ", _givenUp)}"));
            }
        }
    }

    /// <summary>All of it in one line.</summary>
    public string Line
    {
        get
        {
            string activity = Activity;
            string failures = Failures;
            return Progress + (activity.Length == 0 ? "" : "; now " + activity) + (failures.Length == 0 ? "" : "; failed: " + failures);
        }
    }

    /// <inheritdoc/>
    public void Resumed(int cells)
    {
        lock (_lock)
        {
            _done = cells;
            _milestones.Clear();
            _milestones.Enqueue((_time.GetTimestamp(), cells));
        }
    }

    /// <inheritdoc/>
    public void AdviceStarted(string estimator, string model) => Prepare($"advice of {estimator} about {model}");

    /// <inheritdoc/>
    public void TruthProgressed(string model, int draw, long samplesDone, long samples) =>
        Prepare(string.Create(CultureInfo.InvariantCulture, $"ground truth of {model}, draw {draw}: {100 * samplesDone / Math.Max(samples, 1)}%"));

    /// <inheritdoc/>
    public void TruthFound(string model, int draw) => Prepare(null);

    /// <inheritdoc/>
    public void CellStarted(string estimator, string model, int draw, long budget)
    {
        lock (_lock)
        {
            _preparation = null;
            _running[(estimator, model, draw, budget)] = string.Create(CultureInfo.InvariantCulture, $"{estimator} at {FlopFormat.Compute(budget)} on {model}, draw {draw}");
        }
    }

    /// <inheritdoc/>
    public void CellFinished(Measurement measurement)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        lock (_lock)
        {
            _running.Remove((measurement.Estimator, measurement.Model, measurement.Draw, measurement.Budget));
            _done++;
            long now = _time.GetTimestamp();
            _milestones.Enqueue((now, _done));
            while (_milestones.Count > 2 && _time.GetElapsedTime(_milestones.Peek().Timestamp, now) > RateWindow)
            {
                _milestones.Dequeue();
            }

            if (measurement.Outcome is not (Outcome.Completed or Outcome.NotSupported))
            {
                string plugin = _plugins.GetValueOrDefault(measurement.Estimator, measurement.Estimator);
                if (!_failures.TryGetValue(plugin, out var outcomes))
                {
                    _failures.Add(plugin, outcomes = []);
                }

                outcomes[measurement.Outcome] = outcomes.GetValueOrDefault(measurement.Outcome) + 1;
            }
        }
    }

    /// <inheritdoc/>
    public void GivenUp(string estimator, string reason)
    {
        lock (_lock)
        {
            _givenUp.Add(estimator);
        }
    }

    private static string Duration(TimeSpan time) =>
        time.TotalMinutes < 1 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s")
        : time.TotalHours < 1 ? string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds} s")
        : time.TotalDays < 1 ? string.Create(CultureInfo.InvariantCulture, $"{time.Hours} h {time.Minutes} min")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0.0} days");

    private void Prepare(string? what)
    {
        lock (_lock)
        {
            _preparation = what;
        }
    }

    // Cells a second; 0 before the first.
    private double Rate()
    {
        var (timestamp, done) = _milestones.Peek();
        double seconds = _time.GetElapsedTime(timestamp).TotalSeconds;
        return seconds > 0 ? (_done - done) / seconds : 0;
    }
}

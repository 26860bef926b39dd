using System.Globalization;
using AlgZoo.Evaluation;
using AlgZoo.Reporting;
using Spectre.Console;
using IRenderable = Spectre.Console.Rendering.IRenderable;

namespace AlgZoo.Cli;

/// <summary>Shows on standard error how a run goes: a view that is kept up to date in a terminal, otherwise a line for each tenth of the cells, and each minute in between.</summary>
internal static class RunProgress
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LineInterval = TimeSpan.FromMinutes(1);

    public static RunResult Show(RunPlan plan, Func<IRunObserver, RunResult> run)
    {
        string shard = plan.Shard is { } part ? $", shard {part}" : "";
        Terminal.Note(string.Create(CultureInfo.InvariantCulture,
            $"suite {plan.Suite.Name}: {plan.Cells:N0} cells (estimators {plan.Estimators.Count}, models {plan.Models.Count}, draws {plan.Suite.EffectiveDraws}, budgets {plan.Suite.Budgets.Count}), noise {plan.Suite.Noise}, seed {plan.Suite.Seed}{shard}"));
        return Show(plan, run, isBrief: false);
    }

    /// <summary>Shows how it goes when a part of a run is run again and everybody knows why: without a view a line each minute only.</summary>
    public static RunResult ShowBriefly(RunPlan plan, Func<IRunObserver, RunResult> run) => Show(plan, run, isBrief: true);

    private static RunResult Show(RunPlan plan, Func<IRunObserver, RunResult> run, bool isBrief)
    {
        var status = new RunStatus(plan, TimeProvider.System);
        return Terminal.Error.Profile.Capabilities.Interactive ? ShowView(status, run, isBrief) : ShowLines(status, run, isBrief);
    }

    private static RunResult ShowLines(RunStatus status, Func<IRunObserver, RunResult> run, bool isBrief)
    {
        using var lines = new Lines(status, isBrief);
        return run(lines);
    }

    private static RunResult ShowView(RunStatus status, Func<IRunObserver, RunResult> run, bool isBrief) => Terminal.Error
        .Live(View(status))
        .AutoClear(enabled: true)
        .Start(context =>
        {
            using var timer = new Timer(
                _ =>
                {
                    context.UpdateTarget(View(status));
                    context.Refresh();
                },
                null, RefreshInterval, RefreshInterval);
            return run(new Announcements(status, Terminal.Error.WriteLine, isBrief));
        });

    private static Rows View(RunStatus status)
    {
        var rows = new List<IRenderable>
        {
            new BreakdownChart().HideTags().AddItem("done", status.Done, Color.Green).AddItem("open", Math.Max(status.Cells - status.Done, 0), Color.Grey),
            new Text(status.Progress),
            new Text("now: " + status.Activity) { Overflow = Overflow.Ellipsis },
        };
        if (status.Failures is { Length: > 0 } failures)
        {
            rows.Add(new Text("failed: " + failures, new Style(Color.Red)));
        }

        return new Rows(rows);
    }

    /// <summary>Passes on what happens, and says what must not be overlooked.</summary>
    private class Announcements(RunStatus status, Action<string> say, bool isBrief) : IRunObserver
    {
        public virtual void Resumed(int cells)
        {
            status.Resumed(cells);
            if (!isBrief)
            {
                say($"continuing after {status.Progress}");
            }
        }

        public virtual void AdviceStarted(string estimator, string model) => status.AdviceStarted(estimator, model);

        public void TruthProgressed(string model, int draw, long samplesDone, long samples) => status.TruthProgressed(model, draw, samplesDone, samples);

        public void TruthFound(string model, int draw) => status.TruthFound(model, draw);

        public void CellStarted(string estimator, string model, int draw, long budget) => status.CellStarted(estimator, model, draw, budget);

        public virtual void CellFinished(Measurement measurement) => status.CellFinished(measurement);

        public void GivenUp(string estimator, string reason)
        {
            status.GivenUp(estimator, reason);
            say($"{estimator} is given up: {reason}");
        }
    }

    private sealed class Lines : Announcements, IDisposable
    {
        private readonly Lock _lock = new();
        private readonly RunStatus _status;
        private readonly bool _isBrief;
        private readonly Timer _timer;
        private long _tenths;

        public Lines(RunStatus status, bool isBrief)
            : base(status, Terminal.Note, isBrief)
        {
            _status = status;
            _isBrief = isBrief;
            _timer = new Timer(_ => Write(), null, LineInterval, LineInterval);
        }

        public override void Resumed(int cells)
        {
            base.Resumed(cells);
            _tenths = Tenths();
        }

        public override void AdviceStarted(string estimator, string model)
        {
            base.AdviceStarted(estimator, model);
            Terminal.Note("preparing the " + _status.Activity);
        }

        public override void CellFinished(Measurement measurement)
        {
            base.CellFinished(measurement);
            lock (_lock)
            {
                long tenths = Tenths();
                if (tenths > _tenths && !_isBrief)
                {
                    _tenths = tenths;
                    Write();
                }
            }
        }

        public void Dispose() => _timer.Dispose();

        private long Tenths() => _status.Done * 10 / Math.Max(_status.Cells, 1);

        private void Write()
        {
            lock (_lock)
            {
                Terminal.Note(_status.Line);
                _timer?.Change(LineInterval, LineInterval);
            }
        }
    }
}

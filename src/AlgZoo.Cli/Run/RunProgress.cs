using System.Globalization;
using AlgZoo.Evaluation;
using Spectre.Console;

namespace AlgZoo.Cli;

/// <summary>Shows on standard error how a run goes: progress bars in a terminal, otherwise a line for each tenth of the cells.</summary>
internal static class RunProgress
{
    public static RunResult Show(RunPlan plan, Func<IRunObserver, RunResult> run)
    {
        var console = Terminal.Error;
        Terminal.Note(string.Create(CultureInfo.InvariantCulture,
            $"suite {plan.Suite.Name}: {plan.Cells:N0} cells (estimators {plan.Estimators.Count}, models {plan.Models.Count}, draws {plan.Suite.EffectiveDraws}, budgets {plan.Suite.Budgets.Count}), noise {plan.Suite.Noise}, seed {plan.Suite.Seed}"));
        if (!console.Profile.Capabilities.Interactive)
        {
            return run(new Lines(plan));
        }

        return console.Progress()
            .AutoClear(enabled: true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new RemainingTimeColumn())
            .Start(context => run(new Bars(plan, context)));
    }

    // Descriptions stay short, without names of models: they can be paths, and the bars would not fit beside them.
    private sealed class Bars : IRunObserver
    {
        private const string Cells = "cells";

        private readonly ProgressTask _truths;
        private readonly ProgressTask _cells;

        public Bars(RunPlan plan, ProgressContext context)
        {
            _truths = context.AddTask("ground truths", maxValue: (double)plan.Models.Count * plan.Suite.EffectiveDraws);
            _cells = context.AddTask(Cells, maxValue: plan.Cells);
        }

        public void Resumed(int cells) => _cells.Value = cells;

        public void AdviceStarted(string estimator, string model) => _cells.Description = Markup.Escape($"advice of {estimator}");

        public void TruthProgressed(string model, int draw, long samplesDone, long samples) => _truths.Value = Math.Max(_truths.Value, Math.Floor(_truths.Value) + (0.999 * samplesDone / samples));

        public void TruthFound(string model, int draw) => _truths.Value = Math.Floor(_truths.Value) + 1;

        public void CellStarted(string estimator, string model, int draw, long budget)
        {
            // The bar shows finished cells.
        }

        public void GivenUp(string estimator, string reason) => Terminal.Error.WriteLine($"{estimator} was given up: {reason}");

        public void CellFinished(Measurement measurement)
        {
            _cells.Description = Cells;
            _cells.Increment(1);
        }
    }

    private sealed class Lines(RunPlan plan) : IRunObserver
    {
        private readonly Lock _lock = new();
        private long _finished;

        public void Resumed(int cells)
        {
            _finished = cells;
            Terminal.Note(string.Create(CultureInfo.InvariantCulture, $"continuing after {cells:N0} of {plan.Cells:N0} cells"));
        }

        public void AdviceStarted(string estimator, string model) => Terminal.Note($"preparing the advice of {estimator} about {model}");

        public void TruthProgressed(string model, int draw, long samplesDone, long samples)
        {
            // A line per tenth of the cells is enough.
        }

        public void TruthFound(string model, int draw)
        {
            // A line per tenth of the cells is enough.
        }

        public void CellStarted(string estimator, string model, int draw, long budget)
        {
            // A line per tenth of the cells is enough.
        }

        public void GivenUp(string estimator, string reason) => Terminal.Note($"{estimator} was given up: {reason}");

        public void CellFinished(Measurement measurement)
        {
            lock (_lock)
            {
                _finished++;
                if (_finished * 10 / plan.Cells != (_finished - 1) * 10 / plan.Cells)
                {
                    Terminal.Note(string.Create(CultureInfo.InvariantCulture, $"{_finished:N0} of {plan.Cells:N0} cells"));
                }
            }
        }
    }
}

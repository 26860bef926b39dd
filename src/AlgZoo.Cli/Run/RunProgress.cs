using System.Globalization;
using AlgZoo.Evaluation;
using Spectre.Console;

namespace AlgZoo.Cli;

/// <summary>Shows on standard error how a run goes: progress bars in a terminal, a line per model otherwise.</summary>
internal sealed class RunProgress : IRunObserver
{
    private readonly ProgressTask _truths;
    private readonly ProgressTask _cells;
    private readonly RunPlan _plan;
    private readonly bool _isInteractive;
    private string? _announced;

    private RunProgress(RunPlan plan, ProgressContext context, bool isInteractive)
    {
        _plan = plan;
        _isInteractive = isInteractive;
        _truths = context.AddTask("ground truth", maxValue: (double)plan.Models.Count * plan.Suite.EffectiveDraws);
        _cells = context.AddTask("cells", maxValue: plan.Cells);
    }

    public static RunResult Show(RunPlan plan, Func<IRunObserver, RunResult> run)
    {
        var console = Terminal.Error;
        Terminal.Note(string.Create(CultureInfo.InvariantCulture,
            $"suite {plan.Suite.Name}: {plan.Cells:N0} cells ({plan.Estimators.Count} estimators, {plan.Models.Count} models, {plan.Suite.EffectiveDraws} draws, {plan.Suite.Budgets.Count} budgets), noise {plan.Suite.Noise}, seed {plan.Suite.Seed}"));
        return console.Progress()
            .AutoClear(enabled: true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new RemainingTimeColumn())
            .Start(context => run(new RunProgress(plan, context, console.Profile.Capabilities.Interactive)));
    }

    public void AdviceStarted(string estimator, string model) => Announce($"advice of {estimator} about {model}");

    public void TruthProgressed(string model, int draw, long samplesDone, long samples)
    {
        Announce($"measuring on {model}");
        _truths.Value = Math.Max(_truths.Value, TruthsBefore(model, draw) + (samplesDone / (double)samples));
    }

    public void TruthFound(string model, int draw) => _truths.Value = TruthsBefore(model, draw) + 1;

    public void CellFinished(Measurement measurement)
    {
        Announce($"measuring on {measurement.Model}");
        _cells.Increment(1);
    }

    private double TruthsBefore(string model, int draw)
    {
        int index = 0;
        while (!string.Equals(_plan.Models[index].Base.Reference, model, StringComparison.Ordinal))
        {
            index++;
        }

        return ((double)index * _plan.Suite.EffectiveDraws) + draw;
    }

    private void Announce(string activity)
    {
        if (string.Equals(Interlocked.Exchange(ref _announced, activity), activity, StringComparison.Ordinal))
        {
            return;
        }

        if (_isInteractive)
        {
            _cells.Description = Markup.Escape(activity);
        }
        else
        {
            Terminal.Note(activity);
        }
    }
}

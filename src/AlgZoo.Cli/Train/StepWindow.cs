using AlgZoo.Training;

namespace AlgZoo.Cli;

/// <summary>Sums over the steps since the last multiple of <see cref="Length"/>; over the whole stretch before it at the multiple itself.</summary>
internal readonly record struct StepWindow(long Steps, double LossSum, double AccuracySum)
{
    /// <summary>Steps that the original's log takes together.</summary>
    public const int Length = 1024;

    public double? Loss => Steps == 0 ? null : LossSum / Steps;

    public double? Accuracy(SequenceTask task) => Steps == 0 || task is RegressionTask ? null : AccuracySum / Steps;

    public StepWindow After(TrainingProgress progress)
    {
        var started = Steps == Length ? default : this;
        return new(started.Steps + progress.Steps, started.LossSum + (progress.Loss * progress.Steps), started.AccuracySum + ((progress.Accuracy ?? 0) * progress.Steps));
    }
}

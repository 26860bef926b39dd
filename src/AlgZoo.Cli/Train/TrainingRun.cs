using System.Diagnostics;
using System.Reflection;
using AlgZoo.Training;

namespace AlgZoo.Cli;

/// <summary>The training of one seed, from where it was left to the last checkpoint.</summary>
/// <param name="plan">What is trained.</param>
/// <param name="seed">The seed.</param>
/// <param name="threads">Threads for this seed.</param>
/// <param name="status">Is told how far it is.</param>
internal sealed class TrainingRun(TrainingPlan plan, int seed, int threads, SeedStatus status)
{
    private static readonly TimeSpan SaveInterval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestStretch = TimeSpan.FromSeconds(0.25);

    private readonly TrainingRecipe _recipe = plan.RecipeOf(seed);
    private readonly RecipeRecord _recipeRecord = RecipeRecord.Of(plan.RecipeOf(seed));
    private readonly TrainingFiles _files = new(plan.Folder, plan.RecipeOf(seed));
    private readonly Stopwatch _sinceSave = new();
    private double _seconds;
    private StepWindow _window;

    /// <summary>Trains, or goes on with, the seed; writes its files.</summary>
    /// <returns>The record of the finished model.</returns>
    /// <exception cref="OperationCanceledException">The token was signalled; the state was saved.</exception>
    /// <exception cref="TrainingDivergedException">The loss or a weight is not finite.</exception>
    /// <exception cref="UserErrorException">Another process trains the seed, or its state cannot be used.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public TrainedModelRecord Run(CancellationToken cancellationToken)
    {
        using var exclusive = SeedLock.Take(_files.Lock);
        if (plan.Force)
        {
            _files.DeleteAll(plan.CheckpointSteps);
        }

        var trainer = new Trainer(_recipe, threads);
        var state = File.Exists(_files.State) ? Continue() : trainer.Start();
        using var log = new StepLog<TrainingLine>(_files.TrainingLog, state.Step, TrainingLogJson.Default.TrainingLine);
        using var validations = new StepLog<ValidationLine>(_files.ValidationLog, state.Step - 1, TrainingLogJson.Default.ValidationLine);
        status.Started(state.Step);
        _sinceSave.Start();
        TrainedModelRecord? record = null;
        foreach (long step in plan.CheckpointSteps.Where(step => step >= state.Step))
        {
            Train(trainer, state, step, log, cancellationToken);
            Save(state);
            record = WriteCheckpoint(trainer, state, cancellationToken);
            validations.Append(new(step, _seconds, record.Validation.Loss, _recipe.Task is RegressionTask ? null : record.Validation.Value));
        }

        File.Delete(_files.State);
        return record!;
    }

    private TrainingState Continue()
    {
        var saved = SavedTraining.Read(_files.State, _recipeRecord);
        _seconds = saved.Seconds;
        _window = saved.Window;
        return saved.ToState();
    }

    private void Train(Trainer trainer, TrainingState state, long lastStep, StepLog<TrainingLine> log, CancellationToken cancellationToken)
    {
        while (state.Step < lastStep)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                Save(state);
                cancellationToken.ThrowIfCancellationRequested();
            }

            Stretch(trainer, state, lastStep);
            if (state.Step % StepWindow.Length == 0 || state.Step == _recipe.Steps)
            {
                log.Append(new(state.Step, _seconds, _window.Loss!.Value, _window.Accuracy(_recipe.Task), MeanLearningRate(trainer, state.Step)));
            }

            if (_sinceSave.Elapsed > SaveInterval)
            {
                Save(state);
            }
        }
    }

    // As many steps as the log takes together, or fewer where that would take long. It is not interrupted, so that no step is missing in the log.
    private void Stretch(Trainer trainer, TrainingState state, long lastStep)
    {
        double rate = state.Step / _seconds;
        long quick = rate > 0 ? Math.Max(1, (long)Math.Min(rate * LongestStretch.TotalSeconds, StepWindow.Length)) : 1;
        long steps = Math.Min(quick, Math.Min(StepWindow.Length - (state.Step % StepWindow.Length), lastStep - state.Step));
        long start = Stopwatch.GetTimestamp();
        var progress = trainer.Advance(state, steps, CancellationToken.None);
        _seconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
        _window = _window.After(progress);
        status.Trained(state.Step, progress, trainer.LearningRate(state.Step - 1));
    }

    private double MeanLearningRate(Trainer trainer, long step)
    {
        double sum = 0;
        for (long k = step - _window.Steps; k < step; k++)
        {
            sum += trainer.LearningRate(k);
        }

        return sum / _window.Steps;
    }

    private TrainedModelRecord WriteCheckpoint(Trainer trainer, TrainingState state, CancellationToken cancellationToken)
    {
        if (!Array.TrueForAll(state.Parameters, float.IsFinite))
        {
            throw new TrainingDivergedException(state.Step - 1, trainer.LearningRate(state.Step - 1));
        }

        status.Validating();
        var model = trainer.ModelOf(state);
        var record = new TrainedModelRecord(
            _files.NameAfter(state.Step), _recipeRecord, state.Step * _recipe.BatchSize, _window.Loss, _window.Accuracy(_recipe.Task),
            Validation.Score(model, _recipe.Task, plan.ValidationSequences, threads, cancellationToken), _seconds, Version());
        _files.WriteCheckpoint(state.Step, model, record);
        return record;
    }

    private void Save(TrainingState state)
    {
        SavedTraining.Write(_files.State, _recipeRecord, state, _seconds, _window);
        _sinceSave.Restart();
    }

    private static string Version() => typeof(Trainer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}

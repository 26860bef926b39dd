using System.Collections.Concurrent;
using System.Globalization;
using AlgZoo.Training;

namespace AlgZoo.Cli;

/// <summary>The training of all seeds of a plan: which are left to do, several side by side, and which are kept.</summary>
internal sealed class TrainingSession(TrainingPlan plan)
{
    private readonly Dictionary<int, SeedStatus> _statuses = plan.Seeds.ToDictionary(seed => seed, seed => new SeedStatus(plan.RecipeOf(seed), TimeProvider.System));
    private readonly ConcurrentDictionary<int, SeedOutcome> _outcomes = new();

    /// <summary>Trains what is not there.</summary>
    /// <param name="cancellationToken">Stops the training; the states are saved.</param>
    /// <returns>The outcome of every seed, in the order of the plan.</returns>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    /// <exception cref="UserErrorException">The folder holds another run under the same name.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public IReadOnlyList<SeedOutcome> Run(CancellationToken cancellationToken)
    {
        int[] missing = [.. plan.Seeds.Where(seed => !IsThere(seed))];
        foreach (int seed in missing)
        {
            NoteContinuation(seed);
        }

        Directory.CreateDirectory(plan.Folder);
        Train(missing, cancellationToken);
        if (plan.KeepBest && Best() is { } best)
        {
            if (!FilesOf(best).HasCheckpoint(plan.Recipe.Steps))
            {
                Terminal.Note(string.Create(CultureInfo.InvariantCulture, $"seed {best} is the best, but its weights had been deleted; training it again"));
                Train([best], cancellationToken);
            }

            DeleteOthers(best);
        }

        return [.. plan.Seeds.Select(seed => _outcomes[seed])];
    }

    private TrainingFiles FilesOf(int seed) => new(plan.Folder, plan.RecipeOf(seed));

    // A seed that lost against another one left its record behind, which is all that a further contest needs.
    private bool IsThere(int seed)
    {
        var files = FilesOf(seed);
        if (plan.Force || !File.Exists(files.Record(plan.Recipe.Steps)))
        {
            return false;
        }

        var record = TrainedModelRecord.Read(files.Record(plan.Recipe.Steps));
        RecipeRecord.Of(plan.RecipeOf(seed)).EnsureSameAs(record.Recipe, files.Record(plan.Recipe.Steps));
        bool hasWeights = files.HasCheckpoint(plan.Recipe.Steps);
        if (hasWeights)
        {
            EnsureCheckpoints(files, plan.Recipe.Steps);
        }
        else if (!plan.KeepBest)
        {
            return false;
        }

        _outcomes[seed] = new(seed, hasWeights ? SeedEnd.AlreadyThere : SeedEnd.NotKept, record);
        Terminal.Note(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: already there ({files.Name})"));
        return true;
    }

    private void NoteContinuation(int seed)
    {
        var files = FilesOf(seed);
        if (!plan.Force && File.Exists(files.State))
        {
            var saved = SavedTraining.Read(files.State, RecipeRecord.Of(plan.RecipeOf(seed)));
            EnsureCheckpoints(files, saved.Step - 1);
            Terminal.Note(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: going on after {saved.Step * plan.Recipe.BatchSize:N0} of {plan.Recipe.Sequences:N0} sequences"));
        }
    }

    private void EnsureCheckpoints(TrainingFiles files, long lastStep)
    {
        string[] missing = [.. plan.CheckpointSteps.Where(step => step <= lastStep && !files.HasCheckpoint(step)).Select(step => (step * plan.Recipe.BatchSize).ToString(CultureInfo.InvariantCulture))];
        if (missing.Length > 0)
        {
            throw new UserErrorException($"{files.Name} was trained without the checkpoints after {string.Join(", ", missing)} sequences; leave --checkpoints out, train anew with --force, or name another folder with --out.");
        }
    }

    private void Train(int[] seeds, CancellationToken cancellationToken)
    {
        if (seeds.Length == 0)
        {
            return;
        }

        var queue = new ConcurrentQueue<int>(seeds);
        int lanes = Math.Min(plan.Threads, seeds.Length);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            TrainingProgressView.Show([.. seeds.Select(seed => _statuses[seed])], () => Task.WaitAll(
                [.. Enumerable.Range(0, lanes).Select(_ => Task.Factory.StartNew(() => TrainQueued(queue, plan.Threads / lanes, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))],
                CancellationToken.None));
        }
        catch (AggregateException exception)
        {
            // Whatever is not an interruption is the reason for the others.
            var reason = exception.InnerExceptions.FirstOrDefault(inner => inner is not OperationCanceledException) ?? exception.InnerExceptions[0];
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(reason);
        }
    }

    private void TrainQueued(ConcurrentQueue<int> queue, int threads, CancellationTokenSource stop)
    {
        while (queue.TryDequeue(out int seed))
        {
            stop.Token.ThrowIfCancellationRequested();
            try
            {
                var record = new TrainingRun(plan, seed, threads, _statuses[seed]).Run(stop.Token);
                _outcomes[seed] = new(seed, SeedEnd.Trained, record);
                TrainingProgressView.Say(string.Create(CultureInfo.InvariantCulture,
                    $"seed {seed}: {record.Validation}, training loss {record.TrainingLoss:0.0000}, {record.Seconds:0.0} s"));
            }
            catch (TrainingDivergedException exception)
            {
                _outcomes[seed] = new(seed, SeedEnd.Diverged, null);
                TrainingProgressView.Say(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: diverged at step {exception.Step:N0}; train more sequences, which warm up longer, or another seed"));
            }
            catch
            {
                stop.Cancel();
                throw;
            }
            finally
            {
                _statuses[seed].Ended();
            }
        }
    }

    private int? Best()
    {
        var scored = _outcomes.Values.Where(outcome => outcome.Record is not null).OrderBy(outcome => outcome.Seed);
        var best = plan.Recipe.Task is RegressionTask ? scored.MinBy(outcome => outcome.Record!.Validation.Value) : scored.MaxBy(outcome => outcome.Record!.Validation.Value);
        return best?.Seed;
    }

    private void DeleteOthers(int best)
    {
        SeedOutcome[] others = [.. _outcomes.Values.Where(outcome => outcome.Seed != best && outcome.Record is not null && outcome.Status != SeedEnd.NotKept).OrderBy(outcome => outcome.Seed)];
        foreach (var other in others)
        {
            FilesOf(other.Seed).DeleteAllButRecord(plan.CheckpointSteps);
            _outcomes[other.Seed] = other with { Status = SeedEnd.NotKept };
        }

        if (others.Length > 0)
        {
            string seeds = string.Join(", ", others.Select(other => other.Seed.ToString(CultureInfo.InvariantCulture)));
            Terminal.Note(string.Create(CultureInfo.InvariantCulture, $"kept seed {best}; deleted the weights and logs of {seeds} (their records, {plan.Recipe.Task.Name}_...json, stay)"));
        }
    }
}

namespace AlgZoo.Training;

/// <summary>What a stretch of training steps gave, before each step's update.</summary>
/// <param name="Steps">Steps of the stretch.</param>
/// <param name="Loss">Mean training loss per sequence: cross-entropy in nats, or squared error.</param>
/// <param name="Accuracy">Share of sequences answered rightly; null for a scalar output.</param>
public readonly record struct TrainingProgress(long Steps, double Loss, double? Accuracy);

/// <summary>Trains one model. The weights depend on the recipe alone: not on the number of threads, the vector width, or where the run was cut and resumed. Not safe for concurrent use.</summary>
public sealed class Trainer
{
    /// <summary>Prepares a run.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="threads">Threads to use, at least 1.</param>
    /// <exception cref="ArgumentException">The recipe is impossible.</exception>
    public Trainer(TrainingRecipe recipe, int threads = 1) => throw new NotImplementedException();

    /// <summary>The state before the first step: initial weights from the recipe's seed.</summary>
    /// <returns>A new state.</returns>
    public TrainingState Start() => throw new NotImplementedException();

    /// <summary>Advances a state by some steps, at most to the end of the recipe.</summary>
    /// <param name="state">The state; changed.</param>
    /// <param name="steps">Steps to take, at least 1.</param>
    /// <param name="cancellationToken">Stops between two steps; the state is then that of the last step done.</param>
    /// <returns>Means over the steps done.</returns>
    /// <exception cref="TrainingDivergedException">The loss is not finite.</exception>
    public TrainingProgress Advance(TrainingState state, long steps, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>The learning rate of a step, counted from 0.</summary>
    /// <param name="step">The step.</param>
    /// <returns>The rate.</returns>
    public double LearningRate(long step) => throw new NotImplementedException();

    /// <summary>The model of a state.</summary>
    /// <param name="state">The state.</param>
    /// <returns>The model.</returns>
    public Model ModelOf(TrainingState state) => throw new NotImplementedException();
}

using AlgZoo.Numerics;

namespace AlgZoo.Training;

/// <summary>What a stretch of training steps gave, before each step's update.</summary>
/// <param name="Steps">Steps of the stretch.</param>
/// <param name="Loss">Mean training loss per sequence: cross-entropy in nats, or squared error.</param>
/// <param name="Accuracy">Share of sequences answered rightly; null for a scalar output.</param>
public readonly record struct TrainingProgress(long Steps, double Loss, double? Accuracy);

/// <summary>
/// Trains one model. The weights depend on the recipe alone, to the bit: not on the number of threads, the machine and its vector width, or where the run was cut and resumed. Not safe for concurrent use.
/// </summary>
public sealed class Trainer
{
    private readonly TrainingRecipe _recipe;
    private readonly ParameterLayout _layout;
    private readonly LearningRateSchedule _schedule;
    private readonly BatchGradient _batch;
    private readonly GradientKernels _kernels;

    /// <summary>Prepares a run.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="threads">Threads to use, at least 1; of these, at most one for each 128 sequences of a batch.</param>
    /// <exception cref="ArgumentException">The recipe is impossible.</exception>
    public Trainer(TrainingRecipe recipe, int threads = 1)
        : this(recipe, threads, SimdPaths.Fastest)
    {
    }

    internal Trainer(TrainingRecipe recipe, int threads, SimdPath path)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        recipe.EnsurePossible();
        _recipe = recipe;
        _layout = ParameterLayout.Of(recipe.Task, recipe.HiddenSize, recipe.SequenceLength);
        _schedule = LearningRateSchedule.Of(recipe);
        _batch = new(recipe, _layout.Count, threads, path);
        _kernels = GradientKernels.For(path);
    }

    /// <summary>The state before the first step: initial weights from the recipe's seed.</summary>
    /// <returns>A new state.</returns>
    public TrainingState Start()
    {
        float[] parameters = InitialWeights.Draw(_layout, RandomAddress.Root(_recipe.Seed).Child("initial weights"));
        return new(step: 0, parameters, new float[parameters.Length], new float[parameters.Length]);
    }

    /// <summary>Advances a state by some steps, at most to the end of the recipe.</summary>
    /// <param name="state">The state; changed.</param>
    /// <param name="steps">Steps to take, at least 1.</param>
    /// <param name="cancellationToken">Ends the stretch between two steps, without an exception; the state is then that of the last step done.</param>
    /// <returns>Means over the steps done; not a number where none was done.</returns>
    /// <exception cref="ArgumentException">The state is not one of this recipe's.</exception>
    /// <exception cref="TrainingDivergedException">The loss is not finite; the state is that before the step.</exception>
    public TrainingProgress Advance(TrainingState state, long steps, CancellationToken cancellationToken = default)
    {
        EnsureOwn(state);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        long first = state.Step;
        long end = first + Math.Min(steps, _recipe.Steps - first);
        double loss = 0;
        long hits = 0;
        unsafe
        {
            fixed (float* parameters = state.Parameters, firstMoments = state.FirstMoments, secondMoments = state.SecondMoments)
            {
                float* current = parameters;
                using var team = new ThreadTeam(_batch.Threads, thread => _batch.Evaluate(thread, state.Step, current));
                for (long step = first; step < end && !cancellationToken.IsCancellationRequested; step++)
                {
                    team.Run();
                    var sums = _batch.Add();
                    double learningRate = LearningRate(step);
                    if (!double.IsFinite(sums.Loss))
                    {
                        throw new TrainingDivergedException(step, learningRate);
                    }

                    var update = new AdamWStep(step, learningRate, _recipe.WeightDecay, gradientScale: 1.0 / _recipe.BatchSize);
                    _kernels.Update(update, _batch.Gradient.Pointer, parameters, firstMoments, secondMoments, _layout.Count);
                    state.Step = step + 1;
                    loss += sums.Loss;
                    hits += sums.Hits;
                }
            }
        }

        long done = state.Step - first;
        double sequences = (double)done * _recipe.BatchSize;
        return new(done, loss / sequences, _recipe.Task is ClassificationTask ? hits / sequences : null);
    }

    /// <summary>The learning rate of a step.</summary>
    /// <param name="step">The step, counted from 0.</param>
    /// <returns>The rate.</returns>
    public double LearningRate(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        return _schedule.Rate(step);
    }

    /// <summary>The model of a state.</summary>
    /// <param name="state">The state.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ArgumentException">The state is not one of this recipe's, or a weight is not finite.</exception>
    public Model ModelOf(TrainingState state)
    {
        EnsureOwn(state);
        var tensors = _layout.WithValues(state.Parameters);
        return _recipe.Task.Inputs == InputLaw.StandardGaussian ? new ReluRnn(_recipe.SequenceLength, tensors) : new AttentionTransformer(tensors);
    }

    private void EnsureOwn(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Parameters.Length != _layout.Count || state.FirstMoments.Length != _layout.Count || state.SecondMoments.Length != _layout.Count)
        {
            throw new ArgumentException($"The state has {state.Parameters.Length} parameters; the recipe's model has {_layout.Count}.", nameof(state));
        }

        if (state.Step < 0 || state.Step > _recipe.Steps)
        {
            throw new ArgumentException($"The state is that of step {state.Step}; the recipe has {_recipe.Steps} steps.", nameof(state));
        }
    }
}

using System.Globalization;
using AlgZoo.Training;

namespace AlgZoo.Cli;

/// <summary>What can be trained, and how much.</summary>
internal static class TrainingSizes
{
    /// <summary>Batches are whole tiles of the trainer.</summary>
    public const int BatchMultiple = 32;

    // The original's share of its run.
    private const int WarmUpShare = 64;

    /// <summary>The original's training of a size (alg-zoo, training.py).</summary>
    public static TrainingRecipe Original(TrainingRecipe size) => size with { Sequences = 1L << 30, BatchSize = 1024, WarmUpSteps = 1 << 14 };

    /// <summary>The original's training rescaled to a number of sequences, rounded up to whole batches.</summary>
    public static TrainingRecipe Rescaled(TrainingRecipe size, long sequences, int batchSize)
    {
        long steps = ((sequences - 1) / batchSize) + 1;
        return size with { Sequences = steps * batchSize, BatchSize = batchSize, WarmUpSteps = Math.Max(1, steps / WarmUpShare) };
    }

    /// <summary>Checks that a size can be trained, and read again once it is.</summary>
    /// <exception cref="UserErrorException">It cannot; the message names the option and the remedy.</exception>
    public static void Ensure(TrainingRecipe recipe)
    {
        bool isTransformer = recipe.Task.Inputs == InputLaw.UniformTokens;
        EnsureAtMost("--hidden-size", recipe.HiddenSize, isTransformer ? AttentionTransformer.MaximumSize : ReluRnn.MaximumHiddenSize);
        EnsureAtMost("--seq-len", recipe.SequenceLength, isTransformer ? AttentionTransformer.MaximumSize : ReluRnn.MaximumSequenceLength);
        if (recipe.SequenceLength < recipe.Task.MinimumLength)
        {
            throw new UserErrorException(string.Create(CultureInfo.InvariantCulture, $"--seq-len: the task {recipe.Task.Name} needs sequences of {recipe.Task.MinimumLength} or more."));
        }

        if (recipe.BatchSize % BatchMultiple != 0)
        {
            int below = recipe.BatchSize / BatchMultiple * BatchMultiple;
            throw new UserErrorException(string.Create(CultureInfo.InvariantCulture, $"--batch-size: {recipe.BatchSize} is no multiple of {BatchMultiple}; take {below} or {below + BatchMultiple}."));
        }
    }

    private static void EnsureAtMost(string option, int value, int maximum)
    {
        if (value > maximum)
        {
            throw new UserErrorException(string.Create(CultureInfo.InvariantCulture, $"{option}: {value} is too large; models of this kind go up to {maximum}."));
        }
    }
}

using System.Globalization;
using AlgZoo.Numerics;

namespace AlgZoo.Training;

/// <summary>What is trained and how. Defaults are the original's hyperparameters (alg-zoo, training.py), but for fewer sequences (the original: 2^30), smaller batches (1,024) and a warm-up scaled to the length of the run.</summary>
public sealed record TrainingRecipe
{
    /// <summary>The task; its loss is cross-entropy for a distribution output, squared error for a scalar output.</summary>
    public required SequenceTask Task { get; init; }

    /// <summary>Hidden size d, at least 1.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>Sequence length n, at least the task's minimum.</summary>
    public required int SequenceLength { get; init; }

    /// <summary>Training sequences: a positive multiple of <see cref="BatchSize"/>. Default 2^26.</summary>
    public long Sequences { get; init; } = 1L << 26;

    /// <summary>Sequences of a batch: a positive multiple of 32. Default 128.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Seed of the initialisation and of the training sequences.</summary>
    public ulong Seed { get; init; }

    /// <summary>Peak learning rate times the square root of the hidden size. Default 0.04.</summary>
    public double LearningRateScale { get; init; } = 0.04;

    /// <summary>Steps of linear warm-up; null for a 64th of the run, which is the original's share.</summary>
    public long? WarmUpSteps { get; init; }

    /// <summary>Decoupled weight decay, per step and unit of learning rate. Default 0.001.</summary>
    public double WeightDecay { get; init; } = 0.001;

    /// <summary>Optimiser steps of the run.</summary>
    public long Steps => Sequences / BatchSize;

    internal void EnsurePossible()
    {
        bool isRnn = Task.Inputs == InputLaw.StandardGaussian;
        EnsureWithin("hidden size", HiddenSize, 1, isRnn ? ReluRnn.MaximumHiddenSize : AttentionTransformer.MaximumSize);
        EnsureWithin("sequence length", SequenceLength, Task.MinimumLength, isRnn ? ReluRnn.MaximumSequenceLength : AttentionTransformer.MaximumSize);
        if (BatchSize < 1 || BatchSize % Tile.Lanes != 0)
        {
            throw new ArgumentException($"The batch size {BatchSize} is not a positive multiple of {Tile.Lanes}.");
        }

        if (Sequences < 1 || Sequences % BatchSize != 0)
        {
            throw new ArgumentException($"The number of sequences {Sequences} is not a positive multiple of the batch size {BatchSize}.");
        }

        if (WarmUpSteps < 0)
        {
            throw new ArgumentException($"The number of warm-up steps {WarmUpSteps} is negative.");
        }

        EnsureRate("learning rate", LearningRateScale);
        EnsureRate("weight decay", WeightDecay);
    }

    private static void EnsureRate(string name, double value)
    {
        if (!(value >= 0 && double.IsFinite(value)))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The {name} {value} is not a finite number of at least 0."));
        }
    }

    private void EnsureWithin(string name, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            throw new ArgumentException($"The {name} {value} is not between {least} and {most}, as the task {Task.Name} needs.");
        }
    }
}

namespace AlgZoo.Training;

/// <summary>What is trained and how. Defaults are the original's hyperparameters (alg-zoo, training.py), with the warm-up scaled to the length of the run.</summary>
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
}

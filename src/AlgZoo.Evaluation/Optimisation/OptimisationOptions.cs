namespace AlgZoo.Evaluation;

/// <summary>The effort for <see cref="OptimisationEstimator"/>.</summary>
public sealed record OptimisationOptions
{
    /// <summary>Fewest <see cref="Particles"/>.</summary>
    public const int FewestParticles = 32;

    /// <summary>Default of <see cref="Particles"/> for two inputs, where a score takes a microsecond.</summary>
    public const int ParticlesOfTwoInputs = 2000;

    /// <summary>Default of <see cref="Particles"/> for more inputs.</summary>
    public const int ParticlesElse = 400;

    /// <summary>Seed of all random numbers. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads; 0 for one per processor, the default. Does not change the result.</summary>
    public int Threads { get; init; }

    /// <summary>Initialisations at once in each repetition of the splitting, at least <see cref="FewestParticles"/>; null for <see cref="ParticlesOfTwoInputs"/> or <see cref="ParticlesElse"/>.</summary>
    public int? Particles { get; init; }

    /// <summary>Independent repetitions of the splitting, at least 4. Default 8.</summary>
    public int Repetitions { get; init; } = 8;

    /// <summary>Bits at which the splitting gives up and states a lower bound, positive. Default 64.</summary>
    public double MaximumBits { get; init; } = 64;

    /// <summary>Sequences for each score where there is no exact method, at least 32; rounded up to a multiple of 32. Default 4,096.</summary>
    public int Samples { get; init; } = 4096;

    /// <summary>The resolution to which a description of the weights must keep the score, positive; that of the truth is taken where it is coarser. Default 1e-6.</summary>
    public double Resolution { get; init; } = PredictiveScore.DefaultResolution;
}

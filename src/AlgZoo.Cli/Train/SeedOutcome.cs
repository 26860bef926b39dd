namespace AlgZoo.Cli;

/// <summary>What became of a seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Record">Its model; null where there is none.</param>
internal sealed record SeedOutcome(int Seed, SeedEnd Status, TrainedModelRecord? Record);

/// <summary>The ends that a seed can come to.</summary>
internal enum SeedEnd
{
    /// <summary>It was trained.</summary>
    Trained,

    /// <summary>It had been trained before.</summary>
    AlreadyThere,

    /// <summary>Its weights were deleted because another seed is better.</summary>
    NotKept,

    /// <summary>Its loss was no longer finite.</summary>
    Diverged,
}

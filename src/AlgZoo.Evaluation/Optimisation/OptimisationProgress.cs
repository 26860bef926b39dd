namespace AlgZoo.Evaluation;

/// <summary>What the search for the bits of optimisation is at.</summary>
public enum OptimisationStage
{
    /// <summary>Rounding the weights.</summary>
    Description,

    /// <summary>Choosing the levels.</summary>
    Pilot,

    /// <summary>Going through the levels in all repetitions.</summary>
    Splitting,

    /// <summary>Plain sampling beside it.</summary>
    PlainSampling,
}

/// <summary>How far the search for the bits of optimisation is.</summary>
/// <param name="Stage">What it is at.</param>
/// <param name="Share">Share of the stage that is done, in [0, 1]; of the pilot, the share of the most bits that it may reach.</param>
public readonly record struct OptimisationProgress(OptimisationStage Stage, double Share);

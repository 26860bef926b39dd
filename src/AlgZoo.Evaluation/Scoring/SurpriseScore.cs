namespace AlgZoo.Evaluation;

/// <summary>The surprise accounting of one estimator at one budget: means, in bits, over the cells of accuracies that completed. The definitions are in docs/scores.md.</summary>
public sealed record SurpriseScore
{
    /// <summary>Number of cells that completed.</summary>
    public required int Cells { get; init; }

    /// <summary>Surprise of the explanation; null where a cell has no ledger.</summary>
    public required double? ExplanationBits { get; init; }

    /// <summary>Standard error of <see cref="ExplanationBits"/> over draws; null where there are too few, or no ledger.</summary>
    public required double? ExplanationStandardError { get; init; }

    /// <summary>Eight for each byte of advice.</summary>
    public required double AdviceBits { get; init; }

    /// <summary>Surprise of the true value given the estimate, see <see cref="PredictiveScore"/>.</summary>
    public required double BitsLeft { get; init; }

    /// <summary>Standard error of <see cref="BitsLeft"/> over draws; null where there are too few.</summary>
    public required double? BitsLeftStandardError { get; init; }

    /// <summary>Explanation, advice and bits left; null where a cell has no ledger.</summary>
    public required double? TotalBits { get; init; }

    /// <summary>Standard error of <see cref="TotalBits"/> over draws; null where there are too few, or no ledger.</summary>
    public required double? TotalStandardError { get; init; }

    /// <summary>Whether every cell stated a standard error; the others are scored with the root mean squared error over the draws of their model.</summary>
    public required bool SigmaIsStated { get; init; }

    /// <summary>The coarsest resolution of a cell: 1e-6, or the standard error of the truth where that is larger.</summary>
    public required double Resolution { get; init; }
}

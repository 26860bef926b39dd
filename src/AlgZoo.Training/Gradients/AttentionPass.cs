namespace AlgZoo.Training;

/// <summary>One layer's attention over a tile, forward and backward. The residual stream is both keys and values: the layer's matrices are merged into queries and into the use of the mixtures.</summary>
internal readonly unsafe struct AttentionPass
{
    /// <summary>Number of queries: n, or 1 in the last layer.</summary>
    public required int QueryCount { get; init; }

    /// <summary>Shape [n][d][lanes].</summary>
    public required float* Stream { get; init; }

    /// <summary>Shape [queries][d][lanes].</summary>
    public required float* Queries { get; init; }

    /// <summary>Shape [queries][n][lanes].</summary>
    public required float* Probabilities { get; init; }

    /// <summary>Shape [queries][d][lanes].</summary>
    public required float* Mixtures { get; init; }
}

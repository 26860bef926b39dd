namespace AlgZoo.Numerics;

/// <summary>
/// Rows of next = activation(inputWeights * input + weights * state) for an array of tiles. The sum starts with the input's product and goes over the columns in ascending order, by fused
/// multiply-adds.
/// </summary>
internal readonly unsafe struct AffineRows
{
    /// <summary>Weights [block][column][row of the block].</summary>
    public required float* Weights { get; init; }

    /// <summary>Weights of the input [block][row of the block].</summary>
    public required float* InputWeights { get; init; }

    /// <summary>Number of row blocks.</summary>
    public required int Blocks { get; init; }

    /// <summary>Columns that are packed in <see cref="Weights"/>.</summary>
    public required int PackedColumns { get; init; }

    /// <summary>Columns that are summed: <see cref="PackedColumns"/>, or 0 where the state is zero.</summary>
    public required int Columns { get; init; }

    /// <summary>The input's row of the first tile.</summary>
    public required float* Input { get; init; }

    /// <summary>Floats from a tile's input row to that of the next.</summary>
    public required int InputStride { get; init; }

    /// <summary>The state's first row of the first tile.</summary>
    public required float* State { get; init; }

    /// <summary>Floats from a tile's state to that of the next.</summary>
    public required int StateStride { get; init; }

    /// <summary>The first row to write of the first tile.</summary>
    public required float* Next { get; init; }

    /// <summary>Floats from a tile's result to that of the next.</summary>
    public required int NextStride { get; init; }

    /// <summary>For the gates among <see cref="Activation"/>: the gate of the first row to write of the first tile; the others lie like the results.</summary>
    public float* Gates { get; init; }

    /// <summary>Number of tiles.</summary>
    public required int Tiles { get; init; }
}

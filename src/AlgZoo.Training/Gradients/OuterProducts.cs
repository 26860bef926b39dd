namespace AlgZoo.Training;

/// <summary>The sums over tiles, steps and lanes of the products of each of some rows with each of some columns; rows and columns are tile rows.</summary>
internal readonly unsafe struct OuterProducts
{
    /// <summary>Number of lanes in which sums are kept: lanes l and l + 16 of a tile share one.</summary>
    public const int SumLanes = 16;

    /// <summary>The first row of the first step of the first tile.</summary>
    public required float* Rows { get; init; }

    /// <summary>Number of rows.</summary>
    public required int RowCount { get; init; }

    /// <summary>Floats from a step's rows to those of the next.</summary>
    public required int RowStepStride { get; init; }

    /// <summary>Floats from a tile's rows to those of the next.</summary>
    public required int RowTileStride { get; init; }

    /// <summary>The first column of the first step of the first tile.</summary>
    public required float* Columns { get; init; }

    /// <summary>Number of columns.</summary>
    public required int ColumnCount { get; init; }

    /// <summary>Floats from a step's columns to those of the next.</summary>
    public required int ColumnStepStride { get; init; }

    /// <summary>Floats from a tile's columns to those of the next.</summary>
    public required int ColumnTileStride { get; init; }

    /// <summary>Number of steps.</summary>
    public required int Steps { get; init; }

    /// <summary>Number of tiles.</summary>
    public required int Tiles { get; init; }

    /// <summary>What is added to, shape [rows][columns][<see cref="SumLanes"/>].</summary>
    public required float* Sums { get; init; }
}

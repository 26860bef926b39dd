namespace AlgZoo.Numerics;

/// <summary>The forward pass of one model on tiles. Safe for concurrent use with a workspace for each caller.</summary>
internal abstract unsafe class TileForward
{
    private const int FirstLevelCacheFloats = 8192;

    private protected TileForward(Model model, int workspaceRows)
    {
        SequenceLength = model.SequenceLength;
        OutputSize = model.OutputSize;
        WorkspaceRows = workspaceRows;
        int rows = SequenceLength + OutputSize + workspaceRows;
        MaximumTiles = Math.Clamp(FirstLevelCacheFloats / (rows * Tile.Lanes), 1, 16);
    }

    public int SequenceLength { get; }

    public int OutputSize { get; }

    /// <summary>Rows of workspace that a tile needs.</summary>
    public int WorkspaceRows { get; }

    /// <summary>How many tiles one call may evaluate: as many as stay in the first-level cache with their workspace.</summary>
    public int MaximumTiles { get; }

    public static TileForward Create(Model model, TileKernels kernels) => model switch
    {
        ReluRnn rnn => new RnnTileForward(rnn, kernels),
        AttentionTransformer transformer => new TransformerTileForward(transformer, kernels),
        _ => throw new ArgumentException($"The architecture {model.Architecture} has no forward pass.", nameof(model)),
    };

    /// <summary>Evaluates tiles.</summary>
    /// <param name="inputs">Shape [tiles][n][32].</param>
    /// <param name="outputs">Shape [tiles][o][32].</param>
    /// <param name="tiles">At most <see cref="MaximumTiles"/>.</param>
    /// <param name="workspace"><see cref="WorkspaceRows"/> rows a tile.</param>
    public abstract void Evaluate(float* inputs, float* outputs, int tiles, float* workspace);
}

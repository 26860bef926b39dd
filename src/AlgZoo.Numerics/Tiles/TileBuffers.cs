namespace AlgZoo.Numerics;

/// <summary>Inputs, outputs and workspace for one caller of a <see cref="TileForward"/>.</summary>
internal sealed class TileBuffers(TileForward forward)
{
    public AlignedBuffer<float> Inputs { get; } = new(forward.MaximumTiles * forward.SequenceLength * Tile.Lanes);

    public AlignedBuffer<float> Outputs { get; } = new(forward.MaximumTiles * forward.OutputSize * Tile.Lanes);

    public AlignedBuffer<float> Workspace { get; } = new(forward.MaximumTiles * forward.WorkspaceRows * Tile.Lanes);
}

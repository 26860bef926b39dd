namespace AlgZoo.Exact;

/// <summary>Receives the cells on which a network is linear.</summary>
internal interface ICellVisitor
{
    /// <summary>Receives one cell.</summary>
    /// <param name="cell">The cell, in the coordinates (r, y1, y2); valid until this returns.</param>
    /// <param name="outputs">Shape [o]: the outputs of the network as forms on the cell; valid until this returns.</param>
    /// <param name="pattern">The neurons that are active on it.</param>
    void Visit(SphericalPolygon cell, ReadOnlySpan<Vector3D> outputs, ActivationPattern pattern);
}

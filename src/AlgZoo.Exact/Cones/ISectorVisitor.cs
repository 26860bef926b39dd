namespace AlgZoo.Exact;

/// <summary>Receives the sectors of the plane on which a network is linear and the order of its inputs does not change.</summary>
internal interface ISectorVisitor
{
    /// <summary>Receives one sector, in the coordinates (r, y).</summary>
    /// <param name="from">Its first ray.</param>
    /// <param name="to">Its last ray, counter-clockwise from the first.</param>
    /// <param name="outputs">Shape [o]: the outputs as forms on the sector, in units; valid until this returns.</param>
    /// <param name="isFirstLarger">Whether the first input is larger than the second.</param>
    /// <param name="pattern">The neurons that are active on it.</param>
    void Visit(in IntegerVector from, in IntegerVector to, ReadOnlySpan<IntegerVector> outputs, bool isFirstLarger, ActivationPattern pattern);
}

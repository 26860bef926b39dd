namespace AlgZoo.Exact;

/// <summary>
/// The affine maps of a ring with as many elements as there are positions, as a balanced set of arrangements: rank x goes to position a x + b, a a unit. For a prime power q of positions this is AGL(1, q),
/// which is sharply 2-transitive: every ordered pair of ranks is at every ordered pair of positions exactly once. For other numbers the ring is Z/m: every rank is at every position equally often,
/// for each a separately, and pairs of ranks only where their difference is a unit.
/// </summary>
internal sealed class PositionGroup
{
    private readonly FiniteRing _ring;

    /// <summary>Makes the group.</summary>
    /// <param name="positions">Number of positions, at least 2.</param>
    public PositionGroup(int positions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(positions, 2);
        _ring = new FiniteRing(positions);
    }

    /// <summary>Number of positions, and of translations b.</summary>
    public int Positions => _ring.Order;

    /// <summary>Number of units a.</summary>
    public int Units => _ring.Units.Count;

    /// <summary>The position of a rank.</summary>
    /// <param name="unit">Which unit a.</param>
    /// <param name="translation">The translation b.</param>
    /// <param name="rank">The rank x.</param>
    /// <returns>a x + b.</returns>
    public int Place(int unit, int translation, int rank) => _ring.Add(_ring.Multiply(_ring.Units[unit], rank), translation);
}

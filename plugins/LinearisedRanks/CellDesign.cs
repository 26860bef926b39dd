namespace AlgZoo.Plugins;

/// <summary>
/// Which cells (a rank order of the inputs and a stratum of each factor of their values) stand for all. The decisive pair and the rank below it run through all ordered triples of positions;
/// a number of cells that is a multiple of n, n (n-1) or n (n-1) (n-2) holds every position, pair or triple equally often, and each of them meets evenly spaced strata of every factor. The same
/// cells serve every model of a task and length. Integer arithmetic only.
/// </summary>
internal sealed class CellDesign
{
    /// <summary>No more cells than this, however large the budget.</summary>
    public const int MaximumCells = 200_000;

    private readonly int _length;
    private readonly int _upper;
    private readonly int _valueFactors;
    private readonly LatinLattice _strata;
    private readonly int _pairMultiplier;
    private readonly int _tripleMultiplier;
    private readonly List<int> _free;

    /// <summary>Lays out the cells.</summary>
    /// <param name="length">Sequence length n, at least 3.</param>
    /// <param name="pair">The decisive pair.</param>
    /// <param name="count">Number of cells, from <see cref="CountWithin"/>.</param>
    /// <param name="valueFactors">Number of factors of the values.</param>
    public CellDesign(int length, DecisivePair pair, int count, int valueFactors)
    {
        _length = length;
        _upper = pair.Upper;
        _valueFactors = valueFactors;
        Count = count;
        _strata = new LatinLattice(count, count / Unit(length, count), valueFactors + length - 3);
        _pairMultiplier = LatinLattice.GoldenMultiplier(length - 1);
        _tripleMultiplier = LatinLattice.GoldenMultiplier(length - 2);
        _free = new List<int>(length);
    }

    /// <summary>Number of cells, and of strata of every factor.</summary>
    public int Count { get; }

    /// <summary>The largest number of cells up to a limit that is balanced: a multiple of the triples of positions, else of the pairs, else of the positions; below n any number.</summary>
    /// <param name="length">Sequence length n, at least 3.</param>
    /// <param name="limit">The limit, at least 1.</param>
    public static int CountWithin(int length, long limit)
    {
        int most = (int)Math.Min(limit, MaximumCells);
        return most - (most % Unit(length, most));
    }

    /// <summary>The middle of a factor's stratum in a cell, in (0, 1).</summary>
    public double Level(int cell, int factor) => _strata.Level(cell, factor);

    /// <summary>The stratum of a factor in a cell, where a number of broad strata is cut.</summary>
    public int Stratum(int cell, int factor, int strata) => (int)((long)_strata.Stratum(cell, factor) * strata / Count);

    /// <summary>The positions of all ranks in a cell.</summary>
    /// <param name="cell">From 0 to <see cref="Count"/> - 1.</param>
    /// <param name="positionsByRank">Shape [n]: receives the position of every rank.</param>
    public void Arrange(int cell, Span<int> positionsByRank)
    {
        // Fewer cells than positions take positions evenly spread.
        int index = Count < _length ? (int)((long)cell * _length / Count) : cell;
        int upper = index % _length;
        int pair = index / _length % (_length - 1);
        int triple = index / (_length * (_length - 1)) % (_length - 2);
        _free.Clear();
        for (int step = 1; step < _length; step++)
        {
            _free.Add((upper + step) % _length);
        }

        positionsByRank[_upper] = Zigzag(upper);
        positionsByRank[_upper + 1] = Take(pair * _pairMultiplier % (_length - 1));
        positionsByRank[_upper + 2] = Take(((triple * _tripleMultiplier) + pair) % (_length - 2));
        int factor = _valueFactors;
        for (int rank = 0; rank < _length; rank++)
        {
            if (rank < _upper || rank > _upper + 2)
            {
                positionsByRank[rank] = Take(Stratum(cell, factor++, _free.Count));
            }
        }
    }

    private static int Unit(int length, int cells)
    {
        int pairs = length * (length - 1);
        int triples = pairs * (length - 2);
        return cells >= triples ? triples : cells >= pairs ? pairs : cells >= length ? length : 1;
    }

    private int Take(int place)
    {
        int index = _free[place];
        _free.RemoveAt(place);
        return Zigzag(index);
    }

    // 0, n - 1, 1, n - 2, ..: translations of indices then keep no order of positions; those of even n hold every ordered pair of neighbours exactly once (Williams 1949).
    private int Zigzag(int index) => index % 2 == 0 ? index / 2 : _length - 1 - (index / 2);
}

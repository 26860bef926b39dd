using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>Cells in which every value has a stratum of its own: a narrow one for the ranks outside the decisive pair, a rectangle of (s, t) for the pair.</summary>
internal sealed class PairCells
{
    // Factors, the most decisive first: t, the level of the rank below the pair, s, the levels of the other ranks.
    private const int LowerFactor = 0;
    private const int BelowFactor = 1;
    private const int UpperFactor = 2;

    private readonly DecisivePair _pair;
    private readonly CellDesign _design;
    private readonly PairStrata _strata;
    private readonly OrderedUniforms _order;
    private readonly int[] _positions;
    private readonly double[] _levels;
    private readonly double[] _sequence;
    private PairStratum _stratum;

    /// <summary>Lays out the cells.</summary>
    public PairCells(int length, DecisivePair pair, int count)
    {
        _pair = pair;
        _design = new CellDesign(length, pair, count, length);
        _strata = new PairStrata(count);
        _order = new OrderedUniforms(length, pair);
        _positions = new int[length];
        _levels = new double[_order.Levels];
        _sequence = new double[length];
    }

    /// <summary>Number of cells.</summary>
    public int Count => _design.Count;

    /// <summary>The position of every rank in the cell entered.</summary>
    public ReadOnlySpan<int> Positions => _positions;

    /// <summary>The centre of the cell entered.</summary>
    public ReadOnlySpan<double> Sequence => _sequence;

    /// <summary>FLOPs of <see cref="Enter"/> at most: levels, uniforms and quantiles of all ranks, the search for the pair's stratum, and its centre.</summary>
    public static long EnterFlops(int length) => (2L * length) + OrderedUniforms.Flops(length) + (16L * length) + PairStrata.FindFlops + 9;

    /// <summary>Goes to a cell.</summary>
    public void Enter(int cell)
    {
        _design.Arrange(cell, _positions);
        _levels[0] = _design.Level(cell, BelowFactor);
        for (int i = 1; i < _levels.Length; i++)
        {
            _levels[i] = _design.Level(cell, UpperFactor + i);
        }

        _order.Place(_levels);
        for (int rank = 0; rank < _positions.Length; rank++)
        {
            if (rank < _pair.Upper || rank > _pair.Lower)
            {
                _sequence[_positions[rank]] = Gaussian.Quantile(_order[rank]);
            }
        }

        _stratum = _strata.Find(_design.Level(cell, UpperFactor), _design.Level(cell, LowerFactor));
        var (upper, lower) = _stratum.Centre(_order.Above, _order.Below);
        _sequence[_positions[_pair.Upper]] = Gaussian.Quantile(upper);
        _sequence[_positions[_pair.Lower]] = Gaussian.Quantile(lower);
    }

    /// <summary>A segment of the cell entered.</summary>
    /// <param name="place">The place of s in its stratum, in (0, 1).</param>
    public PairSegment Segment(double place) => PairSegment.Of(_order.Above, _order.Below, _stratum, place);
}

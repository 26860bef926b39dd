using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>
/// Cells that are a rank order, a stratum of the rank below the decisive pair and one of the pair, with all that the order statistics can be inside: nodes for the ranks outside the pair, shared by all cells of
/// the stratum, and a segment of the pair at each. The centre of a cell has the other ranks at their median ratios.
/// </summary>
internal sealed class OrderCells
{
    /// <summary>Number of nodes.</summary>
    public const int Nodes = 16;

    // Factors, the most decisive first: t, the level of the rank below the pair, s.
    private const int LowerFactor = 0;
    private const int BelowFactor = 1;
    private const int UpperFactor = 2;
    private const int Factors = 3;

    private readonly DecisivePair _pair;
    private readonly CellDesign _design;
    private readonly PairStrata _strata;
    private readonly LatinLattice _lattice;
    private readonly OtherRanks[] _others;
    private readonly Dictionary<(OtherRanks Others, PairStratum Stratum), PairSegment[]> _segments = [];
    private readonly int[] _positions;
    private readonly double[] _sequence;
    private OtherRanks _entered;
    private PairSegment[] _enteredSegments = [];

    /// <summary>Lays out the cells and the nodes.</summary>
    public OrderCells(int length, DecisivePair pair, int count)
    {
        _pair = pair;
        _design = new CellDesign(length, pair, count, Factors);
        _strata = new PairStrata(count);
        _lattice = new LatinLattice(Nodes, 1, length - 1);
        _positions = new int[length];
        _sequence = new double[length];
        _others = [.. Enumerable.Range(0, _strata.UpperCount).Select(stratum => new OtherRanks(length, pair, _lattice, stratum, _strata.UpperCount))];
        _entered = _others[0];
    }

    /// <summary>FLOPs of <see cref="Enter"/>, without <see cref="LayoutFlops"/>: two levels, the pair's stratum and its centre.</summary>
    public static long EnterFlops => 4 + PairStrata.FindFlops + 9 + 32;

    /// <summary>Number of cells.</summary>
    public int Count => _design.Count;

    /// <summary>The position of every rank in the cell entered.</summary>
    public ReadOnlySpan<int> Positions => _positions;

    /// <summary>The centre of the cell entered.</summary>
    public ReadOnlySpan<double> Sequence => _sequence;

    /// <summary>FLOPs of the constructor and of the segments of all strata at most.</summary>
    public static long LayoutFlops(int length, int count)
    {
        var strata = new PairStrata(count);
        long segments = strata.UpperCount * strata.UpperCount * strata.LowerCount * (long)Nodes;
        return PairStrata.Flops + (strata.UpperCount * OtherRanks.Flops(length)) + (segments * (PairSegment.Flops + 2));
    }

    /// <summary>Goes to a cell.</summary>
    public void Enter(int cell)
    {
        _design.Arrange(cell, _positions);
        _entered = _others[_design.Stratum(cell, BelowFactor, _others.Length)];
        for (int rank = 0; rank < _positions.Length; rank++)
        {
            _sequence[_positions[rank]] = _entered.Centre[rank];
        }

        var stratum = _strata.Find(_design.Level(cell, UpperFactor), _design.Level(cell, LowerFactor));
        var (upper, lower) = stratum.Centre(_entered.CentreAbove, _entered.CentreBelow);
        _sequence[_positions[_pair.Upper]] = Gaussian.Quantile(upper);
        _sequence[_positions[_pair.Lower]] = Gaussian.Quantile(lower);
        if (!_segments.TryGetValue((_entered, stratum), out var segments))
        {
            segments = new PairSegment[Nodes];
            for (int node = 0; node < Nodes; node++)
            {
                segments[node] = PairSegment.Of(_entered.Above(node), _entered.Below(node), stratum, (_lattice.Stratum(node, _positions.Length - 2) + 0.5) / Nodes);
            }

            _segments.Add((_entered, stratum), segments);
        }

        _enteredSegments = segments;
    }

    /// <summary>The values of the ranks outside the pair at a node, in the cell entered.</summary>
    public ReadOnlySpan<double> Node(int node) => _entered.Node(node);

    /// <summary>The segment of the pair at a node, in the cell entered.</summary>
    public PairSegment Segment(int node) => _enteredSegments[node];
}

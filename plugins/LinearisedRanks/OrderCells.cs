using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>
/// Cells that are a rank order, a stratum of the rank below the decisive pair and one of the pair, with all that the order statistics can be inside: nodes for the ranks outside the pair, and a segment of
/// the pair at each. The centre of a cell has the other ranks at their median ratios. Nodes come in groups, one of which serves a cell, so that no small set of nodes leaves its mark on all cells.
/// </summary>
internal sealed class OrderCells
{
    /// <summary>Number of nodes in a cell.</summary>
    public const int Nodes = 16;

    // Tables of nodes cost a few per cent of what the cells cost.
    private const int CellsPerGroup = 45;

    // Factors, the most decisive first: t, the level of the rank below the pair, s, the group of nodes.
    private const int LowerFactor = 0;
    private const int BelowFactor = 1;
    private const int UpperFactor = 2;
    private const int GroupFactor = 3;
    private const int Factors = 4;

    private readonly DecisivePair _pair;
    private readonly CellDesign _design;
    private readonly PairStrata _strata;
    private readonly OtherRanks[] _others;
    private readonly int _groups;
    private readonly int[] _positions;
    private readonly double[] _sequence;
    private OtherRanks _entered;
    private PairStratum _stratum;
    private int _group;

    /// <summary>Lays out the cells and the nodes, which takes long where there are many.</summary>
    public OrderCells(int length, DecisivePair pair, int count, CancellationToken cancellationToken)
    {
        _pair = pair;
        _design = new CellDesign(length, pair, count, Factors);
        _strata = new PairStrata(count);
        _groups = GroupsOf(count);
        _positions = new int[length];
        _sequence = new double[length];
        var lattice = new LatinLattice(_groups * Nodes, Nodes, length - 1);
        _others = [.. Enumerable.Range(0, _strata.UpperCount).Select(stratum => new OtherRanks(length, pair, lattice, stratum, _strata.UpperCount, cancellationToken))];
        _entered = _others[0];
    }

    /// <summary>FLOPs of <see cref="Enter"/> at most: two levels, the pair's stratum and its centre.</summary>
    public static long EnterFlops => 4 + PairStrata.FindFlops + 9 + 32;

    /// <summary>Number of cells.</summary>
    public int Count => _design.Count;

    /// <summary>The position of every rank in the cell entered.</summary>
    public ReadOnlySpan<int> Positions => _positions;

    /// <summary>The centre of the cell entered.</summary>
    public ReadOnlySpan<double> Sequence => _sequence;

    /// <summary>FLOPs of the constructor at most.</summary>
    public static long LayoutFlops(int length, int count) => PairStrata.Flops + (PairStrata.UpperCountFor(count) * OtherRanks.Flops(length, GroupsOf(count) * Nodes));

    /// <summary>Goes to a cell.</summary>
    public void Enter(int cell)
    {
        _design.Arrange(cell, _positions);
        _entered = _others[_design.Stratum(cell, BelowFactor, _others.Length)];
        _group = _design.Stratum(cell, GroupFactor, _groups);
        for (int rank = 0; rank < _positions.Length; rank++)
        {
            _sequence[_positions[rank]] = _entered.Centre[rank];
        }

        _stratum = _strata.Find(_design.Level(cell, UpperFactor), _design.Level(cell, LowerFactor));
        var (upper, lower) = _stratum.Centre(_entered.CentreAbove, _entered.CentreBelow);
        _sequence[_positions[_pair.Upper]] = Gaussian.Quantile(upper);
        _sequence[_positions[_pair.Lower]] = Gaussian.Quantile(lower);
    }

    /// <summary>The values of the ranks outside the pair at a node, in the cell entered.</summary>
    public ReadOnlySpan<double> Node(int node) => _entered.Node(IndexOf(node));

    /// <summary>The segment of the pair at a node, in the cell entered.</summary>
    public PairSegment Segment(int node) => _entered.Segment(IndexOf(node), _stratum);

    private static int GroupsOf(int cells) => Math.Max(1, cells / CellsPerGroup);

    // The nodes of a group are a class of the lattice, balanced by itself.
    private int IndexOf(int node) => (node * _groups) + _group;
}

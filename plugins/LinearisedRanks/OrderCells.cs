using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>
/// Cells that are a rank order and a stratum of the decisive pair, with all that the order statistics can be inside: nodes for the other ranks, the same in every cell, and a segment of the pair at each.
/// The centre of a cell has the other ranks at their median ratios.
/// </summary>
internal sealed class OrderCells
{
    /// <summary>Number of nodes.</summary>
    public const int Nodes = 16;

    private readonly DecisivePair _pair;
    private readonly CellDesign _design;
    private readonly PairStrata _strata;
    private readonly LatinLattice _lattice;
    private readonly OrderedUniforms _centre;
    private readonly double[] _centreValues;
    private readonly double[] _above = new double[Nodes];
    private readonly double[] _below = new double[Nodes];
    private readonly double[][] _nodeValues;
    private readonly Dictionary<PairStratum, PairSegment[]> _segmentsByStratum = [];
    private readonly int[] _positions;
    private readonly double[] _sequence;
    private PairSegment[] _segments = [];

    /// <summary>Lays out the cells and the nodes.</summary>
    public OrderCells(int length, DecisivePair pair, int count)
    {
        _pair = pair;
        _design = new CellDesign(length, pair, count, 2);
        _strata = new PairStrata(count);
        _lattice = new LatinLattice(Nodes, 1, length - 1);
        _positions = new int[length];
        _sequence = new double[length];
        double[] levels = new double[length - 2];
        Array.Fill(levels, 0.5);
        _centre = new OrderedUniforms(length, pair);
        _centreValues = Values(_centre, levels);
        _nodeValues = new double[Nodes][];
        var order = new OrderedUniforms(length, pair);
        for (int node = 0; node < Nodes; node++)
        {
            for (int i = 0; i < levels.Length; i++)
            {
                levels[i] = Level(node, i);
            }

            _nodeValues[node] = Values(order, levels);
            (_above[node], _below[node]) = (order.Above, order.Below);
        }
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
    public static long LayoutFlops(int length) =>
        PairStrata.Flops + ((Nodes + 1) * (OrderedUniforms.Flops(length) + (18L * length))) + (PairStrata.MaximumCount * Nodes * (PairSegment.Flops + 2));

    /// <summary>Goes to a cell.</summary>
    public void Enter(int cell)
    {
        _design.Arrange(cell, _positions);
        for (int rank = 0; rank < _positions.Length; rank++)
        {
            _sequence[_positions[rank]] = _centreValues[rank];
        }

        var stratum = _strata.Find(_design.Level(cell, 1), _design.Level(cell, 0));
        var (upper, lower) = stratum.Centre(_centre.Above, _centre.Below);
        _sequence[_positions[_pair.Upper]] = Gaussian.Quantile(upper);
        _sequence[_positions[_pair.Lower]] = Gaussian.Quantile(lower);
        if (!_segmentsByStratum.TryGetValue(stratum, out var segments))
        {
            segments = [.. Enumerable.Range(0, Nodes).Select(node => PairSegment.Of(_above[node], _below[node], stratum, Level(node, _positions.Length - 2)))];
            _segmentsByStratum.Add(stratum, segments);
        }

        _segments = segments;
    }

    /// <summary>The values of the ranks at a node; those of the pair are not set.</summary>
    public ReadOnlySpan<double> Node(int node) => _nodeValues[node];

    /// <summary>The segment of the pair at a node, in the cell entered.</summary>
    public PairSegment Segment(int node) => _segments[node];

    private double Level(int node, int factor) => (_lattice.Stratum(node, factor) + 0.5) / Nodes;

    private double[] Values(OrderedUniforms order, double[] levels)
    {
        order.Place(levels);
        double[] values = new double[_positions.Length];
        for (int rank = 0; rank < values.Length; rank++)
        {
            if (rank < _pair.Upper || rank > _pair.Lower)
            {
                values[rank] = Gaussian.Quantile(order[rank]);
            }
        }

        return values;
    }
}

using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>The values of the ranks outside the decisive pair, where that below the pair lies in one stratum: in the middle, and at nodes that stand for all they can be.</summary>
internal sealed class OtherRanks
{
    private readonly DecisivePair _pair;
    private readonly LatinLattice _lattice;
    private readonly double[][] _nodes;
    private readonly double[] _above;
    private readonly double[] _below;

    /// <summary>Places the nodes.</summary>
    /// <param name="length">Sequence length n.</param>
    /// <param name="pair">The decisive pair.</param>
    /// <param name="lattice">The nodes, of n - 1 factors: a level for each rank, that below the pair first, and s.</param>
    /// <param name="stratum">The stratum of the rank below the pair.</param>
    /// <param name="strata">Their number.</param>
    /// <param name="cancellationToken">Observed at every node.</param>
    public OtherRanks(int length, DecisivePair pair, LatinLattice lattice, int stratum, int strata, CancellationToken cancellationToken)
    {
        _pair = pair;
        _lattice = lattice;
        _nodes = new double[lattice.Runs][];
        _above = new double[lattice.Runs];
        _below = new double[lattice.Runs];
        var order = new OrderedUniforms(length, pair);
        double[] levels = new double[order.Levels];
        Array.Fill(levels, 0.5);
        levels[0] = (stratum + 0.5) / strata;
        Centre = Values(order, levels);
        (CentreAbove, CentreBelow) = (order.Above, order.Below);
        for (int node = 0; node < lattice.Runs; node++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int i = 0; i < levels.Length; i++)
            {
                levels[i] = lattice.Level(node, i);
            }

            levels[0] = (stratum + levels[0]) / strata;
            _nodes[node] = Values(order, levels);
            (_above[node], _below[node]) = (order.Above, order.Below);
        }
    }

    /// <summary>Shape [n]: the values in the middle; those of the pair are 0.</summary>
    public double[] Centre { get; }

    /// <summary>The uniform above the pair, in the middle.</summary>
    public double CentreAbove { get; }

    /// <summary>The uniform below the pair, in the middle.</summary>
    public double CentreBelow { get; }

    /// <summary>FLOPs of <see cref="Segment"/> at most: a level, and the segment.</summary>
    public static long SegmentFlops => 2 + PairSegment.Flops;

    /// <summary>FLOPs of the constructor at most.</summary>
    public static long Flops(int length, int nodes) => (nodes + 1L) * (OrderedUniforms.Flops(length) + (18L * length) + 2);

    /// <summary>The values at a node; those of the pair are 0.</summary>
    public ReadOnlySpan<double> Node(int node) => _nodes[node];

    /// <summary>The segment of the pair at a node.</summary>
    public PairSegment Segment(int node, in PairStratum stratum) => PairSegment.Of(_above[node], _below[node], stratum, _lattice.Level(node, _nodes[node].Length - 2));

    private double[] Values(OrderedUniforms order, double[] levels)
    {
        order.Place(levels);
        double[] values = new double[levels.Length + 2];
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

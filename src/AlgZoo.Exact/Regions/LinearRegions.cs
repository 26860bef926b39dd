namespace AlgZoo.Exact;

/// <summary>
/// The linear regions through which an exact method went, and on which of them, in which order of the inputs, the network is right: what a region-wise explanation has to state. A region belongs to a half
/// space, x0 > 0 or x0 &lt; 0. Not safe for concurrent use.
/// </summary>
/// <param name="weights">The network.</param>
public sealed class LinearRegions(RnnWeights weights)
{
    private readonly List<(int Sign, HashSet<ActivationPattern> Regions)> _halfSpaces = [];
    private readonly Dictionary<(int HalfSpace, ActivationPattern Pattern, InputOrder Order), RegionCell> _cellOf = [];
    private readonly List<RegionCell> _cells = [];

    /// <summary>Number of linear regions, in all half spaces together.</summary>
    public int Regions => _halfSpaces.Sum(half => half.Regions.Count);

    /// <summary>Cells, which are linear regions in one order of the inputs, on which the answer is right throughout.</summary>
    public int RightCells => _cells.Count(cell => cell.IsRight);

    /// <summary>Cells on which the answer is wrong throughout.</summary>
    public int WrongCells => _cells.Count(cell => cell.IsWrong);

    /// <summary>Cells through which the decision boundary of the network runs.</summary>
    public int CutCells => _cells.Count(cell => cell.IsCut);

    /// <summary>Whether the measures of the cells can be asked for; default true.</summary>
    internal bool KeepsMeasures { get; init; } = true;

    /// <summary>The network.</summary>
    internal RnnWeights Weights { get; } = weights ?? throw new ArgumentNullException(nameof(weights));

    /// <summary>Neurons that can switch between regions of a half space: those of the last step, and with three inputs and more those of the last but one, too.</summary>
    internal int SwitchingNeurons => Weights.SequenceLength == 2 ? Weights.HiddenSize : 2 * Weights.HiddenSize;

    /// <summary>The half spaces visited, by the sign of the first input, and the number of regions of each.</summary>
    internal IEnumerable<(int Sign, int Regions)> HalfSpaces => _halfSpaces.Select(half => (half.Sign, half.Regions.Count));

    /// <summary>The cells in the order in which they were found.</summary>
    internal IReadOnlyList<RegionCell> Cells => _cells;

    /// <summary>Forgets everything.</summary>
    internal void Clear()
    {
        _halfSpaces.Clear();
        _cellOf.Clear();
        _cells.Clear();
    }

    /// <summary>What is added from now on lies where the first input has this sign.</summary>
    internal void BeginHalfSpace(int sign) => _halfSpaces.Add((sign, []));

    /// <summary>Adds a region, or a piece of one.</summary>
    internal void Add(ActivationPattern pattern) => _halfSpaces[^1].Regions.Add(pattern);

    /// <summary>The cell to which a piece belongs; made where there is none.</summary>
    internal RegionCell CellOf(ActivationPattern pattern, InputOrder order)
    {
        Add(pattern);
        var key = (_halfSpaces[^1].Sign, pattern, order);
        if (!_cellOf.TryGetValue(key, out var cell))
        {
            cell = new RegionCell(key.Sign, pattern, order);
            _cellOf.Add(key, cell);
            _cells.Add(cell);
        }

        return cell;
    }
}

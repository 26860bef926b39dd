namespace AlgZoo.Exact;

/// <summary>
/// A linear region in one order of its inputs: the leads of the label's logit over its rivals are linear on it. It may come in pieces, cut at planes that have nothing to do with the network; their measures
/// are found when they are asked for.
/// </summary>
/// <param name="halfSpace">Sign of the first input, or of the direction of the inputs before the last two.</param>
/// <param name="pattern">The region.</param>
/// <param name="order">The order.</param>
internal sealed class RegionCell(int halfSpace, ActivationPattern pattern, InputOrder order)
{
    private readonly List<Func<double>> _measures = [];
    private double _wrong;
    private double? _wrongShare;
    private bool _hasRight;
    private bool _hasWrong;

    public int HalfSpace => halfSpace;

    public ActivationPattern Pattern => pattern;

    public InputOrder Order => order;

    public bool IsRight => !_hasWrong;

    public bool IsWrong => !_hasRight;

    public bool IsCut => _hasRight && _hasWrong;

    /// <summary>The measure of the cell.</summary>
    public double Measure()
    {
        double sum = 0;
        foreach (var measure in _measures)
        {
            sum += measure();
        }

        return sum;
    }

    /// <summary>The share of the cell on which the answer is wrong, in [0, 1]; to be asked for when all pieces are there.</summary>
    public double WrongShare() => _wrongShare ??= IsRight ? 0 : IsWrong ? 1 : Measure() is > 0 and var whole ? Math.Clamp(_wrong / whole, 0, 1) : 0.5;

    /// <summary>Adds a piece whose measure is of no interest.</summary>
    /// <param name="hasWrong">Whether some of it is wrong.</param>
    /// <param name="hasRight">Whether some of it is right.</param>
    public void Add(bool hasWrong, bool hasRight)
    {
        _hasWrong |= hasWrong;
        _hasRight |= hasRight;
    }

    /// <summary>Adds a piece.</summary>
    /// <param name="measure">Finds its measure.</param>
    /// <param name="wrong">The measure of what is wrong of it.</param>
    /// <param name="hasWrong">Whether some of it is wrong.</param>
    /// <param name="hasRight">Whether some of it is right.</param>
    public void Add(Func<double> measure, double wrong, bool hasWrong, bool hasRight)
    {
        _measures.Add(measure);
        _wrong += wrong;
        Add(hasWrong, hasRight);
    }
}

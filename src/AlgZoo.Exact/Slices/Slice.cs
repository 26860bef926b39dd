namespace AlgZoo.Exact;

/// <summary>
/// The probability of a wrong answer given the direction w of all inputs but the last two. Their length r has the chi distribution of m = n - 2 degrees of freedom, so that the inputs (r w, y1, y2) have a
/// density proportional to r^(m-1) times a Gaussian on the half space r > 0, where the network is linear on cones: P = integral of r^(m-1) over the wrong parts of the half sphere, divided by that over all of it.
/// </summary>
/// <remarks>Lengths n = 4 and 5: for m = 2 the integral of r over a polygon is a sum over its arcs, for m = 3 that of r^2 is Stein's second moment.</remarks>
internal sealed class Slice
{
    private static readonly Vector3D Radius = new(1, 0, 0);

    private readonly int _rank;
    private readonly LinearRegions? _regions;
    private readonly double _whole;
    private readonly WrongCells _wrong;
    private readonly ActivationCells _cells;
    private readonly double[] _sorted;
    private readonly StatePrefix _states;

    /// <summary>Makes the buffers.</summary>
    /// <param name="weights">The network, of length 4 or 5.</param>
    /// <param name="rank">The rank of the input whose position is the label, 0 for the smallest.</param>
    /// <param name="regions">Receives the linear regions of the slice that was evaluated last; null for nothing.</param>
    public Slice(RnnWeights weights, int rank, LinearRegions? regions = null)
    {
        int m = weights.SequenceLength - 2;
        _rank = rank;
        _regions = regions;
        _sorted = new double[m];
        _states = new StatePrefix(weights);

        // Over the half sphere the integral of r is pi; the second moment is half of 1.
        (_whole, _wrong) = m == 2
            ? (Math.PI, new WrongCells(_sorted, rank, static polygon => polygon.FirstMoment(Radius), regions))
            : (0.5, new WrongCells(_sorted, rank, static polygon => polygon.SecondMoment(Radius), regions));
        _cells = new ActivationCells(weights, _wrong);
    }

    /// <summary>Finds the probability.</summary>
    /// <param name="direction">w, a unit vector of shape [n - 2].</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public double ErrorRate(ReadOnlySpan<double> direction, CancellationToken cancellationToken)
    {
        _states.Run(direction);
        // Next to the input of a rank, when two more join, are those of at most two ranks below it.
        direction.CopyTo(_sorted);
        Sort(_sorted);
        var decisive = _sorted.AsSpan()[Math.Max(0, _rank - 2)..Math.Min(_sorted.Length, _rank + 1)];
        _wrong.SetDirection(direction, decisive);
        _wrong.Reset();
        _regions?.Clear();
        _regions?.BeginHalfSpace(direction[0] >= 0 ? 1 : -1);
        _cells.Visit(_states.Current, decisive, cancellationToken);
        return _wrong.Sum / _whole;
    }

    private static void Sort(Span<double> values)
    {
        for (int i = 1; i < values.Length; i++)
        {
            for (int j = i; j > 0 && values[j] < values[j - 1]; j--)
            {
                (values[j], values[j - 1]) = (values[j - 1], values[j]);
            }
        }
    }
}

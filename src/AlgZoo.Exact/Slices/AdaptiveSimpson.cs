namespace AlgZoo.Exact;

/// <summary>
/// Simpson's rule on pieces of an interval, refined one at a time where two levels of it differ most. A piece begins with three points; refined for the first time it gets five, and Richardson's
/// extrapolation S2 + (S2 - S1) / 15 of the rules on three and five; then it is halved.
/// </summary>
/// <remarks>
/// The error is stated as the sum over the pieces of |S2 - S1| (of three points |S1 - trapezoid|), but never less than 1/32 of what was stated for the piece of which one is the half: so much it falls where
/// the integrand is smooth, and if it seems to fall by more, that is chance. For smooth pieces the sum is far too much; for those that still hide a kink it is about right, and such pieces decide.
/// </remarks>
internal sealed class AdaptiveSimpson
{
    /// <summary>Most evaluations of one refinement.</summary>
    public const int EvaluationsPerRefinement = 4;

    private const double Extrapolation = 1.0 / 15;

    // Simpson's rule on a piece of length h errs by a multiple of h^5 where the integrand is smooth.
    private const double FastestDecay = 1.0 / 32;

    // A piece this short contributes nothing: breaks coincide, or the integrand jumps between them.
    private const double ShortestPiece = 1e-9;

    private readonly Func<double, double> _integrand;
    private readonly List<Piece> _pieces = [];

    /// <summary>Begins with the pieces between breaks: one evaluation at each break and one inside each piece.</summary>
    /// <remarks>A jump is given as two breaks less than 1e-9 apart, one on each side.</remarks>
    /// <param name="integrand">The integrand.</param>
    /// <param name="breaks">Ends of the pieces in ascending order.</param>
    public AdaptiveSimpson(Func<double, double> integrand, IEnumerable<double> breaks)
    {
        _integrand = integrand;
        double from = double.NaN;
        double atFrom = 0;
        foreach (double to in breaks)
        {
            if (double.IsNaN(from))
            {
                (from, atFrom) = (to, Evaluate(to));
            }
            else if (to - from > ShortestPiece)
            {
                double atTo = Evaluate(to);
                _pieces.Add(new Piece(from, to, atFrom, Evaluate(0.5 * (from + to)), atTo));
                (from, atFrom) = (to, atTo);
            }
            else
            {
                (from, atFrom) = (to, Evaluate(to));
            }
        }
    }

    /// <summary>Number of evaluations so far.</summary>
    public int Evaluations { get; private set; }

    /// <summary>The integral.</summary>
    public double Value
    {
        get
        {
            double sum = 0;
            foreach (var piece in _pieces)
            {
                sum += piece.Value;
            }

            return sum;
        }
    }

    /// <summary>The stated error of <see cref="Value"/>.</summary>
    public double Error
    {
        get
        {
            double sum = 0;
            foreach (var piece in _pieces)
            {
                sum += piece.Error;
            }

            return sum;
        }
    }

    /// <summary>Refines the piece whose two levels differ most.</summary>
    public void Refine()
    {
        int worst = 0;
        for (int i = 1; i < _pieces.Count; i++)
        {
            worst = _pieces[i].Error > _pieces[worst].Error ? i : worst;
        }

        var piece = _pieces[worst];
        if (!piece.HasQuarters)
        {
            _pieces[worst] = AddQuarters(piece, leastError: 0);
            return;
        }

        double middle = 0.5 * (piece.From + piece.To);
        double leastError = FastestDecay * piece.Error;
        _pieces[worst] = AddQuarters(new(piece.From, middle, piece.AtFrom, piece.AtFirstQuarter, piece.AtMiddle), leastError);
        _pieces.Add(AddQuarters(new(middle, piece.To, piece.AtMiddle, piece.AtLastQuarter, piece.AtTo), leastError));
    }

    private Piece AddQuarters(in Piece piece, double leastError)
    {
        double quarter = 0.25 * (piece.To - piece.From);
        double atFirst = Evaluate(piece.From + quarter);
        double atLast = Evaluate(piece.To - quarter);
        double fine = (piece.To - piece.From) / 12 * (piece.AtFrom + (4 * atFirst) + (2 * piece.AtMiddle) + (4 * atLast) + piece.AtTo);
        double change = fine - piece.Value;
        return piece with
        {
            HasQuarters = true,
            AtFirstQuarter = atFirst,
            AtLastQuarter = atLast,
            Value = fine + (Extrapolation * change),
            Error = Math.Max(leastError, Math.Abs(change)),
        };
    }

    private double Evaluate(double x)
    {
        Evaluations++;
        return _integrand(x);
    }

    private readonly record struct Piece(double From, double To, double AtFrom, double AtMiddle, double AtTo)
    {
        public bool HasQuarters { get; init; }

        public double AtFirstQuarter { get; init; }

        public double AtLastQuarter { get; init; }

        public double Value { get; init; } = (To - From) / 6 * (AtFrom + (4 * AtMiddle) + AtTo);

        // Simpson's rule less the trapezoid's.
        public double Error { get; init; } = Math.Abs((To - From) / 3 * ((2 * AtMiddle) - AtFrom - AtTo));
    }
}

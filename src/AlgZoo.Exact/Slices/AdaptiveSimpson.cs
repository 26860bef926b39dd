namespace AlgZoo.Exact;

/// <summary>
/// Simpson's rule on pieces of an interval, refined one at a time where two levels of it differ most, with Richardson's extrapolation (each piece's S2 + (S2 - S1) / 15).
/// </summary>
/// <remarks>
/// The error is stated as the sum over the pieces of |S2 - S1|, but never less than 1/32 of what was stated for the piece of which one is the half: so much it falls where the integrand is smooth, and if it
/// seems to fall by more, that is chance. For smooth pieces the sum is far too much; for those that still hide a kink it is about right, and such pieces decide.
/// </remarks>
internal sealed class AdaptiveSimpson
{
    /// <summary>Evaluations of one refinement.</summary>
    public const int EvaluationsPerRefinement = 4;

    private const double Extrapolation = 1.0 / 15;

    // Simpson's rule on a piece of length h errs by a multiple of h^5 where the integrand is smooth.
    private const double FastestDecay = 1.0 / 32;

    // A piece this short contributes nothing: breaks coincide, or the integrand jumps between them.
    private const double ShortestPiece = 1e-9;

    private readonly Func<double, double> _integrand;
    private readonly List<Piece> _pieces = [];

    /// <summary>Begins with the pieces between breaks: one evaluation at each break and three inside each piece.</summary>
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
                _pieces.Add(Make(from, to, atFrom, Evaluate(0.5 * (from + to)), atTo, leastError: 0));
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
                sum += piece.Fine + (Extrapolation * (piece.Fine - piece.Coarse));
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

    /// <summary>Halves the piece whose two levels differ most.</summary>
    public void Refine()
    {
        int worst = 0;
        for (int i = 1; i < _pieces.Count; i++)
        {
            worst = _pieces[i].Error > _pieces[worst].Error ? i : worst;
        }

        var piece = _pieces[worst];
        double middle = 0.5 * (piece.From + piece.To);
        double leastError = FastestDecay * piece.Error;
        _pieces[worst] = Make(piece.From, middle, piece.AtFrom, piece.AtFirstQuarter, piece.AtMiddle, leastError);
        _pieces.Add(Make(middle, piece.To, piece.AtMiddle, piece.AtLastQuarter, piece.AtTo, leastError));
    }

    private Piece Make(double from, double to, double atFrom, double atMiddle, double atTo, double leastError)
    {
        double quarter = 0.25 * (to - from);
        return new(from, to, atFrom, Evaluate(from + quarter), atMiddle, Evaluate(to - quarter), atTo, leastError);
    }

    private double Evaluate(double x)
    {
        Evaluations++;
        return _integrand(x);
    }

    private readonly record struct Piece(double From, double To, double AtFrom, double AtFirstQuarter, double AtMiddle, double AtLastQuarter, double AtTo, double LeastError)
    {
        /// <summary>Simpson's rule on the piece.</summary>
        public double Coarse { get; } = (To - From) / 6 * (AtFrom + (4 * AtMiddle) + AtTo);

        /// <summary>Simpson's rule on its halves.</summary>
        public double Fine { get; } = (To - From) / 12 * (AtFrom + (4 * AtFirstQuarter) + (2 * AtMiddle) + (4 * AtLastQuarter) + AtTo);

        public double Error => Math.Max(LeastError, Math.Abs(Fine - Coarse));
    }
}

using System.Globalization;
using AlgZoo.Metering;

namespace AlgZoo;

/// <summary>
/// The ledger of surprise accounting. An estimator records each check of a fact that depended on the parameters; the check costs -log2 of the probability that it came out as it
/// did before the parameters were seen. Steps that do not depend on the parameters are free. Not safe for concurrent use.
/// </summary>
/// <remarks>
/// Source: "AlgZoo: uninterpreted models with fewer than 1,500 parameters" (Alignment Research Center, 2026), on surprise accounting. Writing costs no FLOPs, though what an estimator
/// computes only to write it down does; reading costs what the logarithms of the lines would have.
/// </remarks>
public sealed class Explanation
{
    /// <summary>Most lines that are kept: further checks are added up, one line for each step.</summary>
    public const int MaximumLines = 4096;

    // A sum of N shares can miss 0 or N by this part of N.
    private const double SumRounding = 1e-9;

    private static readonly OperationCounts OfLine = OperationCounts.Of((OperationClass.TranscendentalDouble, 1), (OperationClass.AddDouble, 1));

    private readonly List<ExplanationCheck> _lines = [];
    private readonly List<FurtherChecks> _further = [];
    private string _step = "";

    /// <summary>All checks in the order in which they were recorded; those beyond <see cref="MaximumLines"/> at the end, added up.</summary>
    public IReadOnlyList<ExplanationCheck> Checks
    {
        get
        {
            ChargeReading();
            return _further.Count == 0 ? _lines : [.. _lines, .. _further.Select(further => further.Line)];
        }
    }

    /// <summary>Total surprise of the explanation, in bits.</summary>
    public double TotalBits
    {
        get
        {
            ChargeReading();
            return _lines.Sum(line => line.Bits) + _further.Sum(further => further.Line.Bits);
        }
    }

    /// <summary>Starts a new step: checks that follow are grouped under it.</summary>
    /// <param name="step">A short name, for example "signs of W_hi".</param>
    public void BeginStep(string step)
    {
        ArgumentNullException.ThrowIfNull(step);
        _step = step;
    }

    /// <summary>Records a fact that was one of several equally likely outcomes: costs log2 of their number.</summary>
    /// <param name="description">What was found, for example "W_hi has signs (+, -)".</param>
    /// <param name="outcomes">How many outcomes were equally likely: 2 for a sign, k! for an ordering of k things. At least 1.</param>
    /// <param name="times">How many independent facts of this kind the line stands for, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="outcomes"/> is below 1 or not finite, or <paramref name="times"/> is negative.</exception>
    public void CheckOneOf(string description, double outcomes, long times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(times);
        if (!double.IsFinite(outcomes) || outcomes < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(outcomes), outcomes, "A check has at least one possible outcome.");
        }

        Add(description, times * Math.Log2(outcomes));
    }

    /// <summary>Records a fact that had a known probability: costs -log2 of it.</summary>
    /// <param name="description">What was found.</param>
    /// <param name="priorProbability">Probability of this outcome before the parameters were seen, in (0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="priorProbability"/> is outside (0, 1].</exception>
    public void Check(string description, double priorProbability)
    {
        if (!(priorProbability > 0 && priorProbability <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(priorProbability), priorProbability, "A prior probability lies in (0, 1].");
        }

        Add(description, -Math.Log2(priorProbability));
    }

    /// <summary>Records facts whose surprise has been worked out already, for example those of many linear regions together.</summary>
    /// <param name="description">What was found.</param>
    /// <param name="bits">Its surprise in bits: finite, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bits"/> is negative or not finite.</exception>
    public void Pay(string description, double bits)
    {
        if (!double.IsFinite(bits) || bits < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(bits), bits, "A surprise is a finite number of bits, 0 or more.");
        }

        Add(description, bits);
    }

    /// <summary>
    /// Records answers that were looked at one by one, each right or wrong, where each of the possible answers was as likely to be the model's: a right one costs log2 o bits, a wrong one log2(o/(o - 1)). What
    /// a sampling estimator owes: its N observations, however alike they are, for it says of none why it came out as it did.
    /// </summary>
    /// <param name="description">What was looked at, for example "190 random inputs"; the line adds how many of them were right.</param>
    /// <param name="right">How many were right, in [0, N]; a fraction where an answer can be right in part.</param>
    /// <param name="observations">N, how many there were, 0 or more.</param>
    /// <param name="answers">o, the number of possible answers, at least 1: <see cref="Model.OutputSize"/>. Where there is only one, no answer is a surprise.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="observations"/> is negative, <paramref name="answers"/> is below 1, or <paramref name="right"/> is outside [0, N] by more than a sum of fractions can be by rounding.
    /// </exception>
    public void Observe(string description, double right, long observations, int answers)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentOutOfRangeException.ThrowIfNegative(observations);
        ArgumentOutOfRangeException.ThrowIfLessThan(answers, 1);
        double rounding = SumRounding * observations;
        if (!(right >= -rounding && right <= observations + rounding))
        {
            throw new ArgumentOutOfRangeException(nameof(right), right, string.Create(CultureInfo.InvariantCulture, $"Of {observations} answers 0 to {observations} are right."));
        }

        double inRange = Math.Clamp(right, 0, observations);
        double bits = answers == 1 ? 0 : (inRange * Math.Log2(answers)) + ((observations - inRange) * Math.Log2(answers / (answers - 1.0)));
        Add(string.Create(CultureInfo.InvariantCulture, $"{description}, {inRange:0.##} right"), bits);
    }

    /// <summary>Records a step that does not depend on the parameters (a standardisation, a theorem): costs nothing.</summary>
    /// <param name="description">What was done.</param>
    public void NoteFree(string description) => Add(description, 0);

    private void ChargeReading() => ComputeMeter.ChargeWindow(OfLine, _lines.Count + _further.Count);

    private void Add(string description, double bits)
    {
        ArgumentNullException.ThrowIfNull(description);
        if (_lines.Count < MaximumLines)
        {
            _lines.Add(new ExplanationCheck(_step, description, bits + 0.0));
            return;
        }

        if (_further.Count == 0 || !string.Equals(_further[^1].Step, _step, StringComparison.Ordinal))
        {
            _further.Add(new FurtherChecks(_step));
        }

        _further[^1].Add(bits);
    }

    private sealed class FurtherChecks(string step)
    {
        private long _count;
        private double _bits;

        public string Step => step;

        public ExplanationCheck Line => new(step, string.Create(CultureInfo.InvariantCulture, $"{_count} further checks"), _bits);

        public void Add(double bits)
        {
            _count++;
            _bits += bits;
        }
    }
}

/// <summary>One line of the ledger.</summary>
/// <param name="Step">The step it belongs to; empty before the first.</param>
/// <param name="Description">What was found or done.</param>
/// <param name="Bits">Its surprise in bits, not negative; 0 for a free step.</param>
public sealed record ExplanationCheck(string Step, string Description, double Bits);

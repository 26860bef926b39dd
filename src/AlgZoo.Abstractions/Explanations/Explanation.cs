using AlgZoo.Metering;

namespace AlgZoo;

/// <summary>
/// The ledger of surprise accounting. An estimator records each check of a fact that depended on the parameters; the check costs -log2 of the probability that it came out as it
/// did before the parameters were seen. Steps that do not depend on the parameters are free. Not safe for concurrent use.
/// </summary>
/// <remarks>Source: "AlgZoo: uninterpreted models with fewer than 1,500 parameters" (Alignment Research Center, 2026), on surprise accounting.</remarks>
public sealed class Explanation
{
    private static readonly OperationCounts Addition = OperationCounts.Of((OperationClass.AddDouble, 1));

    private readonly List<ExplanationCheck> _checks = [];
    private string _step = "";

    /// <summary>All checks in the order in which they were recorded.</summary>
    public IReadOnlyList<ExplanationCheck> Checks => _checks;

    /// <summary>Total surprise of the explanation, in bits.</summary>
    public double TotalBits
    {
        get
        {
            ComputeMeter.ChargeWindow(Addition, _checks.Count);
            return _checks.Sum(check => check.Bits);
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
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="outcomes"/> is below 1 or not finite.</exception>
    [OperationCost(OperationClass.TranscendentalDouble, 1)]
    public void CheckOneOf(string description, double outcomes)
    {
        if (!double.IsFinite(outcomes) || outcomes < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(outcomes), outcomes, "A check has at least one possible outcome.");
        }

        Add(description, Math.Log2(outcomes));
    }

    /// <summary>Records a fact that had a known probability: costs -log2 of it.</summary>
    /// <param name="description">What was found.</param>
    /// <param name="priorProbability">Probability of this outcome before the parameters were seen, in (0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="priorProbability"/> is outside (0, 1].</exception>
    [OperationCost(OperationClass.TranscendentalDouble, 1)]
    [OperationCost(OperationClass.AddDouble, 1)]
    public void Check(string description, double priorProbability)
    {
        if (!(priorProbability > 0 && priorProbability <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(priorProbability), priorProbability, "A prior probability lies in (0, 1].");
        }

        Add(description, -Math.Log2(priorProbability));
    }

    /// <summary>Records a step that does not depend on the parameters (a standardisation, a theorem): costs nothing.</summary>
    /// <param name="description">What was done.</param>
    public void NoteFree(string description) => Add(description, 0);

    private void Add(string description, double bits)
    {
        ArgumentNullException.ThrowIfNull(description);
        _checks.Add(new ExplanationCheck(_step, description, bits + 0.0));
    }
}

/// <summary>One line of the ledger.</summary>
/// <param name="Step">The step it belongs to; empty before the first.</param>
/// <param name="Description">What was found or done.</param>
/// <param name="Bits">Its surprise in bits, not negative; 0 for a free step.</param>
public sealed record ExplanationCheck(string Step, string Description, double Bits);

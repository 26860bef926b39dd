using System.Globalization;

namespace AlgZoo.Evaluation;

/// <summary>The ledger of an estimate as it is read and kept: the checks by step.</summary>
/// <param name="Steps">The steps in the order in which they were first begun.</param>
public sealed record Ledger(IReadOnlyList<LedgerStep> Steps)
{
    /// <summary>Checks of one step that a run keeps line by line; longer steps are kept as one line.</summary>
    public const int LinesPerStep = 16;

    /// <summary>Surprise of the explanation, in bits.</summary>
    public double Bits => Steps.Sum(step => step.Bits);

    /// <summary>Groups checks by step.</summary>
    /// <param name="checks">The checks in the order in which they were recorded.</param>
    /// <returns>The ledger.</returns>
    public static Ledger Of(IEnumerable<ExplanationCheck> checks) =>
        new([.. checks.GroupBy(check => check.Step, StringComparer.Ordinal).Select(step => new LedgerStep(step.Key, [.. step]))]);

    /// <summary>The checks that a run keeps of a cell: those of a step of more than <see cref="LinesPerStep"/> become one.</summary>
    /// <param name="checks">The checks as recorded.</param>
    /// <returns>As few checks, with the same bits in every step.</returns>
    public static IReadOnlyList<ExplanationCheck> Digest(IReadOnlyList<ExplanationCheck> checks)
    {
        ArgumentNullException.ThrowIfNull(checks);
        return checks.Count <= LinesPerStep
            ? checks
            : [.. Of(checks).Steps.SelectMany(step => step.Checks.Count <= LinesPerStep ? step.Checks : [new(step.Name, string.Create(CultureInfo.InvariantCulture, $"{step.Checks.Count} checks"), step.Bits)])];
    }
}

/// <summary>The checks of one step.</summary>
/// <param name="Name">Name of the step; empty for what was recorded before the first.</param>
/// <param name="Checks">Its checks, in order; those of 0 bits are free.</param>
public sealed record LedgerStep(string Name, IReadOnlyList<ExplanationCheck> Checks)
{
    /// <summary>Surprise of the step, in bits.</summary>
    public double Bits { get; } = Checks.Sum(check => check.Bits);

    /// <summary>Whether nothing in it depended on the parameters.</summary>
    public bool IsFree => Bits == 0;
}

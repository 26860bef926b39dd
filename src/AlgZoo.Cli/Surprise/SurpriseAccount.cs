using System.Globalization;
using AlgZoo.Evaluation;
using AlgZoo.Reporting;

namespace AlgZoo.Cli;

/// <summary>The account of one estimator as lines of text: its ledger step by step, what is left, the total, the bits of optimisation, and the verdict.</summary>
internal static class SurpriseAccount
{
    /// <summary>Lines of a step, and steps of a ledger, that are shown unless all are asked for.</summary>
    private const int Shown = Ledger.LinesPerStep;

    private const int PriceWidth = 7;

    /// <summary>Writes the account.</summary>
    /// <param name="document">What was found out.</param>
    /// <param name="account">One of its estimators, that gave an estimate.</param>
    /// <param name="allLines">Whether to show every line of the ledger.</param>
    public static IEnumerable<string> Lines(SurpriseDocument document, EstimatorAccount account, bool allLines) =>
    [
        .. SurpriseFacts.OfModel(document),
        SurpriseFacts.Line("estimate", Estimate(account)),
        "",
        .. LedgerLines(account.Ledger?.Steps ?? [], allLines ? int.MaxValue : Shown),
        .. Sum(document, account),
        .. SurpriseFacts.OfOptimisation(document),
        "",
        .. SurpriseFacts.Caveats(document, [account]),
        account.Reason ?? "",
    ];

    private static string Estimate(EstimatorAccount account) => string.Create(
        CultureInfo.InvariantCulture,
        $"{account.Value:0.##########} by {account.Estimator} ({KindNames.Of(account.Kind)}, {account.Flops:N0} FLOPs), error {BitsFormat.Small(account.Error ?? 0)}");

    private static IEnumerable<string> LedgerLines(IReadOnlyList<LedgerStep> steps, int shown)
    {
        foreach (var step in steps.Take(shown))
        {
            yield return $"{NameOf(step)}: {Price(step.Bits)}";
            foreach (var check in step.Checks.Take(shown))
            {
                yield return Entry(check.Bits, check.Description);
            }

            if (step.Checks.Count > shown)
            {
                yield return Entry(step.Checks.Skip(shown).Sum(check => check.Bits), string.Create(CultureInfo.InvariantCulture, $"... {step.Checks.Count - shown:N0} more"));
            }
        }

        if (steps.Count > shown)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"... {steps.Count - shown:N0} more steps: {Price(steps.Skip(shown).Sum(step => step.Bits))}");
        }

        if (steps.Count > 0)
        {
            yield return "";
        }
    }

    private static IEnumerable<string> Sum(SurpriseDocument document, EstimatorAccount account)
    {
        if (account.Surprise is not { } surprise)
        {
            yield break;
        }

        yield return SurpriseFacts.Line("explanation", Explanation(surprise, account.Ledger?.Steps ?? []));
        if (account.AdviceBytes is { } bytes)
        {
            yield return SurpriseFacts.Line("advice", string.Create(CultureInfo.InvariantCulture, $"{BitsFormat.Count(surprise.AdviceBits)}: {bytes:N0} bytes, prepared from this model for the noise {document.AdviceNoise}"));
        }

        string sigma = surprise.IsSigmaStated ? "stated by the estimator" : "its own error, since it states none";
        yield return SurpriseFacts.Line("bits left", $"{BitsFormat.Range(surprise.BitsLeftLow, surprise.BitsLeftHigh)} at a resolution of {BitsFormat.Small(surprise.Resolution)}, for sigma {BitsFormat.Small(surprise.Sigma)}, {sigma}");
        if (surprise.TotalBits is { } total)
        {
            yield return SurpriseFacts.Line("total", BitsFormat.Count(total));
        }
    }

    // "40.2 bits = signs 10 + orderings 4": the steps that cost something, where there is more than one.
    private static string Explanation(EstimateSurprise surprise, IReadOnlyList<LedgerStep> steps)
    {
        if (surprise.ExplanationBits is not { } bits)
        {
            return "not known: no ledger was kept";
        }

        LedgerStep[] priced = [.. steps.Where(step => !step.IsFree)];
        return priced.Length is < 2 or > Shown
            ? BitsFormat.Count(bits)
            : $"{BitsFormat.Count(bits)} = {string.Join(" + ", priced.Select(step => $"{NameOf(step)} {BitsFormat.Number(step.Bits)}"))}";
    }

    private static string Entry(double bits, string description) => $"{(bits == 0 ? "free" : BitsFormat.Number(bits)),PriceWidth}  {description}";

    private static string NameOf(LedgerStep step) => step.Name.Length == 0 ? "without a step" : step.Name;

    private static string Price(double bits) => bits == 0 ? "free" : BitsFormat.Count(bits);
}

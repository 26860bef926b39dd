using System.Globalization;
using AlgZoo.Evaluation;
using AlgZoo.Reporting;

namespace AlgZoo.Cli;

/// <summary>What an account of one estimator and the table of several have in common: the model and its truth, the bits of optimisation, and what limits the verdicts.</summary>
internal static class SurpriseFacts
{
    private const int LabelWidth = 13;

    /// <summary>A fact behind its name.</summary>
    public static string Line(string label, string text) => label.PadRight(LabelWidth) + text;

    /// <summary>The model and its true accuracy.</summary>
    public static IEnumerable<string> OfModel(SurpriseDocument document)
    {
        var truth = document.Truth;
        string certainty = truth.ExactMethod is { } method ? $"exact, {method}" : string.Create(CultureInfo.InvariantCulture, $"standard error {BitsFormat.Small(truth.StandardError)}, {truth.Samples:N0} sequences");
        yield return Line("model", string.Create(CultureInfo.InvariantCulture, $"{document.Model}, {document.Task}, {document.Parameters:N0} parameters"));
        yield return Line("truth", string.Create(CultureInfo.InvariantCulture, $"{document.Quantity} {truth.Value:0.##########} ({certainty})"));
    }

    /// <summary>The bits of optimisation by three figures.</summary>
    public static IEnumerable<string> OfOptimisation(SurpriseDocument document)
    {
        var (bound, description, splitting) = document.Optimisation;
        yield return Line("optimisation", string.Create(CultureInfo.InvariantCulture, $"{BitsFormat.Count(bound)}: bound, 32 for each of {document.Parameters:N0} parameters"));
        yield return Line("", $"{BitsFormat.Count(description.Bits)}: description of the weights that keeps the accuracy to {BitsFormat.Small(description.Resolution)}; {Tensors(description)}");
        yield return Line("", Splitting(splitting));
        yield return Line("", Effort(splitting));
        if (splitting.Method == InitialisationScoring.Sampled)
        {
            yield return Line("", string.Create(CultureInfo.InvariantCulture, $"each scored on {splitting.Samples:N0} sequences, the same for all{Luck(splitting)}"));
        }

        if (splitting.PlainSampling is { } plain)
        {
            yield return Line("", string.Create(
                CultureInfo.InvariantCulture,
                $"plain sampling: {plain.Successes:N0} of {plain.Initialisations:N0} initialisations, {BitsFormat.Small(plain.Probability)}, standard error {BitsFormat.Small(plain.StandardError)}; splitting deviates by {plain.Deviations:0.0} standard errors"));
        }
    }

    /// <summary>What makes a verdict say less than it seems to.</summary>
    public static IEnumerable<string> Caveats(SurpriseDocument document, IReadOnlyList<EstimatorAccount> accounts)
    {
        if (accounts.Any(account => string.Equals(account.Estimator, document.Truth.ExactMethod, StringComparison.Ordinal)))
        {
            yield return $"{document.Truth.ExactMethod} is also the method of the truth: that they agree proves nothing, only the bits of its explanation count.";
        }

        if (accounts.Any(account => account.AdviceBytes > 0))
        {
            yield return "Advice was prepared from the very model that is explained, and may hold the answer: a verdict on an estimator with advice says nothing.";
        }
    }

    private static string Tensors(DescriptionLength description) => string.Join(
        ", ",
        description.Tensors.Select(tensor => string.Create(CultureInfo.InvariantCulture, $"{tensor.Name} {BitsFormat.Number(tensor.Bits)}{(tensor.BitsPerWeight == 0 ? "" : $" ({1 + tensor.BitsPerWeight} a weight)")}")));

    private static string Luck(SplittingResult splitting) => splitting.Selection is { } selection
        ? $": luck on them makes the figure about {BitsFormat.Count(Math.Max(0, selection.Bits))} too low, and that of the model itself is known to {BitsFormat.Count(selection.StandardError)}"
        : "";

    private static string Splitting(SplittingResult splitting) => splitting.Reached
        ? $"{BitsFormat.Count(splitting.Bits)}: splitting, -log2 P(a random initialisation does at least as well); standard error {BitsFormat.Number(splitting.StandardError ?? 0)}, 95% interval {BitsFormat.Range(splitting.BitsLow, splitting.BitsHigh ?? splitting.BitsLow)}"
        : string.Create(CultureInfo.InvariantCulture, $"at least {BitsFormat.Count(splitting.BitsLow)}: splitting, -log2 P(a random initialisation does at least as well); got to accuracy {splitting.Score:0.######} of {splitting.Target:0.######}");

    private static string Effort(SplittingResult splitting) => string.Create(
        CultureInfo.InvariantCulture,
        $"{splitting.Levels.Count:N0} {(splitting.Levels.Count == 1 ? "level" : "levels")}, {splitting.Repetitions} repetitions of {splitting.Particles:N0} initialisations, {splitting.Evaluations:N0} scored{(splitting.EffectiveSampleSize is { } size ? $", worth {FlopFormat.Compute(size)} plain samples (effective sample size)" : "")}");
}

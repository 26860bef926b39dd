using System.Globalization;
using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>Surprise accounting in words.</summary>
internal static class SurpriseWords
{
    private const int BitsPerWeight = 32;

    /// <summary>What the section means.</summary>
    public static string Meaning(RunReport report) =>
        "An explanation is complete when it leaves at most a bit of the value and costs, in all, no more bits than optimisation put into the model"
        + (ParametersOf(report) is { } parameters ? string.Create(CultureInfo.InvariantCulture, $", which is at most 32 for each of its {parameters:N0} weights: {BitsOfWeights(parameters):N0}. ") : ". ")
        + "The explanation's own surprise is what its ledger of checks adds up to, advice costs 8 bits a byte, and left is the surprise of the true value given the estimate and its sigma: the standard error that it states, or else its root mean squared error.";

    /// <summary>Where to read on.</summary>
    public const string Pointer = "algzoo help surprise-accounting";

    /// <summary>Where the numbers are from, and how finely the value was asked for.</summary>
    public static string Caption(RunReport report, IEnumerable<EstimatorReport> estimators)
    {
        double resolution = estimators.Max(estimator => AtLargestBudget(estimator)!.Surprise!.Resolution);
        return $"Each estimator at its largest budget, {ModelNames.Of(report.Summary)}, at a resolution of {NumberFormat.Error(resolution)}";
    }

    /// <summary>The upper bound of the bits of optimisation: 32 for each weight; null where models differ.</summary>
    public static double? BitsOfWeights(int? parameters) => BitsPerWeight * (double?)parameters;

    /// <summary>The estimators whose surprise at the largest budget is known, best first; empty where none kept a ledger.</summary>
    public static IReadOnlyList<EstimatorReport> Estimators(RunReport report)
    {
        EstimatorReport[] scored = [.. report.Estimators.Where(estimator => AtLargestBudget(estimator)?.Surprise is not null)];
        return Array.Exists(scored, estimator => estimator.Summary.Any(score => score.Surprise?.TotalBits is not null)) ? scored : [];
    }

    /// <summary>The score of an estimator at the largest budget at which it has one.</summary>
    public static Score? AtLargestBudget(EstimatorReport estimator) => estimator.Summary.Count == 0 ? null : estimator.Summary[^1];

    /// <summary>Where the sigma of a score is from.</summary>
    public static string Sigma(SurpriseScore surprise) => surprise.SigmaIsStated ? "stated" : "RMS error";

    /// <summary>Bits with their standard error, if there is one; a hyphen where no ledger was kept.</summary>
    public static string Bits(double? bits, double? standardError) => bits is { } known ? $"{FlopFormat.Ratio(known)} {Error(standardError)}".TrimEnd() : "-";

    /// <summary>A standard error; nothing where there is none, or where all draws agree.</summary>
    public static string Error(double? standardError) => standardError is > 0 and var error ? "± " + FlopFormat.Ratio(error) : "";

    /// <summary>What a tool tip says.</summary>
    public static IEnumerable<string> Lines(SurpriseScore surprise) =>
    [
        $"explanation {Bits(surprise.ExplanationBits, surprise.ExplanationStandardError)} bits",
        $"advice {Bits(surprise.AdviceBits, null)} bits",
        $"left {Bits(surprise.BitsLeft, surprise.BitsLeftStandardError)} bits, sigma: {Sigma(surprise)}",
        $"total {Bits(surprise.TotalBits, surprise.TotalStandardError)} bits",
    ];

    private static int? ParametersOf(RunReport report) => report.Manifest.Models.DistinctBy(model => model.Parameters).Count() == 1 ? report.Manifest.Models[0].Parameters : null;
}

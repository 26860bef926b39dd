using System.Globalization;
using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>What a run shows, in two to four sentences that claim no more than the verdicts do.</summary>
internal static class HeadlineWords
{
    /// <summary>The sentences, best news first, what limits them last; plain text.</summary>
    public static IReadOnlyList<string> Of(RunReport report)
    {
        EstimatorReport[] scored = [.. report.Estimators.Where(estimator => estimator.Headline is not null)];
        var contest = Class(scored, estimator => estimator.Info.Kind != EstimatorKind.Trivial && !estimator.Info.UsesAdvice);
        var lead = Best(contest) ?? Best(Class(scored, estimator => estimator.Info.Kind != EstimatorKind.Trivial)) ?? scored.FirstOrDefault();
        if (lead is null)
        {
            return [report.Scores.Complete ? "No estimator has a score." : "No estimator has a score yet.", .. HeadlineLimits.Of(report, lead)];
        }

        return [Lead(report, lead), .. Deductive(report, scored, lead), .. Advised(report, scored, lead), .. HeadlineLimits.Of(report, lead)];
    }

    private static string Lead(RunReport report, EstimatorReport lead)
    {
        string verdicts = VerdictWords.Of(report, lead);
        string name = $"{lead.Id} ({KindNames.Of(lead.Info.Kind)}{(OnSomeModels(report, lead) is { Length: > 0 } models ? ", " + models : "")})";
        string together = report.Manifest.Models.Count > 1 && lead.Headline!.Models == report.Manifest.Models.Count ? string.Create(CultureInfo.InvariantCulture, $"On all {report.Manifest.Models.Count} models together, ") : "";
        return lead.Info switch
        {
            { Kind: EstimatorKind.Trivial } => $"Only trivial estimators have a score: {name} {verdicts}.",
            { UsesAdvice: true } => $"Only estimators with advice have a score: {name} {verdicts}.",
            _ when Beats(lead) => $"{together}{name} {verdicts}.",
            _ => $"{together}{(together.Length == 0 ? "No" : "no")} estimator without advice beats sampling at any budget: the best-ranked, {name}, {verdicts}.",
        };
    }

    private static IEnumerable<string> Deductive(RunReport report, IReadOnlyList<EstimatorReport> scored, EstimatorReport lead)
    {
        if (IsDeductive(lead) || !report.Estimators.Any(IsDeductive))
        {
            return [];
        }

        EstimatorReport[] deductive = [.. scored.Where(IsDeductive)];
        return Best(Metered(deductive)) is not { } best ? [report.Scores.Complete ? "Every deductive method without advice declines." : "No deductive method without advice has a score yet."]
            : Beats(best) ? [$"The best deductive method without advice, {best.Id}{SomeModels(report, best)}, {VerdictWords.Of(report, best)}."]
            : Array.TrueForAll(deductive, estimator => estimator.Summary.All(score => score.Verdict == Verdict.Loses)) ? ["No deductive method without advice matches sampling at any budget."]
            : [$"No deductive method without advice {InFull(deductive)}beats sampling at any budget: the best-ranked, {best.Id}{SomeModels(report, best)}, {VerdictWords.Of(report, best)}."];

        bool IsDeductive(EstimatorReport estimator) => estimator.Info is { Kind: EstimatorKind.Deductive, UsesAdvice: false };
    }

    private static IEnumerable<string> Advised(RunReport report, IReadOnlyList<EstimatorReport> scored, EstimatorReport lead)
    {
        EstimatorReport[] advised = [.. scored.Where(estimator => estimator.Info.UsesAdvice && estimator.Info.Kind != EstimatorKind.Trivial)];
        if (lead.Info.UsesAdvice || Best(Metered(advised)) is not { } best)
        {
            return [];
        }

        return report.Manifest.Models.All(model => string.Equals(model.NoiseKind, "none", StringComparison.Ordinal)) ? ["There is no noise: advice knows the very models that are scored, and what methods with advice score says nothing."]
            : Beats(best) ? [$"With advice about the base model, {best.Id}{SomeModels(report, best)} {VerdictWords.Of(report, best)}{(best.Headline!.Rank < lead.Headline!.Rank ? ", and ranks above " + lead.Id : "")}."]
            : [$"Advice about the base model does not change that: no method with advice {InFull(advised)}beats sampling at any budget."];
    }

    private static string SomeModels(RunReport report, EstimatorReport estimator) => OnSomeModels(report, estimator) is { Length: > 0 } text ? $" ({text})" : "";

    private static string OnSomeModels(RunReport report, EstimatorReport estimator) => estimator.Headline!.Models < report.Manifest.Models.Count
        ? string.Create(CultureInfo.InvariantCulture, $"on {estimator.Headline.Models} of {report.Manifest.Models.Count} models")
        : "";

    private static EstimatorReport[] Class(IEnumerable<EstimatorReport> scored, Func<EstimatorReport, bool> belongs) => Metered([.. scored.Where(belongs)]);

    // Those metered in full, unless none is: what the meter did not see may be any amount.
    private static EstimatorReport[] Metered(EstimatorReport[] estimators) => estimators.Where(IsMetered).ToArray() is { Length: > 0 } metered ? metered : estimators;

    private static bool IsMetered(EstimatorReport estimator) => estimator.Headline!.Metering == MeteringGrade.Full;

    private static string InFull(EstimatorReport[] estimators) => estimators.Any(IsMetered) && estimators.Any(estimator => !IsMetered(estimator) && Beats(estimator)) ? "that is metered in full " : "";

    // The best-ranked that beats sampling somewhere, or else the best-ranked.
    private static EstimatorReport? Best(EstimatorReport[] ranked) => Array.Find(ranked, Beats) ?? (ranked.Length > 0 ? ranked[0] : null);

    private static bool Beats(EstimatorReport estimator) => estimator.Summary.Any(score => score.Verdict == Verdict.Beats);
}

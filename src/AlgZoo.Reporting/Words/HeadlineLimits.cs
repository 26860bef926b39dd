using System.Globalization;
using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>What a reader must know before believing the headline of a run.</summary>
internal static class HeadlineLimits
{
    private const int ShownNames = 3;

    // Share of verdicts "beats" among estimators that are exactly as good as sampling: one end of a 95% interval.
    private const double ChanceOfBeating = 0.025;

    // So many squared errors tell efficiencies from 1 that are a factor of 1.6 away.
    private const int ManyDraws = 32;

    /// <summary>One sentence, or none where nothing limits the claim.</summary>
    public static IEnumerable<string> Of(RunReport report, EstimatorReport? lead)
    {
        string[] clauses = [.. Clauses(report, lead)];
        return clauses.Length == 0 ? [] : [char.ToUpperInvariant(clauses[0][0]) + string.Join("; ", clauses)[1..] + "."];
    }

    private static IEnumerable<string> Clauses(RunReport report, EstimatorReport? lead)
    {
        if (!report.Scores.Complete)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"the run is not complete, {report.Measurements.Count:N0} of {English.Count(report.Manifest.Cells, "cell")} are measured");
        }

        if (lead is not null)
        {
            foreach (string clause in AboutLead(report, lead))
            {
                yield return clause;
            }
        }

        string[] failing = [.. report.Estimators.Where(estimator => estimator != lead && estimator.Headline is { FailureRate: > 0 }).Select(estimator => estimator.Id)];
        if (failing.Length > 0)
        {
            yield return $"some cells of {English.List(failing, ShownNames)} failed and count as trivial estimates";
        }
    }

    private static IEnumerable<string> AboutLead(RunReport report, EstimatorReport lead)
    {
        var headline = lead.Headline!;
        if (headline.Metering is MeteringGrade.Partial or MeteringGrade.None)
        {
            yield return $"the compute of {lead.Id} was {(headline.Metering == MeteringGrade.None ? "not metered" : "metered only in part")}, so that its efficiencies are upper bounds";
        }

        if (headline.FailureRate > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{lead.Summary.Sum(score => score.Failures):N0} of {lead.Summary.Sum(score => score.Cells):N0} cells of {lead.Id} failed and count as trivial estimates");
        }

        string[] equals = [.. report.Estimators.Where(estimator => estimator != lead && estimator.Headline?.Rank == headline.Rank).Select(estimator => estimator.Id)];
        if (equals.Length > 0)
        {
            yield return $"nothing tells {lead.Id} apart from {English.List(equals, ShownNames)}";
        }

        if (report.Manifest.Models.Any(model => string.Equals(model.ExactTruth, lead.Id, StringComparison.Ordinal)))
        {
            yield return $"the truth was found by {lead.Id} itself: that they agree proves nothing, only what it costs counts";
        }

        Score[] beaten = [.. lead.Summary.Where(score => score.Verdict == Verdict.Beats)];
        if (beaten.Length == 1 && lead.Summary.Count > 1 && beaten[0].Efficiency < Math.Pow(Resolution.Factor(beaten[0].Cells), 2))
        {
            int verdicts = report.Estimators.Where(estimator => estimator.Info is { UsesAdvice: false, Kind: not EstimatorKind.Trivial }).Sum(estimator => estimator.Summary.Count);
            yield return string.Create(CultureInfo.InvariantCulture, $"that {lead.Id} beats sampling at a single budget may be chance, which makes about {Math.Max(1, Math.Round(ChanceOfBeating * verdicts)):0} of {verdicts} such verdicts");
        }

        int draws = lead.Summary.Min(score => score.Cells);
        if (draws == 1)
        {
            yield return "a single noisy copy gives no interval and no verdict";
        }
        else if (draws < ManyDraws && beaten.Length < lead.Summary.Count)
        {
            yield return $"{draws.ToString(CultureInfo.InvariantCulture)} noisy copies cannot tell efficiencies from 1 within a factor of about {FlopFormat.Ratio(Resolution.Factor(draws))}";
        }
    }
}

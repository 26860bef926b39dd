using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>One row per estimator, best first.</summary>
internal static class HeadlineTable
{
    public static Html Of(RunReport report) => HtmlTable.Sortable(
        "headline-table",
        $"Estimators over the budgets, {ModelNames.Of(report.Summary)}",
        Columns(report),
        report.Estimators,
        EstimatorMarkup.Attributes);

    private static List<Column<EstimatorReport>> Columns(RunReport report)
    {
        bool marksGrades = MeteringNotes.GradesDiffer(report.Scores);
        return
        [
            new("rank", "#", estimator => Cell.Count(estimator.Headline?.Rank)),
            new("estimator", "estimator", estimator => new Cell(estimator.Id, EstimatorMarkup.Name(estimator), IsNumber: false)) { IsName = true },
            new("efficiency", "overall", estimator => Cell.Number(estimator.Headline?.Efficiency, Overall(report, estimator, marksGrades))),
            new("matchingHorizon", "matches to", estimator => Cell.Number(estimator.Headline?.MatchingHorizon, Horizon(estimator.Headline))),
            .. report.Manifest.Budgets.Select(budget => new Column<EstimatorReport>(FormattableString.Invariant($"budget-{budget}"), FlopFormat.Compute(budget), estimator => AtBudget(estimator, budget, marksGrades))),
            new("kind", "kind", estimator => new Cell(estimator.Info.Kind.ToString(), Html.Text(KindNames.Of(estimator.Info.Kind)), IsNumber: false)),
            new("advice", "advice", estimator => new Cell(estimator.Info.UsesAdvice ? "true" : "false", Html.Text(estimator.Info.UsesAdvice ? "advice" : ""), IsNumber: false)),
            new("budgets", "budgets", estimator => Cell.Count(estimator.Headline?.Budgets)),
            new("models", "models", estimator => Cell.Count(estimator.Headline?.Models)),
            new("failureRate", "failed", estimator => Cell.Number(estimator.Headline?.FailureRate, NumberFormat.Percent)),
            new("metering", "metered", estimator => Cell.Grade(estimator.Headline?.Metering)),
            new("adviceBytes", "advice, bytes", estimator => Cell.Count(estimator.Advice.Count == 0 ? null : estimator.Advice.Max(advice => advice.Bytes))),
            new("adviceFlops", "advice, FLOPs", estimator => Cell.Number(estimator.Advice.Count == 0 ? null : estimator.Advice.Max(advice => advice.Flops), FlopFormat.Compute)),
        ];
    }

    private static Html Overall(RunReport report, EstimatorReport estimator, bool marksGrades) => estimator.Headline is { } headline
        ? (Html)$"{EfficiencyMarkup.Grade(headline.Metering, marksGrades)}{EfficiencyMarkup.Failed(estimator.Summary.Sum(score => score.Failures))}{EfficiencyMarkup.Bound(headline.EfficiencyIsLowerBound)}{FlopFormat.Ratio(headline.Efficiency)}{EfficiencySparkline.Of(report, estimator)}"
        : $"no score";

    private static Html Horizon(HeadlineScore? headline) => headline switch
    {
        null => $"–",
        { MatchingHorizon: 0 } => $"""<span class="loses">nowhere</span>""",
        _ => $"{EfficiencyMarkup.Bound(headline.HorizonIsLowerBound)}{FlopFormat.Compute(headline.MatchingHorizon)}",
    };

    private static Cell AtBudget(EstimatorReport estimator, long budget, bool marksGrades)
    {
        var score = estimator.Summary.FirstOrDefault(score => score.Budget == budget);
        return Cell.Number(score?.Efficiency, score is null ? (Html)$"–" : EfficiencyMarkup.Of(score, marksGrades));
    }
}

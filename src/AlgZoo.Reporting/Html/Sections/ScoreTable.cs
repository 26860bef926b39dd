using System.Globalization;
using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>One row per estimator, model and budget, with every number of scores.json.</summary>
internal static class ScoreTable
{
    private static readonly Column<Score>[] Columns =
    [
        new("estimator", "estimator", score => Cell.Text(score.Estimator)) { IsName = true },
        new("model", "model", score => new Cell(score.Model, Html.Text(ModelNames.Of(score.Model)), IsNumber: false)),
        new("budget", "budget", score => Cell.Number(score.Budget, FlopFormat.Compute)),
        new("cells", "cells", score => Cell.Count(score.Cells)),
        new("failures", "failed", score => Cell.Count(score.Failures)),
        new("flops", "FLOPs spent", score => Cell.Number(score.Flops, FlopFormat.Compute)),
        new("mse", "MSE", score => Cell.Number(score.Mse, NumberFormat.Error)),
        new("mseStandardError", "its standard error", score => Cell.Number(score.MseStandardError, NumberFormat.Error)),
        new("resolvedMse", "resolved MSE", score => Cell.Number(score.ResolvedMse, NumberFormat.Error)),
        new("bias", "bias", score => Cell.Number(score.Bias, NumberFormat.Error)),
        new("samplingMse", "MSE of sampling", score => Cell.Number(score.SamplingMse, NumberFormat.Error)),
        new("efficiency", "efficiency", score => Cell.Number(score.Efficiency, (Html)$"{EfficiencyMarkup.Bound(score.EfficiencyIsLowerBound)}{FlopFormat.Ratio(score.Efficiency)}")),
        new("efficiencyLow", "from", score => Cell.Number(score.EfficiencyLow, FlopFormat.Ratio)),
        new("efficiencyHigh", "to", score => Cell.Number(score.EfficiencyHigh, FlopFormat.Ratio)),
        new("verdict", "verdict", score => new Cell(EfficiencyMarkup.Word(score.Verdict), $"""<span class="{EfficiencyMarkup.Word(score.Verdict)}">{EfficiencyMarkup.Word(score.Verdict)}</span>""", IsNumber: false)),
        new("metering", "metered", score => Cell.Grade(score.Metering)),
    ];

    public static Html Of(RunReport report) => HtmlTable.Sortable(
        "score-table",
        "Every score",
        Columns,
        report.Estimators.SelectMany(estimator => estimator.Scores),
        score => Html.Attributes(("data-estimator", score.Estimator), ("data-model", score.Model), ("data-budget", score.Budget.ToString(CultureInfo.InvariantCulture))));
}

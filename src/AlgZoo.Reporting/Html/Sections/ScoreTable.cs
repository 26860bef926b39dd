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

    // Without those where no score has them.
    private static readonly Column<Score>[] SurpriseColumns =
    [
        new("surprise.cells", "cells in bits", score => Cell.Count(score.Surprise?.Cells)),
        new("surprise.explanationBits", "explanation, bits", score => Cell.Number(score.Surprise?.ExplanationBits, FlopFormat.Ratio)),
        new("surprise.explanationStandardError", "its standard error", score => Cell.Number(score.Surprise?.ExplanationStandardError, FlopFormat.Ratio)),
        new("surprise.adviceBits", "advice, bits", score => Cell.Number(score.Surprise?.AdviceBits, FlopFormat.Ratio)),
        new("surprise.bitsLeft", "left, bits", score => Cell.Number(score.Surprise?.BitsLeft, FlopFormat.Ratio)),
        new("surprise.bitsLeftStandardError", "its standard error", score => Cell.Number(score.Surprise?.BitsLeftStandardError, FlopFormat.Ratio)),
        new("surprise.totalBits", "total, bits", score => Cell.Number(score.Surprise?.TotalBits, FlopFormat.Ratio)),
        new("surprise.totalStandardError", "its standard error", score => Cell.Number(score.Surprise?.TotalStandardError, FlopFormat.Ratio)),
        new("surprise.sigmaIsStated", "sigma", score => new Cell(score.Surprise is { } known ? (known.SigmaIsStated ? "true" : "false") : "", Html.Text(score.Surprise is { } surprise ? SurpriseWords.Sigma(surprise) : Cell.Missing), IsNumber: false)),
        new("surprise.resolution", "resolution", score => Cell.Number(score.Surprise?.Resolution, NumberFormat.Error)),
    ];

    public static Html Of(RunReport report) => HtmlTable.Sortable(
        "score-table",
        "Every score",
        report.Scores.Scores.Any(score => score.Surprise is not null) ? [.. Columns, .. SurpriseColumns] : Columns,
        report.Estimators.SelectMany(estimator => estimator.Scores),
        score => Html.Attributes(("data-estimator", score.Estimator), ("data-model", score.Model), ("data-budget", score.Budget.ToString(CultureInfo.InvariantCulture))));
}

using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>A score in words: the text of a tool tip, in lines.</summary>
internal static class ScoreText
{
    /// <summary>All that matters about a score.</summary>
    /// <param name="scores">The scores that it is one of.</param>
    /// <param name="score">The score.</param>
    public static string Of(ModelScores scores, Score score)
    {
        string[] lines =
        [
            score.Estimator,
            $"{scores.ModelText}, budget {FlopFormat.Compute(score.Budget)}",
            Spent(scores, score),
            Mse(score),
            Efficiency(score),
            VerdictText(score.Verdict),
            $"bias {FlopFormat.Ratio(score.Bias)}",
            Cells(score),
        ];
        return string.Join('\n', lines);
    }

    private static string Spent(ModelScores scores, Score score) =>
        $"{FlopFormat.Compute(score.Flops)} FLOPs spent" + (score.Flops < scores.SamplingFlops ? $", drawn at the price of one sample, {FlopFormat.Compute(scores.SamplingFlops)}" : "")
        + (score.Metering is MeteringGrade.Partial or MeteringGrade.None ? ", at least: not all was metered" : "");

    private static string Mse(Score score) =>
        PlottedMse.IsUpperBound(score) ? $"MSE {FlopFormat.Ratio(score.Mse)}: not told from 0, at most {FlopFormat.Ratio(score.ResolvedMse)}"
        : $"MSE {FlopFormat.Ratio(score.Mse)}{Interval(PlottedMse.Low(score), PlottedMse.High(score))}";

    private static string Efficiency(Score score) =>
        score.EfficiencyIsLowerBound ? $"efficiency at least {FlopFormat.Ratio(score.Efficiency)}" : $"efficiency {FlopFormat.Ratio(score.Efficiency)}{Interval(score.EfficiencyLow, score.EfficiencyHigh)}";

    private static string Interval(double? low, double? high) => (low, high) switch
    {
        ({ } from, { } to) => $" (95%: {FlopFormat.Ratio(from)} to {FlopFormat.Ratio(to)})",
        ({ } from, null) => $" (95%: from {FlopFormat.Ratio(from)})",
        (null, { } to) => $" (95%: up to {FlopFormat.Ratio(to)})",
        _ => " (no interval)",
    };

    private static string VerdictText(Verdict verdict) => verdict switch
    {
        Verdict.Beats => "beats sampling",
        Verdict.Loses => "loses to sampling",
        _ => "undecided against sampling",
    };

    private static string Cells(Score score) => FormattableString.Invariant($"{score.Cells} {(score.Cells == 1 ? "cell" : "cells")}{(score.Failures == 0 ? "" : FormattableString.Invariant($", {score.Failures} failed"))}");
}

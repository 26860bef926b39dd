namespace AlgZoo.Reporting;

/// <summary>Surprise accounting in report.md.</summary>
internal static class MarkdownSurprise
{
    /// <summary>What it means, and a line for each estimator at its largest budget; empty where no estimator kept a ledger.</summary>
    public static string Of(RunReport report)
    {
        var estimators = SurpriseWords.Estimators(report);
        return estimators.Count == 0 ? "" : $"{SurpriseWords.Meaning(report)} More: `{SurpriseWords.Pointer}`.\n\n{Table(estimators)}\n{MarkdownText.Escape(SurpriseWords.Caption(report, estimators))}. `-`: no ledger.\n";
    }

    private static string Table(IReadOnlyList<EstimatorReport> estimators) => MarkdownText.Table(
        [("estimator", false), ("kind", false), ("budget", true), ("explanation, bits", true), ("advice, bits", true), ("left, bits", true), ("total, bits", true), ("sigma", false)],
        estimators.Select(estimator =>
        {
            var score = SurpriseWords.AtLargestBudget(estimator)!;
            var surprise = score.Surprise!;
            return (IReadOnlyList<string>)
            [
                MarkdownText.Escape(estimator.Id), KindNames.Of(estimator.Info.Kind), FlopFormat.Compute(score.Budget),
                SurpriseWords.Bits(surprise.ExplanationBits, surprise.ExplanationStandardError), SurpriseWords.Bits(surprise.AdviceBits, null), SurpriseWords.Bits(surprise.BitsLeft, surprise.BitsLeftStandardError),
                SurpriseWords.Bits(surprise.TotalBits, surprise.TotalStandardError), SurpriseWords.Sigma(surprise),
            ];
        }));
}

using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>Surprise accounting: bits against precision, and the bits of each estimator.</summary>
internal static class SurpriseSection
{
    private static readonly Column<EstimatorReport>[] Columns =
    [
        new("estimator", "estimator", estimator => new Cell(estimator.Id, EstimatorMarkup.Name(estimator), IsNumber: false)) { IsName = true },
        new("budget", "budget", estimator => Cell.Number(SurpriseWords.AtLargestBudget(estimator)!.Budget, FlopFormat.Compute)),
        Bits("explanationBits", "explanation", surprise => surprise.ExplanationBits, surprise => surprise.ExplanationStandardError),
        Bits("adviceBits", "advice", surprise => surprise.AdviceBits, _ => null),
        Bits("bitsLeft", "left", surprise => surprise.BitsLeft, surprise => surprise.BitsLeftStandardError),
        Bits("totalBits", "total", surprise => surprise.TotalBits, surprise => surprise.TotalStandardError),
        new("sigma", "sigma", estimator => Cell.Text(SurpriseWords.Sigma(Of(estimator)))),
    ];

    /// <summary>The section; none where no estimator kept a ledger.</summary>
    public static IEnumerable<PageSection> Of(RunReport report, IEnumerable<Chart> charts)
    {
        var estimators = SurpriseWords.Estimators(report);
        if (estimators.Count == 0)
        {
            return [];
        }

        return
        [
            new PageSection("surprise", "Surprise accounting", $"""
                <p>{SurpriseWords.Meaning(report)} More: <code>{SurpriseWords.Pointer}</code>.</p>
                {ChartFigures.Of(charts, report.Summary)}{HtmlTable.Sortable("surprise-table", SurpriseWords.Caption(report, estimators), Columns, estimators, EstimatorMarkup.Attributes)}
                """),
        ];
    }

    private static SurpriseScore Of(EstimatorReport estimator) => SurpriseWords.AtLargestBudget(estimator)!.Surprise!;

    private static Column<EstimatorReport> Bits(string name, string heading, Func<SurpriseScore, double?> bits, Func<SurpriseScore, double?> standardError) => new(name, heading, estimator =>
    {
        var surprise = Of(estimator);
        return Cell.Number(bits(surprise), Content(bits(surprise), standardError(surprise)));
    });

    private static Html Content(double? bits, double? standardError) =>
        bits is { } known ? $"{FlopFormat.Ratio(known)} <small>{SurpriseWords.Error(standardError)}</small>" : Html.Text(Cell.Missing);
}

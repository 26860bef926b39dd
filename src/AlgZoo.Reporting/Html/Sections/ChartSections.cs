namespace AlgZoo.Reporting;

/// <summary>The sections that are about charts, side by side with what chooses the estimators in them.</summary>
internal static class ChartSections
{
    public static IReadOnlyList<PageSection> Of(RunReport report, IReadOnlyList<Chart> charts) =>
    [
        new("compute", "Error against compute", Figures(report, charts, ChartKind.Mse)),
        new("efficiency", "Efficiency", Figures(report, charts, ChartKind.Efficiency)),
        new("truth", "Estimate against truth", $"{BudgetSelect(charts)}{Figures(report, charts, ChartKind.EstimateVersusTruth)}"),
        new("bias", "Bias against variance", Figures(report, charts, ChartKind.BiasVersusVariance)),
        .. SurpriseSection.Of(report, charts.Where(chart => chart.Kind == ChartKind.Surprise)),
    ];

    private static Html BudgetSelect(IReadOnlyList<Chart> charts)
    {
        long[] budgets = [.. charts.Where(chart => chart.Kind == ChartKind.EstimateVersusTruth).Select(chart => chart.Budget).OfType<long>().Distinct().Order()];
        return budgets.Length < 2 ? Html.None : $"""
            <p class="control"><label for="budget">Budget</label> <select id="budget">{budgets.Select(budget =>
                (Html)$"""<option value="{budget}"{Html.Flag("selected", budget == budgets[^1])}>{FlopFormat.Compute(budget)} FLOPs</option>""")}</select></p>

            """;
    }

    private static Html Figures(RunReport report, IReadOnlyList<Chart> charts, ChartKind kind)
    {
        Chart[] ofKind = [.. charts.Where(chart => chart.Kind == kind)];
        return ofKind.Length == 0 ? $"<p>There is no score to draw.</p>\n" : ChartFigures.Of(ofKind, report.Summary);
    }
}

namespace AlgZoo.Reporting;

/// <summary>The charts of a run.</summary>
internal static class RunCharts
{
    private const int MostModels = 12;

    /// <summary>Makes the charts of every kind, for the summary and, where they are few, for each model.</summary>
    public static IReadOnlyList<Chart> Of(RunReport report)
    {
        var styles = SeriesStyle.Of(report);
        var models = report.Manifest.Models.Count <= MostModels ? report.Models : [report.Summary];
        ModelScores[] scores = [.. models.Select(model => new ModelScores(report, model, styles))];
        return
        [
            .. scores.Select(MseChart.Of),
            .. scores.Select(EfficiencyChart.Of),
            .. scores.SelectMany(EstimateVersusTruthChart.OfEachBudget),
            .. scores.Select(BiasVersusVarianceChart.Of),
            .. scores.Select(SurpriseChart.Of).OfType<Chart>(),
            OperationsChart.Of(report, styles),
        ];
    }
}

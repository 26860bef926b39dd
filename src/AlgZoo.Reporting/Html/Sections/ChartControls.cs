namespace AlgZoo.Reporting;

/// <summary>Chooses the estimators, and the model, that charts and tables show: by kind, by advice and one by one. The list of estimators is also the legend.</summary>
internal static class ChartControls
{
    // All of so many, or else so many of the best.
    private const int ShownAtOnce = 12;
    private const int ShownBest = 10;

    public static Html Of(RunReport report, IReadOnlyList<Chart> charts)
    {
        var best = Best(report);
        var styles = SeriesStyle.Of(report);
        return $"""
            <aside id="filters" aria-label="What charts and tables show">
            {ModelSelect(charts, report.Summary)}<div class="chips" role="group" aria-labelledby="kinds"><span id="kinds">Kind</span>{Kinds(report).Select(kind => (Html)$"""<button type="button" data-kind="{kind.ToString()}" aria-pressed="true">{KindNames.Of(kind)}</button>""")}</div>
            {AdviceChips(report)}<div class="chips" role="group" aria-labelledby="curves"><span id="curves">Show</span><button type="button" data-select="best">best</button><button type="button" data-select="all">all</button><button type="button" data-select="none">none</button></div>
            <p id="shown" aria-live="polite"></p>
            <div id="legend" role="group" aria-label="Estimators in the charts">
            {report.Estimators.Where(estimator => estimator.Headline is not null).Select(estimator => Label(report, estimator, styles, best))}</div>
            </aside>

            """;
    }

    private static Html Label(RunReport report, EstimatorReport estimator, IReadOnlyDictionary<string, SeriesStyle> styles, HashSet<string> best)
    {
        bool isBest = best.Contains(estimator.Id);
        bool isShown = isBest || report.Scores.Headline.Count <= ShownAtOnce;
        return $"""
            <label{EstimatorMarkup.Attributes(estimator)}{Html.Flag("data-best", isBest)}><input type="checkbox" autocomplete="off"{Html.Flag("checked", isShown)}/> {Html.Raw(styles[estimator.Id].Swatch())} <span class="name">{estimator.Id}</span> <small>{KindNames.Of(estimator.Info.Kind)}{(estimator.Info.UsesAdvice ? ", advice" : "")}</small></label>

            """;
    }

    private static Html ModelSelect(IReadOnlyList<Chart> charts, string summary)
    {
        string[] models = [.. charts.Select(chart => chart.Model).Distinct(StringComparer.Ordinal)];
        return models.Length < 2 ? Html.None : $"""
            <p class="control"><label for="model">Model</label> <select id="model">{models.Select(model =>
                (Html)$"""<option value="{model}"{Html.Flag("selected", string.Equals(model, summary, StringComparison.Ordinal))}>{ModelNames.Of(model)}</option>""")}</select></p>

            """;
    }

    private static Html AdviceChips(RunReport report) => report.Estimators.Select(estimator => estimator.Info.UsesAdvice).Distinct().Count() < 2 ? Html.None : $"""
        <div class="chips" role="group" aria-labelledby="advice"><span id="advice">Advice</span><button type="button" data-advice="false" aria-pressed="true">without</button><button type="button" data-advice="true" aria-pressed="true">with</button></div>

        """;

    private static IEnumerable<EstimatorKind> Kinds(RunReport report) => report.Estimators.Select(estimator => estimator.Info.Kind).Distinct().Order();

    private static HashSet<string> Best(RunReport report) =>
    [
        .. report.Estimators.Where(estimator => estimator.Headline is not null && estimator.Info.Kind != EstimatorKind.Trivial).Take(ShownBest).Select(estimator => estimator.Id),
        .. report.Estimators.Select(estimator => estimator.Id).Where(id => string.Equals(id, "monte-carlo", StringComparison.Ordinal)),
    ];
}

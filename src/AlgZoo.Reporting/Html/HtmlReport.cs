namespace AlgZoo.Reporting;

/// <summary>report.html: one file that needs nothing else. It is well-formed XML but for the doctype and the content of scripts.</summary>
internal static class HtmlReport
{
    /// <summary>Renders the page.</summary>
    /// <param name="report">The report.</param>
    /// <param name="refreshSeconds">How often the page loads itself again while the run goes on; null for a run that has ended.</param>
    public static string Render(RunReport report, int? refreshSeconds = null)
    {
        var charts = RunCharts.Of(report);
        var headline = HeadlineSection.Of(report);
        var drawn = ChartSections.Of(report, charts);
        PageSection[] rest =
        [
            ScoreSection.Of(report), FailureSection.Of(report), OperationsSection.Of(report, charts.Where(chart => chart.Kind == ChartKind.Operations)), UnmeteredSection.Of(report), RunSection.Of(report),
            DefinitionsSection.Of(),
        ];
        Html page = $"""
            <!DOCTYPE html>
            <html lang="en" data-run="{report.Manifest.Suite}"{LivePage.Attribute(refreshSeconds)}>
            {Head(report, refreshSeconds)}<body>
            <a class="skip" href="#headline">Skip to the results</a>
            <header>
            <h1>{report.Manifest.Suite}</h1>
            <p class="subtitle">{string.Join(" · ", FactsLine.Of(report))}</p>
            <button type="button" id="theme">Dark or light</button>
            {LivePage.Banner(report, refreshSeconds)}</header>
            <nav aria-label="Contents"><ul>
            {new[] { headline }.Concat(drawn).Concat(rest).Select(section => (Html)$"""<li><a href="#{section.Id}">{section.Heading}</a></li>{"\n"}""")}</ul></nav>
            <main>
            {headline.Render()}<div class="workbench">
            {ChartControls.Of(report, charts)}<div class="charts">
            {drawn.Select(section => section.Render())}</div>
            </div>
            {rest.Select(section => section.Render())}</main>
            <footer><p>Made by AlgZoo Framework {report.Manifest.Version}.</p></footer>
            <div id="tooltip" role="tooltip" hidden=""></div>
            <p id="status" class="spoken" aria-live="polite"></p>
            <script type="module">{Html.Raw(PageAsset.Script)}</script>
            </body>
            </html>

            """;
        return page.ToString();
    }

    private static Html Head(RunReport report, int? refreshSeconds) => $"""
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src {PageAsset.PolicyHash(PageAsset.ThemeScript)} {PageAsset.PolicyHash(PageAsset.Script)}; img-src data:; base-uri 'none'; form-action 'none'"/>
        <meta name="color-scheme" content="light dark"/>
        {LivePage.Refresh(refreshSeconds)}<title>{report.Manifest.Suite} – AlgZoo report</title>
        <script>{Html.Raw(PageAsset.ThemeScript)}</script>
        <style>
        {Html.Raw(ChartStyle.Css)}
        {Html.Raw(PageAsset.Style)}</style>
        </head>

        """;
}

namespace AlgZoo.Reporting;

/// <summary>report.html: one file that needs nothing else.</summary>
internal static class HtmlReport
{
    /// <summary>Renders the page.</summary>
    /// <param name="report">The report.</param>
    /// <param name="refreshSeconds">How often the page loads itself again while the run goes on; null for a run that has ended.</param>
    public static string Render(RunReport report, int? refreshSeconds = null) => $"<!doctype html><title>{report.Manifest.Suite}</title>";
}

using AlgZoo.Reporting;

namespace AlgZoo.Browser.Tests;

/// <summary>A report and its page on the disk.</summary>
internal sealed record ReportPage(RunReport Report, string Path)
{
    public string Address => new Uri(Path).AbsoluteUri;

    public void Render(int? refreshSeconds = null) => File.WriteAllText(Path, HtmlReport.Render(Report, refreshSeconds));
}

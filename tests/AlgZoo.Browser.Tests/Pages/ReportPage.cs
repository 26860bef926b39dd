using AlgZoo.Reporting;

namespace AlgZoo.Browser.Tests;

/// <summary>A report and the folder that holds its page.</summary>
internal sealed record ReportPage(RunReport Report, string Folder)
{
    public string Path => System.IO.Path.Combine(Folder, ReportFiles.Page);

    public string Address => new Uri(Path).AbsoluteUri;
}

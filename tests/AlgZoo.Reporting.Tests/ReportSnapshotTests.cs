using System.Text;

namespace AlgZoo.Reporting.Tests;

public sealed class ReportSnapshotTests
{
    [Test]
    public void The_files_are_the_approved_ones() => AssertApproved();

    [Test]
    [SetCulture("fr-FR")]
    public void The_culture_does_not_matter() => AssertApproved();

    private static void AssertApproved()
    {
        var report = RunReport.Of(SampleRuns.Small);
        using (Assert.EnterMultipleScope())
        {
            Approved.Check(MarkdownReport.Render(report, []), "report.md");
            Approved.Check(ScoresCsv.Of(report.Scores.Scores), "scores.csv");
            Approved.Check(MeasurementsCsv.Of(report)[..2000], "measurements.csv");
        }
    }
}

using System.Xml.Linq;
using AlgZoo.Evaluation;

namespace AlgZoo.Reporting.Tests;

public sealed class ReportFilesTests
{
    private static readonly string[] Pictures = ["report-mse.svg", "report-efficiency.svg", "report-estimate-versus-truth.svg", "report-bias-versus-variance.svg", "report-surprise.svg", "report-operations.svg"];

    private readonly string _folder = Directory.CreateTempSubdirectory("algzoo-report-files-").FullName;

    [OneTimeTearDown]
    public void CleanUp() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void The_page_comes_first_and_every_file_is_there()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "all")).FullName;

        var files = ReportFiles.Write(folder, RunReport.Of(SampleRuns.Small));

        Assert.That(files, Is.EqualTo(new[] { "report.html", "report.md" }.Concat(Pictures).Concat(["scores.csv", "measurements.csv"])));
        Assert.That(Directory.GetFiles(folder).Select(Path.GetFileName), Is.EquivalentTo(files));
    }

    [Test]
    public void Pictures_stand_beside_the_markdown_with_what_they_show_in_words()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "markdown")).FullName;

        ReportFiles.Write(folder, RunReport.Of(SampleRuns.Small), ReportFormats.Markdown);

        string markdown = File.ReadAllText(Path.Combine(folder, "report.md"));
        foreach (string picture in Pictures)
        {
            Assert.That(markdown, Does.Match($@"(?m)^!\[(\\.|[^\]\\]){{40,}}\]\({picture}\)$"));
            Assert.That(XDocument.Load(Path.Combine(folder, picture)).Root!.Name.LocalName, Is.EqualTo("svg"));
        }

        Assert.That(markdown.Split("```")[0], Does.Not.Contain("<b>"), "names are text");
    }

    [Test]
    public void Other_prices_leave_the_reports_of_the_run_alone()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "priced")).FullName;

        var files = ReportFiles.Write(folder, RunReport.Of(SampleRuns.Small, PriceTable.All.Single(table => table.Name == "whest-0.12")));

        Assert.That(files, Has.All.Contains(".whest-0.12"));
        Assert.That(files, Is.SupersetOf(new[] { "report.whest-0.12.html", "report.whest-0.12.md", "report.whest-0.12-mse.svg", "scores.whest-0.12.csv", "measurements.whest-0.12.csv" }));
        Assert.That(File.ReadAllText(Path.Combine(folder, "report.whest-0.12.md")), Does.Contain("](report.whest-0.12-mse.svg)").And.Contains("priced by whest-0.12"));
        Assert.That(ReportFiles.Write(folder, RunReport.Of(SampleRuns.Small, PriceTable.Default), ReportFormats.Html), Is.EqualTo(new[] { "report.html" }));
    }

    [Test]
    public void A_run_without_a_single_measurement_can_be_reported()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "empty")).FullName;
        var report = RunReport.Of(SampleRuns.Small with { Measurements = [] });

        ReportFiles.Write(folder, report);
        ReportFiles.WriteLive(folder, report, 2);

        Assert.That(File.ReadAllText(Path.Combine(folder, "report.md")), Does.Contain("No estimator has a score yet. The run is not complete, 0 of 480 cells are measured."));
    }

    [Test]
    public void A_live_page_loads_itself_again_and_the_last_one_does_not()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "live")).FullName;
        var report = RunReport.Of(SampleRuns.Small);

        ReportFiles.WriteLive(folder, report, 7);
        string live = File.ReadAllText(Path.Combine(folder, ReportFiles.Page));
        ReportFiles.Write(folder, report, ReportFormats.Html);

        Assert.That(live, Does.Contain("data-refresh=\"7\""));
        Assert.That(File.ReadAllText(Path.Combine(folder, ReportFiles.Page)), Does.Not.Contain("data-refresh"));
    }
}

using System.CommandLine;
using AlgZoo.Evaluation;
using AlgZoo.Reporting;

namespace AlgZoo.Cli;

/// <summary><c>algzoo report DIR</c>: scores a finished run again, under its own price table or another, and writes its reports.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var folder = CommonOptions.NoOption(new Argument<string>("dir") { Description = "Run directory, as `algzoo run` wrote it" });
        var priceTable = PriceTableOption();
        var html = new Option<bool>("--html") { Description = "Write report.html; the options that name a format can be combined, and without any all formats are written" };
        var markdown = new Option<bool>("--markdown") { Description = "Write report.md with its pictures" };
        var csv = new Option<bool>("--csv") { Description = "Write scores.csv and measurements.csv" };
        var json = CommonOptions.Json();
        var command = new Command(
            "report", "Scores a run again from what it measured; prints the score table and writes scores.json and the reports, with other prices beside them: report.TABLE.html.\n\nExample: algzoo report runs/challenge --price-table whest-0.12")
        {
            folder, html, markdown, csv, priceTable, json,
        };
        command.SetAction(parse =>
        {
            string path = parse.GetRequiredValue(folder);
            var run = RunDirectory.Read(path);
            var report = RunReport.Of(run, parse.GetValue(priceTable));
            var formats = (parse.GetValue(html) ? ReportFormats.Html : ReportFormats.None) | (parse.GetValue(markdown) ? ReportFormats.Markdown : ReportFormats.None) | (parse.GetValue(csv) ? ReportFormats.Csv : ReportFormats.None);
            ReportOutput.Print(report, path, parse.GetValue(json));
            string scores = RunDirectory.WriteScores(path, run, report.Scores);
            return ReportOutput.Write(report, path, formats == ReportFormats.None ? ReportFormats.All : formats, Path.GetFileName(scores)) ? ExitCode.Success : ExitCode.NothingCouldRun;
        });
        return command;
    }

    private static Option<PriceTable?> PriceTableOption()
    {
        string[] names = [.. PriceTable.All.Select(table => table.Name)];
        var option = new Option<PriceTable?>("--price-table")
        {
            HelpName = string.Join('|', names),
            Description = "Prices of the operations (default: those of the run); `algzoo list price-tables` shows them",
        };
        option.CustomParser = result =>
        {
            string text = result.Tokens[^1].Value;
            var table = PriceTable.All.FirstOrDefault(table => string.Equals(table.Name, text, StringComparison.Ordinal));
            if (table is null)
            {
                result.AddError($"--price-table: '{text}' is no price table{NearestName.DidYouMean(text, names)}; there are {string.Join(", ", names)}.");
            }

            return table;
        };
        return option;
    }
}

using System.CommandLine;
using AlgZoo.Evaluation;
using AlgZoo.Reporting;

namespace AlgZoo.Cli;

/// <summary><c>algzoo report DIR</c>: scores a finished run again, under its own price table or another.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var folder = CommonOptions.NoOption(new Argument<string>("dir") { Description = "Run directory, as `algzoo run` wrote it" });
        var priceTable = CommonOptions.PriceTable("Prices of the operations (default: those of the run)");
        var json = CommonOptions.Json();
        var command = new Command(
            "report", "Scores a run again from what it measured, and prints the score table; with other prices it also writes scores.TABLE.json.\n\nExample: algzoo report runs/challenge --price-table whest-0.12")
        {
            folder, priceTable, json,
        };
        command.SetAction(parse =>
        {
            string path = parse.GetRequiredValue(folder);
            var run = RunDirectory.Read(path);
            var priced = parse.GetValue(priceTable) is { } table ? run.PricedBy(table) : run;
            var scores = Scorer.Score(priced.Manifest, priced.Measurements);
            if (parse.GetValue(json))
            {
                Terminal.WriteJson(RunDirectory.ToJson(scores));
            }
            else
            {
                ConsoleScoreTable.Write(Terminal.Output, priced.Manifest, scores);
            }

            Terminal.Note($"written to {RunDirectory.WriteScores(path, run, scores)}");
            return ExitCode.Success;
        });
        return command;
    }
}

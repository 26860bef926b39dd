using System.CommandLine;
using AlgZoo.Evaluation;
using AlgZoo.Reporting;

namespace AlgZoo.Cli;

/// <summary><c>algzoo leaderboard DIR...</c>: the estimators of many runs in one table.</summary>
internal static class LeaderboardCommand
{
    public static Command Create()
    {
        var folders = CommonOptions.NoOption(new Argument<string[]>("dir") { Description = "Run directories of one suite", Arity = ArgumentArity.OneOrMore });
        var priceTable = CommonOptions.PriceTable("Prices of the operations, for all runs (default: those of the runs, if they are the same)");
        var output = new Option<string?>("--out") { HelpName = "dir", Description = "Write a run directory of all estimators together, for `algzoo report` and `algzoo compare`" };
        var json = CommonOptions.Json();
        var command = new Command(
            "leaderboard",
            "Puts the estimators of many runs into one table, as if they had been run together; refuses runs that asked different questions.\n\nExample: algzoo leaderboard runs/ours runs/theirs --out runs/all")
        {
            folders, priceTable, output, json,
        };
        command.SetAction(parse =>
        {
            var run = Leaderboard.Of([.. parse.GetRequiredValue(folders).Select(folder => (folder, Read(folder)))]);
            string? folder = parse.GetValue(output);
            if (folder is not null)
            {
                Leaderboard.Write(run, folder);
            }

            var report = RunReport.Of(run);
            if (parse.GetValue(json))
            {
                Terminal.WriteJson(CliJson.Serialize(new LeaderboardDocument(run.Manifest.Sources!, report.Scores), CliJson.Default.LeaderboardDocument));
            }
            else
            {
                ConsoleScoreTable.Write(Terminal.Output, report, folder);
            }

            return folder is null || ReportOutput.Write(report, folder, ReportFormats.All, "scores.json, measurements.jsonl, manifest.json") ? ExitCode.Success : ExitCode.NothingCouldRun;

            RunRecord Read(string path)
            {
                var source = RunDirectory.Read(path);
                return parse.GetValue(priceTable) is { } table ? source.PricedBy(table) : source;
            }
        });
        return command;
    }
}

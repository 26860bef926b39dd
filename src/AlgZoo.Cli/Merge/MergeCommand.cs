using System.CommandLine;
using AlgZoo.Evaluation;
using AlgZoo.Reporting;

namespace AlgZoo.Cli;

/// <summary><c>algzoo merge DIR... --out DIR</c>: joins the shards of a run.</summary>
internal static class MergeCommand
{
    public static Command Create()
    {
        var folders = CommonOptions.NoOption(new Argument<string[]>("dir") { Description = "Run directories that `algzoo run --shard i/n` wrote, all n of them", Arity = ArgumentArity.OneOrMore });
        var output = new Option<string>("--out") { Description = "Run directory of the whole run, to be written", Required = true };
        var json = CommonOptions.Json();
        var command = new Command(
            "merge",
            "Joins the shards of a run: writes the run directory with its reports, and prints the scores, of the run that was never split.\n\nExample: algzoo merge shard-1 shard-2 shard-3 --out whole")
        {
            folders, output, json,
        };
        command.SetAction(parse =>
        {
            string folder = parse.GetRequiredValue(output);
            var report = RunReport.Of(RunMerge.Merge(parse.GetRequiredValue(folders), folder));
            ReportOutput.Print(report, folder, parse.GetValue(json));
            return ReportOutput.Write(report, folder, ReportFormats.All, "scores.json, measurements.jsonl, manifest.json") ? ExitCode.Success : ExitCode.NothingCouldRun;
        });
        return command;
    }
}

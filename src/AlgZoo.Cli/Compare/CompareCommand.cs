using System.CommandLine;
using System.Globalization;
using System.IO.Enumeration;
using AlgZoo.Evaluation;
using AlgZoo.Reporting;

namespace AlgZoo.Cli;

/// <summary><c>algzoo compare A B</c>: what changed from one run to another.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var before = CommonOptions.NoOption(new Argument<string>("before") { Description = "Run directory of the first run" });
        var after = CommonOptions.NoOption(new Argument<string>("after") { Description = "Run directory of the second run" });
        var estimators = new Option<string[]>("--estimator") { HelpName = "id", Description = "An estimator to compare, with * for any characters (repeatable; default: all that both runs have)", DefaultValueFactory = _ => [] };
        estimators.CompletionSources.Add(Completions.Estimators);
        var priceTable = CommonOptions.PriceTable("Prices of the operations, for both runs (default: those of the runs, if they are the same)");
        var failIfWorse = new Option<bool>("--fail-if-worse")
        {
            Description = string.Create(CultureInfo.InvariantCulture,
                $"End with exit code {ExitCode.Worse} if an estimator got worse beyond chance: a change that only changes random numbers does so in at most {RunComparison.FalseAlarmRate:0%} of comparisons"),
        };
        var json = CommonOptions.Json();
        var command = new Command(
            "compare",
            "Says what changed from one run to another for the estimators that both have: the ratio of the efficiencies with its 95% interval, noisy copy by noisy copy where they are the same.\n\nExample: algzoo compare runs/before runs/after --fail-if-worse")
        {
            before, after, estimators, priceTable, failIfWorse, json,
        };
        command.SetAction(parse =>
        {
            var (first, second) = (parse.GetRequiredValue(before), parse.GetRequiredValue(after));
            string[] patterns = parse.GetRequiredValue(estimators);
            var comparison = RunComparison.Of(Read(first), Read(second));
            if (parse.GetValue(json))
            {
                Terminal.WriteJson(CliJson.Serialize(comparison, CliJson.Default.RunComparison));
            }
            else
            {
                ConsoleComparisonTable.Write(Terminal.Output, comparison, first, second);
            }

            return parse.GetValue(failIfWorse) && comparison.IsWorse ? ExitCode.Worse : ExitCode.Success;

            RunRecord Read(string folder)
            {
                var run = Restricted(RunDirectory.Read(folder), patterns, folder);
                return parse.GetValue(priceTable) is { } table ? run.PricedBy(table) : run;
            }
        });
        return command;
    }

    // The run as if it had been run with these estimators only.
    private static RunRecord Restricted(RunRecord run, string[] patterns, string folder)
    {
        if (patterns.Length == 0)
        {
            return run;
        }

        EstimatorInfo[] kept = [.. run.Manifest.Estimators.Where(estimator => Array.Exists(patterns, pattern => FileSystemName.MatchesSimpleExpression(pattern, estimator.Id, ignoreCase: false)))];
        if (Array.Find(patterns, pattern => !Array.Exists(kept, estimator => FileSystemName.MatchesSimpleExpression(pattern, estimator.Id, ignoreCase: false))) is { } unmatched)
        {
            string[] ids = [.. run.Manifest.Estimators.Select(estimator => estimator.Id)];
            throw new UserErrorException($"--estimator: '{folder}' has no estimator '{unmatched}'{NearestName.DidYouMean(unmatched, ids)}; there are {string.Join(", ", ids)}.");
        }

        return run.Only(kept.Select(estimator => estimator.Id).ToHashSet(StringComparer.Ordinal));
    }
}

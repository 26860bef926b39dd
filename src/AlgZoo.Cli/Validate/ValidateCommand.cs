using System.CommandLine;
using AlgZoo.Conformance;
using AlgZoo.Hosting;
using AlgZoo.Zoo;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AlgZoo.Cli;

/// <summary><c>algzoo validate PLUGIN.dll</c>: the checks that a plugin must pass.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var plugin = CommonOptions.NoOption(new Argument<string>("plugin") { Description = "Path of a plugin's DLL, or of a folder with plugins" });
        var estimators = new Option<string[]>("--estimator") { HelpName = "id", Description = "Estimator id, * for any characters, with options behind a colon (explicit-ranks:l=3); default all of the plugin (repeatable)", DefaultValueFactory = _ => [] };
        estimators.CompletionSources.Add(Completions.Estimators);
        var checks = ChecksOption();
        var isolation = CommonOptions.Isolation("Where the plugin runs: in worker processes, which survive whatever it does, or inside this one, for a debugger (default process)");
        var timeLimit = CommonOptions.TimeLimit("Seconds for one estimate (default 10), and at least for one advice (default 30)");
        var verbose = new Option<bool>("--verbose") { Description = "Show the log messages of the host and of the plugin" };
        var json = CommonOptions.Json();
        var command = new Command("validate", "Checks that a plugin keeps to the contract: determinism, budget, cancellation, symmetries and more; docs/conformance.md explains each check.\n\nExample: algzoo validate plugins/MyEstimator/MyEstimator.dll")
        {
            plugin, estimators, checks, isolation, timeLimit, verbose, json,
        };
        command.SetAction((parse, cancellationToken) =>
        {
            using var host = BenchHost.Build([], parse.GetValue(verbose));
            var options = new ConformanceOptions
            {
                Isolation = parse.GetValue(isolation) ?? PluginIsolation.Process,
                LoggerFactory = host.Services.GetRequiredService<ILoggerFactory>(),
            };
            options = options with
            {
                Estimators = parse.GetValue(estimators) is { Length: > 0 } patterns ? patterns : options.Estimators,
                Checks = parse.GetValue(checks) is { Length: > 0 } ids ? ids : options.Checks,
            };
            if (parse.GetValue(timeLimit) is { } seconds)
            {
                var limit = TimeSpan.FromSeconds(seconds);
                options = options with { TimeLimit = limit, AdviceTimeLimit = limit > options.AdviceTimeLimit ? limit : options.AdviceTimeLimit };
            }

            return Task.FromResult(Validate(parse.GetRequiredValue(plugin), options, parse.GetValue(json), cancellationToken));
        });
        return command;
    }

    private static int Validate(string path, ConformanceOptions options, bool json, CancellationToken cancellationToken)
    {
        if (!Path.Exists(path))
        {
            throw new UserErrorException($"{path} does not exist; name a plugin's DLL or its folder.");
        }

        using var session = ConformanceSession.Open(path, options);
        var report = new ValidationReport(Path.GetFullPath(path), session.Estimators, ValidationProgress.Show(session.RunAll(cancellationToken)));
        if (json)
        {
            Terminal.WriteJson(CliJson.Serialize(report.Document(), CliJson.Default.ValidateDocument));
        }
        else
        {
            report.Print();
        }

        return report.Count(ConformanceVerdict.Failed) > 0 ? ExitCode.SomeChecksFailed
            : report.Count(ConformanceVerdict.Passed) + report.Count(ConformanceVerdict.Warning) > 0 ? ExitCode.Success
            : ExitCode.NothingCouldRun;
    }

    private static Option<string[]> ChecksOption()
    {
        var option = new Option<string[]>("--check") { HelpName = "id", Description = "Run this check alone; `algzoo list checks` shows all (repeatable)", DefaultValueFactory = _ => [] };
        option.Validators.Add(result =>
        {
            string[] known = [.. ConformanceChecks.All.Select(check => check.Id)];
            foreach (string id in result.Tokens.Select(token => token.Value).Except(known, StringComparer.Ordinal))
            {
                result.AddError($"--check: '{id}' is no check{NearestName.DidYouMean(id, known)}; `algzoo list checks` shows all.");
            }
        });
        return CommonOptions.Completed(option, [.. ConformanceChecks.All.Select(check => check.Id)]);
    }
}

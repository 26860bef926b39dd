using System.CommandLine;
using System.Globalization;
using AlgZoo.Evaluation;
using AlgZoo.Hosting;

namespace AlgZoo.Cli;

/// <summary><c>algzoo run [SUITE]</c>: the main job.</summary>
internal static class RunCommand
{
    private const string DefaultSuite = "quick";

    public static Command Create()
    {
        var suite = CommonOptions.NoOption(new Argument<string?>("suite")
        {
            HelpName = "suite",
            Description = $"Name of a suite that ships ({string.Join(", ", BuiltInSuites.Names)}) or path of a YAML file (default {DefaultSuite})",
            Arity = ArgumentArity.ZeroOrOne,
        });
        var models = new Option<string[]>("--model") { HelpName = "ref", Description = "Model reference; replaces the suite's models (repeatable)", DefaultValueFactory = _ => [] };
        suite.CompletionSources.Add([.. BuiltInSuites.Names]);
        models.CompletionSources.Add(Completions.Models);
        var task = CommonOptions.Task();
        var estimators = new Option<string[]>("--estimator") { HelpName = "id", Description = "Estimator id, * for any characters, with options behind a colon (explicit-ranks:l=3); replaces the suite's choice (repeatable)", DefaultValueFactory = _ => [] };
        estimators.CompletionSources.Add(Completions.Estimators);
        var noAdvice = new Option<bool>("--no-advice") { Description = "Leave out estimators that prepare advice about the base model, except trivial and named ones" };
        var budgets = CommonOptions.Parsed<IReadOnlyList<long>?>(
            new("--budget") { Description = "Budgets in FLOPs: 1e4,1e5 or the decades 1e4..1e8" }, text => SuiteReader.TryParseBudgets(text, out var parsed) ? parsed : null, "is no list of budgets, such as 1e4,1e5 or 1e4..1e8");
        var noise = NoiseOption();
        var draws = CommonOptions.WholeNumber("--draws", 1, "Noisy copies per model");
        var seed = CommonOptions.Seed("Seed of everything random");
        var truthSamples = CommonOptions.Parsed<string?>(
            new("--truth-samples") { Description = "Sequences for each sampled ground truth, or auto" },
            text => text is "auto" || SuiteReader.TryParseCount(text, out _) ? text : null,
            "is neither auto nor a whole number such as 1e7");
        var quantity = CommonOptions.Quantity();
        var plugins = CommonOptions.Plugins();
        var isolation = CommonOptions.Isolation("Where plugins run: in worker processes, so that none can harm the run, or inside this one, for a debugger (default process); changes seconds, never scores");
        var jobs = CommonOptions.WholeNumber("--jobs", 1, "Cells that run at the same time (default: one per processor); changes seconds, never scores");
        var output = new Option<string?>("--out") { Description = "Run directory (default: runs/SUITE-TIME)" };
        var resume = new Option<string?>("--resume") { HelpName = "DIR", Description = "Continue the interrupted run in this folder; its suite and options are taken from there unless they are given" };
        var acceptChanges = new Option<bool>("--accept-changes") { Description = "With --resume: continue although plugins, versions or limits have changed, or with more draws, budgets, estimators or models" };
        var shard = CommonOptions.Parsed<Shard?>(
            new("--shard") { HelpName = "i/n", Description = "Run one of n parts, i from 1; `algzoo merge` joins their folders" }, text => Shard.TryParse(text, out var parsed) ? parsed : null, "is no shard, such as 1/8 for the first of eight");
        var live = new Option<bool>("--live") { Description = "Keep report.html up to date while the run goes on; the page loads itself again" };
        var watch = new Option<bool>("--watch") { Description = "Go on when the run is finished: when a plugin's DLL changes, appears or goes, run its cells again and compare; Ctrl-C ends it" };
        var timeLimit = CommonOptions.TimeLimit("Seconds for one cell (default 600)");
        var memoryLimit = CommonOptions.Parsed<int?>(
            new("--memory-limit") { HelpName = "MB", Description = "Megabytes, managed and native together, for the process of an estimator (default 4096)" },
            text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int megabytes) && megabytes is >= Suite.MinimumMemoryLimit and <= Suite.MaximumMemoryLimit ? megabytes : null,
            FormattableString.Invariant($"is not a whole number of megabytes from {Suite.MinimumMemoryLimit} to {Suite.MaximumMemoryLimit}"));
        var baseAddress = CommonOptions.BaseAddress();
        var verbose = new Option<bool>("--verbose") { Description = "Show the log messages of the host and of plugins" };
        var json = CommonOptions.Json();
        var command = new Command("run", "Scores every estimator on every noisy model at every budget; prints the score table and writes a run directory with reports.\n\nExample: algzoo run challenge --draws 16 --budget 1e4..1e7")
        {
            suite, models, task, estimators, noAdvice, budgets, noise, draws, seed, truthSamples, quantity, plugins, isolation, jobs, output, resume, acceptChanges, shard, live, watch, timeLimit, memoryLimit, baseAddress, verbose, json,
        };
        command.SetAction((parse, cancellationToken) =>
        {
            string? folder = parse.GetValue(resume);
            if (folder is null ? parse.GetValue(acceptChanges) : parse.GetValue(output) is not null)
            {
                throw new UserErrorException(folder is null ? "--accept-changes needs --resume; leave it out." : "--resume names the run directory; leave --out out.");
            }

            if (parse.GetValue(watch) && (folder is not null || parse.GetValue(shard) is not null))
            {
                throw new UserErrorException($"--watch starts a run of its own, and all of it; leave {(folder is null ? "--shard" : "--resume")} out.");
            }

            var manifest = folder is null ? null : RunDirectory.Read(folder).Manifest;
            var chosen = manifest is not null && parse.GetValue(suite) is null ? manifest.ToSuite() : SuiteFile.Read(parse.GetValue(suite) ?? DefaultSuite);
            chosen = chosen with
            {
                Models = parse.GetValue(models) is { Length: > 0 } named ? [.. named.Select(ModelChoice.Of)] : chosen.Models,
                Estimators = parse.GetValue(estimators) is { Length: > 0 } patterns ? patterns : chosen.Estimators,
                Advice = !parse.GetValue(noAdvice) && chosen.Advice,
                Budgets = parse.GetValue(budgets) ?? chosen.Budgets,
                Noise = parse.GetValue(noise) ?? chosen.Noise,
                Draws = parse.GetValue(draws) ?? chosen.Draws,
                Seed = parse.GetValue(seed) ?? chosen.Seed,
                TruthSamples = parse.GetValue(truthSamples) is { } text ? (SuiteReader.TryParseCount(text, out long count) ? count : null) : chosen.TruthSamples,
                Quantity = parse.GetValue(quantity) ?? chosen.Quantity,
                TimeLimit = parse.GetValue(timeLimit) is { } seconds ? TimeSpan.FromSeconds(seconds) : chosen.TimeLimit,
                MemoryLimit = parse.GetValue(memoryLimit) ?? chosen.MemoryLimit,
            };
            // The plugins of a run that is continued are found where they were, and those that the user names go first.
            string[] pluginFolders = [.. parse.GetValue(plugins)!, .. (manifest?.Estimators ?? []).Select(estimator => estimator.Path).Distinct(StringComparer.Ordinal).Where(File.Exists)];
            var request = new RunRequest(chosen, parse.GetValue(task), pluginFolders, parse.GetValue(isolation) ?? PluginIsolation.Process, parse.GetValue(jobs) ?? 0, parse.GetValue(output), parse.GetValue(verbose), parse.GetValue(json))
            {
                BaseAddress = parse.GetValue(baseAddress),
                Shard = parse.GetValue(shard) ?? manifest?.Shard,
                ResumeFolder = folder,
                AcceptChanges = parse.GetValue(acceptChanges),
                IsLive = parse.GetValue(live),
            };
            return Task.FromResult(parse.GetValue(watch) ? WatchSession.Run(request, cancellationToken) : RunSession.Run(request, cancellationToken));
        });
        return command;
    }

    private static Option<NoiseSpecification?> NoiseOption()
    {
        var option = new Option<NoiseSpecification?>("--noise") { HelpName = "noise", Description = "relative:SIGMA, additive:SIGMA, auto:DROP (sigma for a mean drop in accuracy) or none" };
        option.CustomParser = result =>
        {
            if (!NoiseSpecification.TryParse(result.Tokens[^1].Value, out var specification, out string? error))
            {
                result.AddError("--noise: " + error);
            }

            return specification;
        };
        return CommonOptions.Completed(option, "relative:", "additive:", "auto:", "none");
    }
}

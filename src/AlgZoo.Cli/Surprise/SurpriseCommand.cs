using System.CommandLine;
using System.Globalization;
using AlgZoo.Evaluation;
using AlgZoo.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace AlgZoo.Cli;

/// <summary><c>algzoo surprise REF</c>: whether an estimate explains the model, in bits.</summary>
internal static class SurpriseCommand
{
    private const long DefaultBudget = 1_000_000;
    private const long DefaultSamples = 100_000_000;
    private const double DefaultTimeLimitSeconds = 600;
    private const double LargestMaximumBits = 100_000;

    private static readonly OptimisationOptions DefaultEffort = new();

    public static Command Create()
    {
        var model = CommonOptions.NoOption(new Argument<string>("model") { HelpName = "model", Description = "Model reference or the path of a .pth or .safetensors file" });
        model.CompletionSources.Add(Completions.Models);
        var estimators = new Option<string[]>("--estimator")
        {
            HelpName = "id",
            Description = "Estimator id, * for any characters, with options behind a colon (explicit-ranks:l=3); of a single one the whole ledger is shown (repeatable; default all)",
            DefaultValueFactory = _ => [],
        };
        estimators.CompletionSources.Add(Completions.Estimators);
        var noAdvice = new Option<bool>("--no-advice") { Description = "Leave out estimators that prepare advice about the model, except trivial and named ones" };
        var budget = CommonOptions.Count("--budget", "FLOPs that each estimator may spend (default 1e6)");
        var resolution = CommonOptions.Parsed<double?>(
            new("--resolution") { HelpName = "delta", Description = "To what the accuracy is to be explained (default 1e-6); the truth's standard error is taken where that is larger" },
            text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number is > 0 and < 0.5 ? number : null,
            "is no number between 0 and 0.5, such as 1e-6");
        var maximumBits = CommonOptions.Parsed<double?>(
            new("--max-bits") { HelpName = "bits", Description = "Bits of optimisation at which the splitting gives up and states a lower bound (default 64); the fewer, the sooner" },
            text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number is > 0 and <= LargestMaximumBits ? number : null,
            string.Create(CultureInfo.InvariantCulture, $"is not a number of bits above 0 and at most {LargestMaximumBits}"));
        var particles = CommonOptions.WholeNumber(
            "--particles", OptimisationOptions.FewestParticles,
            string.Create(CultureInfo.InvariantCulture, $"Random initialisations at once in each repetition of the splitting (default {OptimisationOptions.ParticlesOfTwoInputs} for two inputs, {OptimisationOptions.ParticlesElse} beyond); more narrow its interval"));
        var samples = CommonOptions.Count("--samples", "Sequences for the truth where there is no exact method (default 1e8)");
        var seed = CommonOptions.Seed("Seed of truth, estimators and splitting (default 1)");
        var threads = CommonOptions.WholeNumber("--threads", 0, "Threads for truth and splitting, 0 for one per processor (default 0); does not change the result");
        var timeLimit = CommonOptions.TimeLimit("Seconds for one estimator (default 600)");
        var task = CommonOptions.Task();
        var plugins = CommonOptions.Plugins();
        var isolation = CommonOptions.Isolation("Where plugins run: in worker processes, or inside this one, for a debugger (default process)");
        var baseAddress = CommonOptions.BaseAddress();
        var allLines = new Option<bool>("--all-lines") { Description = "Show every line of a ledger; otherwise the first 16 of a step" };
        var json = CommonOptions.Json();
        var command = new Command(
            "surprise",
            "Whether estimators explain a model, in bits: what each one checked, what it leaves unexplained of the accuracy, and the bits of optimisation that selected the model; docs/surprise-accounting.md explains them.\n\nExample: algzoo surprise trained:2nd_argmax_2_2 --estimator exact-cones")
        {
            model, estimators, noAdvice, budget, resolution, maximumBits, particles, samples, seed, threads, timeLimit, task, plugins, isolation, baseAddress, allLines, json,
        };
        command.SetAction((parse, cancellationToken) =>
        {
            var suite = new Suite
            {
                Name = "surprise",
                Models = [ModelChoice.Of(parse.GetRequiredValue(model))],
                Noise = BuiltInSuites.Get("challenge").Noise,
                Budgets = [parse.GetValue(budget) ?? DefaultBudget],
                Estimators = parse.GetValue(estimators) is { Length: > 0 } patterns ? patterns : ["*"],
                Advice = !parse.GetValue(noAdvice),
                Quantity = Quantity.Accuracy,
                Seed = parse.GetValue(seed) ?? 1,
                TimeLimit = TimeSpan.FromSeconds(parse.GetValue(timeLimit) ?? DefaultTimeLimitSeconds),
            };
            double delta = parse.GetValue(resolution) ?? PredictiveScore.DefaultResolution;
            var effort = DefaultEffort with
            {
                Seed = suite.Seed,
                Threads = parse.GetValue(threads) ?? 0,
                Particles = parse.GetValue(particles),
                MaximumBits = parse.GetValue(maximumBits) ?? DefaultEffort.MaximumBits,
                Resolution = delta,
            };
            var request = new SurpriseRequest(parse.GetRequiredValue(model), parse.GetValue(task), suite, parse.GetValue(samples) ?? DefaultSamples, delta, effort);
            using var host = BenchHost.Build(parse.GetValue(plugins)!, isolation: parse.GetValue(isolation) ?? PluginIsolation.Process, baseAddress: parse.GetValue(baseAddress));
            var catalog = host.Services.GetRequiredService<PluginCatalog>();
            BenchHost.NoteProblems(catalog);
            return Task.FromResult(catalog.Estimators.Count == 0 ? RunSession.NoEstimator() : Report(SurpriseSession.Collect(request, host, cancellationToken), parse.GetValue(allLines), parse.GetValue(json)));
        });
        return command;
    }

    private static int Report(SurpriseDocument? document, bool allLines, bool asJson)
    {
        if (document is null)
        {
            Terminal.Note("algzoo: no estimator gave an estimate.");
            return ExitCode.NothingCouldRun;
        }

        if (asJson)
        {
            Terminal.WriteJson(CliJson.Serialize(document, CliJson.Default.SurpriseDocument));
        }
        else if (document.Estimators is [var account])
        {
            foreach (string line in SurpriseAccount.Lines(document, account, allLines))
            {
                Terminal.WriteLine(line);
            }
        }
        else
        {
            SurpriseTable.Write(Terminal.Output, document);
        }

        return document.Estimators.All(account => account.Outcome is Outcome.Completed or Outcome.NotSupported) ? ExitCode.Success : ExitCode.SomeCellsFailed;
    }
}

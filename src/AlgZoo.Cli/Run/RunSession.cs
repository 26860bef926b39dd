using System.Globalization;
using AlgZoo.Evaluation;
using AlgZoo.Hosting;
using AlgZoo.Reporting;
using Microsoft.Extensions.DependencyInjection;

namespace AlgZoo.Cli;

/// <summary>One run from request to exit code.</summary>
internal static class RunSession
{
    public static int Run(RunRequest request, CancellationToken cancellationToken)
    {
        using var host = BenchHost.Build(request.PluginFolders, request.Verbose, request.Isolation);
        var catalog = host.Services.GetRequiredService<PluginCatalog>();
        BenchHost.NoteProblems(catalog);
        if (catalog.Estimators.Count == 0)
        {
            Terminal.Note("algzoo: no estimator was found. Put plugins into ./plugins or name their folder with --plugins.");
            return ExitCode.NothingCouldRun;
        }

        var bench = host.Services.GetRequiredService<Bench>();
        var plan = bench.Plan(request.Suite, request.Task, Terminal.Note, cancellationToken);
        string folder = request.OutputFolder ?? DefaultFolder(request.Suite.Name, host.Services.GetRequiredService<TimeProvider>());
        var result = RunProgress.Show(plan, observer => bench.Run(plan, folder, request.Jobs, observer, cancellationToken));
        if (request.AsJson)
        {
            Terminal.WriteJson(RunDirectory.ToJson(result.Scores));
        }
        else
        {
            ConsoleScoreTable.Write(Terminal.Output, result.Manifest, result.Scores);
        }

        Terminal.Note($"written to {folder}{Path.DirectorySeparatorChar} (scores.json, measurements.jsonl, manifest.json)");
        if (cancellationToken.IsCancellationRequested)
        {
            Terminal.Note($"interrupted: {result.Measurements.Count} of {plan.Cells} cells were measured and kept.");
            return ExitCode.Interrupted;
        }

        int completed = result.Measurements.Count(measurement => measurement.Outcome == Outcome.Completed);
        int declined = result.Measurements.Count(measurement => measurement.Outcome == Outcome.NotSupported);
        if (completed == 0)
        {
            Terminal.Note("algzoo: no estimator gave an estimate.");
            return ExitCode.NothingCouldRun;
        }

        return completed + declined == result.Measurements.Count ? ExitCode.Success : ExitCode.SomeCellsFailed;
    }

    private static string DefaultFolder(string suite, TimeProvider time)
    {
        string safe = string.Concat(suite.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));
        return Path.Combine("runs", string.Create(CultureInfo.InvariantCulture, $"{safe}-{time.GetUtcNow():yyyyMMdd-HHmmss-fff}"));
    }
}

/// <summary>What the user asked to run.</summary>
internal sealed record RunRequest(Suite Suite, string? Task, IReadOnlyList<string> PluginFolders, PluginIsolation Isolation, int Jobs, string? OutputFolder, bool Verbose, bool AsJson);

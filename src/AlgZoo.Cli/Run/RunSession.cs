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
        using var host = BenchHost.Build(request.PluginFolders, request.Verbose, request.Isolation, request.BaseAddress);
        var catalog = host.Services.GetRequiredService<PluginCatalog>();
        BenchHost.NoteProblems(catalog);
        if (catalog.Estimators.Count == 0)
        {
            return NoEstimator();
        }

        var bench = host.Services.GetRequiredService<Bench>();
        var plan = bench.Plan(request.Suite, request.Task, Terminal.Note, cancellationToken).Part(request.Shard);
        string folder = request.ResumeFolder ?? request.OutputFolder ?? DefaultFolder(request);
        NoteOpenDoors(host.Services.GetRequiredService<ICellExecutor>());
        RunResult result;
        using (request.IsLive ? LiveReport.Start(folder, request.ResumeFolder is not null) : null)
        {
            result = RunProgress.Show(plan, observer => request.ResumeFolder is null
                ? bench.Run(plan, folder, request.Jobs, observer, cancellationToken)
                : bench.Resume(plan, folder, request.AcceptChanges, request.Jobs, observer, cancellationToken));
        }

        if (result.MeasuredBefore == plan.Cells)
        {
            Terminal.Note($"nothing was left to do: all {plan.Cells} cells had been measured.");
        }

        var report = RunReport.Of(result);
        ReportOutput.Print(report, folder, request.AsJson);
        bool isReported = ReportOutput.Write(report, folder, ReportFormats.All, "scores.json, measurements.jsonl, manifest.json");
        if (cancellationToken.IsCancellationRequested)
        {
            Terminal.Note($"interrupted: {result.Measurements.Count} of {plan.Cells} cells were measured and kept. Continue with: algzoo run --resume {folder}");
            return ExitCode.Interrupted;
        }

        int completed = result.Measurements.Count(measurement => measurement.Outcome == Outcome.Completed);
        int declined = result.Measurements.Count(measurement => measurement.Outcome == Outcome.NotSupported);
        if (completed == 0)
        {
            Terminal.Note("algzoo: no estimator gave an estimate.");
            return ExitCode.NothingCouldRun;
        }

        return !isReported ? ExitCode.NothingCouldRun : completed + declined == result.Measurements.Count ? ExitCode.Success : ExitCode.SomeCellsFailed;
    }

    /// <summary>Says on standard error that there is nothing to run.</summary>
    public static int NoEstimator()
    {
        Terminal.Note("algzoo: no estimator was found. Put plugins into ./plugins or name their folder with --plugins.");
        return ExitCode.NothingCouldRun;
    }

    /// <summary>Says on standard error what plugins are not kept from.</summary>
    public static void NoteOpenDoors(ICellExecutor executor)
    {
        if ((executor is SnapshotCellExecutor watched ? watched.Executor : executor) is not WorkerCellExecutor workers)
        {
            return;
        }

        if (!WorkerCellExecutor.LimitsResources)
        {
            Terminal.Note("this system lets nothing but the time of plugins be limited: not their memory, processor time or open files.");
        }

        if (!workers.ClosesNetwork)
        {
            Terminal.Note("plugins can reach the network: this system lets this user make no network namespaces (unshare --net).");
        }
    }

    /// <summary>The run directory of a run that is given none.</summary>
    public static string DefaultFolder(RunRequest request)
    {
        string safe = string.Concat(request.Suite.Name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));
        string part = request.Shard is { } shard ? string.Create(CultureInfo.InvariantCulture, $"-{shard.Index}-of-{shard.Count}") : "";
        return Path.Combine("runs", string.Create(CultureInfo.InvariantCulture, $"{safe}-{TimeProvider.System.GetUtcNow():yyyyMMdd-HHmmss-fff}{part}"));
    }
}

/// <summary>What the user asked to run.</summary>
internal sealed record RunRequest(Suite Suite, string? Task, IReadOnlyList<string> PluginFolders, PluginIsolation Isolation, int Jobs, string? OutputFolder, bool Verbose, bool AsJson)
{
    /// <summary>Where to download the original zoo from; null for the usual address.</summary>
    public string? BaseAddress { get; init; }

    /// <summary>The part to run; null for all of it.</summary>
    public Shard? Shard { get; init; }

    /// <summary>The folder of the run to continue; null for a new run.</summary>
    public string? ResumeFolder { get; init; }

    /// <summary>Whether to continue in spite of changes.</summary>
    public bool AcceptChanges { get; init; }

    /// <summary>Whether to keep report.html up to date while the run goes on.</summary>
    public bool IsLive { get; init; }
}

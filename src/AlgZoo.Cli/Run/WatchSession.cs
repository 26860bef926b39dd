using AlgZoo.Evaluation;
using AlgZoo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AlgZoo.Cli;

/// <summary>A run that goes on: generation after generation, each of which measures what has changed in the plugins, until the user ends it.</summary>
internal sealed class WatchSession
{
    private readonly RunRequest _request;
    private readonly string _folder;
    private readonly string _previousFolder;
    private readonly PluginWatch _watch;
    private readonly WatchOutput _output;
    private readonly CancellationToken _stop;
    private ShownGeneration? _shown;
    private bool _isShownInFolder;
    private bool _isStarted;

    private WatchSession(RunRequest request, string folder, CancellationToken stop)
    {
        _request = request;
        _folder = folder;
        _previousFolder = Path.TrimEndingDirectorySeparator(folder) + "-previous";
        _watch = new PluginWatch(() => PluginFolders.InSearchOrder(request.PluginFolders), [Path.GetFullPath(_folder), Path.GetFullPath(_previousFolder)]);
        _output = new WatchOutput(folder, _previousFolder, request.AsJson, request.IsLive);
        _stop = stop;
    }

    /// <summary>Runs until the user ends it, which is how it should end.</summary>
    public static int Run(RunRequest request, CancellationToken cancellationToken)
    {
        var session = new WatchSession(request, request.OutputFolder ?? RunSession.DefaultFolder(request), cancellationToken);
        if (Path.Exists(session._previousFolder))
        {
            throw new UserErrorException($"'{session._previousFolder}' exists, where --watch would keep the run before the last change; remove it, or choose another folder with --out.");
        }

        try
        {
            return session.Watch();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            session._output.Ended();
            return ExitCode.Success;
        }
    }

    private int Watch()
    {
        var snapshot = _watch.Take(_stop);
        try
        {
            BenchHost.NoteProblems(snapshot.Catalog);
            if (snapshot.Catalog.Estimators.Count == 0)
            {
                return RunSession.NoEstimator();
            }

            var generation = WatchedGeneration.First(Plan(snapshot), snapshot);
            var result = Measure(generation, generation, snapshot);
            Terminal.Note("watching the plugins: what changes is run again and compared; Ctrl-C ends it.");
            while (true)
            {
                var seen = snapshot;
                snapshot = _watch.Next(seen, _stop);
                bool isBroken = WatchOutput.NoteProblems(seen.Catalog, snapshot.Catalog, generation.Plan.Estimators);
                seen.Dispose();
                var next = generation.Next(snapshot, result);
                if (next.Plan.Estimators.Count == 0)
                {
                    Terminal.Note($"no estimator is left; {_folder} stays as it is.");
                }
                else if (next.Since(generation).AreNone && generation.IsComplete(result))
                {
                    if (!isBroken)
                    {
                        Terminal.Note("nothing to run: the plugins are what was measured.");
                    }
                }
                else
                {
                    WatchOutput.NoteChanges(generation, next, result);
                    result = Measure(next, generation, snapshot);
                    generation = next;
                }
            }
        }
        finally
        {
            snapshot.Dispose();
        }
    }

    private RunPlan Plan(PluginSnapshot snapshot)
    {
        using var host = Host(snapshot);
        RunSession.NoteOpenDoors(host.Services.GetRequiredService<ICellExecutor>());
        return host.Services.GetRequiredService<Bench>().Plan(_request.Suite, _request.Task, Terminal.Note, _stop);
    }

    private RunResult Measure(WatchedGeneration generation, WatchedGeneration last, PluginSnapshot snapshot)
    {
        var result = Run(generation, last, snapshot);
        if (generation.IsComplete(result))
        {
            var changes = _shown is null ? null : generation.Since(_shown.Generation);
            var run = new RunRecord(result.Manifest, result.Measurements);
            _output.Write(result, changes, _shown?.Run);
            if (changes is null or { AreMeasured: true })
            {
                (_shown, _isShownInFolder) = (new ShownGeneration(generation, run), true);
            }
        }
        else if (_stop.IsCancellationRequested)
        {
            _output.WriteUnfinished(result, generation.Plan.Cells);
        }

        _stop.ThrowIfCancellationRequested();
        return result;
    }

    private RunResult Run(WatchedGeneration generation, WatchedGeneration last, PluginSnapshot snapshot)
    {
        using var host = Host(snapshot);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stop, snapshot.Outdated);
        using var guard = _watch.Guard(snapshot);
        var (plan, bench) = (generation.Plan, host.Services.GetRequiredService<Bench>());
        if (!_isStarted)
        {
            _isStarted = true;
            using var first = _request.IsLive ? LiveReport.Start(_folder, isResumed: false) : null;
            return RunProgress.Show(plan, observer => bench.Run(plan, _folder, _request.Jobs, observer, stop.Token));
        }

        string? previousFolder = _isShownInFolder ? _previousFolder : null;
        _isShownInFolder = false;
        using var live = _request.IsLive ? LiveReport.Continue(_folder) : null;
        return RunProgress.ShowBriefly(plan, observer => bench.Renew(plan, _folder, generation.Unchanged(last), previousFolder, _request.Jobs, observer, stop.Token));
    }

    private IHost Host(PluginSnapshot snapshot) => BenchHost.Build([], _request.Verbose, _request.Isolation, _request.BaseAddress, snapshot);

    /// <summary>The generation that the next is compared with: the last complete one that measured something.</summary>
    private sealed record ShownGeneration(WatchedGeneration Generation, RunRecord Run);
}

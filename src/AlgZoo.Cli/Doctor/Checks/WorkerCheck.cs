using System.Diagnostics;
using System.Globalization;
using AlgZoo.Evaluation;
using AlgZoo.Hosting;
using AlgZoo.Zoo;
using Microsoft.Extensions.Logging.Abstractions;

namespace AlgZoo.Cli;

/// <summary>Whether worker processes start, how soon, and what they are kept from: one shipped estimator is run in one.</summary>
internal sealed class WorkerCheck : ICheck
{
    private const string Name = "worker";
    private const string Estimator = "chance";

    private static readonly TimeSpan CellTime = TimeSpan.FromSeconds(10);

    public string Id => Name;

    public IEnumerable<Finding> Examine(CancellationToken cancellationToken)
    {
        var catalog = PluginCatalog.Discover([PluginFolders.ShippedFolder]);
        if (!catalog.TryFind(Estimator, out var estimator))
        {
            return [Finding.Problem(Id, $"the estimators that ship are not in {PluginFolders.ShippedFolder}", "Install algzoo again, or from a clone build src/AlgZoo.Cli again.")];
        }

        try
        {
            // The first start may have to meter the plugin, which is remembered.
            Run(catalog, estimator, cancellationToken);
            var (result, isolation, elapsed) = Run(catalog, estimator, cancellationToken);
            return [Judge(result, elapsed, isolation), .. Isolation(isolation)];
        }
        catch (Exception exception) when (exception is PlatformNotSupportedException or IOException)
        {
            return [Finding.Problem(Id, exception.Message, "Run with --isolation none meanwhile, inside which a plugin that crashes ends the run.")];
        }
    }

    /// <summary>What to make of a cell.</summary>
    public static Finding Judge(CellResult result, TimeSpan elapsed, string isolation)
    {
        string summary = string.Create(CultureInfo.InvariantCulture, $"a worker process starts and answers in {elapsed.TotalMilliseconds:0} ms");
        return result.Outcome != Outcome.Completed
            ? Finding.Problem(Name, $"the estimator {Estimator}, run in a worker process, ended with {result.Outcome}: {result.Message}", "Look at memory and processes (`ulimit -a`), or run with --isolation none meanwhile.", isolation)
            : elapsed > TimeSpan.FromSeconds(2)
            ? Finding.Note(Name, summary + ", which is slow", "Exclude the folder of algzoo and that of its cache from virus scanning, or move them off a network drive.", isolation)
            : Finding.Ok(Name, $"{summary}; {isolation}");
    }

    private static IEnumerable<Finding> Isolation(string isolation)
    {
        if (!WorkerCellExecutor.LimitsResources)
        {
            yield return Finding.Note("isolation", $"on this system workers have a limit on time only, not on memory, processor time and files ({isolation})", "Run plugins that you do not trust on Linux, or in a container with limits of its own.");
        }
        else if (isolation.Contains("network open", StringComparison.Ordinal))
        {
            yield return Finding.Note(
                "isolation", $"plugins can reach the network ({isolation})",
                "Install util-linux (`unshare`) and allow user namespaces (`sysctl -w kernel.unprivileged_userns_clone=1`, on Ubuntu kernel.apparmor_restrict_unprivileged_userns=0), or run plugins that you trust only.");
        }
    }

    private static (CellResult Result, string Isolation, TimeSpan Elapsed) Run(PluginCatalog catalog, EstimatorInfo estimator, CancellationToken cancellationToken)
    {
        using var executor = new WorkerCellExecutor(catalog, Path.Combine(AlgZooOptions.UsualCacheFolder, AlgZooOptions.MeteredFolder), NullLoggerFactory.Instance);
        var request = new CellRequest(estimator, HandcraftedModels.Create(2), SequenceTask.SecondArgmax, Quantity.Accuracy, Budget: 10_000, RandomAddress.Root(0), Advice: null, CellTime);
        long start = Stopwatch.GetTimestamp();
        var result = executor.Execute(request, cancellationToken);
        return (result, executor.Isolation, Stopwatch.GetElapsedTime(start));
    }
}

using AlgZoo.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AlgZoo.Conformance;

/// <summary>How a plugin is checked.</summary>
public sealed record ConformanceOptions
{
    /// <summary>
    /// Where its code runs: in worker processes, the default, which survive whatever it does; or in this process, for a debugger and for test frameworks.
    /// </summary>
    public PluginIsolation Isolation { get; init; } = PluginIsolation.Process;

    /// <summary>Where the metered form of plugins is remembered; default <see cref="AlgZooOptions.MeteredFolder"/> in <see cref="AlgZooOptions.UsualCacheFolder"/>.</summary>
    public string CacheFolder { get; init; } = Path.Combine(AlgZooOptions.UsualCacheFolder, AlgZooOptions.MeteredFolder);

    /// <summary>Which estimators of the plugin: ids, with <c>*</c> for any characters, or one with options (<c>explicit-ranks:l=3</c>); default all.</summary>
    public IReadOnlyList<string> Estimators { get; init; } = ["*"];

    /// <summary>Which checks, by id; default all. What a check depends on is found out all the same, and not reported.</summary>
    public IReadOnlyList<string> Checks { get; init; } = [.. ConformanceChecks.All.Select(check => check.Id)];

    /// <summary>Wall-clock limit of one estimate; default 10 s.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Wall-clock limit of <see cref="IAdvisedEstimator.Prepare"/> for the smallest model; default 30 s. Above it the checks that need advice are skipped.</summary>
    public TimeSpan AdviceTimeLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Memory limit of a worker in megabytes of 2^20 bytes; null for none; default 2048. Without effect in this process.</summary>
    public int? MemoryLimit { get; init; } = 2048;

    /// <summary>Receives what the plugin logs, and the host's remarks about it; default nobody.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}

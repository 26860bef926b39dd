using System.Diagnostics;
using AlgZoo.Evaluation;
using AlgZoo.Hosting;

namespace AlgZoo.Conformance;

/// <summary>
/// A plugin under examination: found once, loaded when first called, and asked by one check after the other. What a check has found out about an estimator serves the later ones. Not safe for concurrent use.
/// </summary>
public sealed class ConformanceSession : IDisposable
{
    private readonly Dictionary<(string Check, string Estimator), ConformanceResult> _results = [];
    private readonly Dictionary<string, Subject> _subjects = new(StringComparer.Ordinal);
    private readonly PluginCatalog _catalog;
    private readonly SessionExecutors _executors;
    private readonly ConformanceOptions _options;

    private ConformanceSession(PluginCatalog catalog, IReadOnlyList<EstimatorInfo> estimators, ConformanceOptions options)
    {
        _catalog = catalog;
        _options = options;
        _executors = new SessionExecutors(catalog, options);
        Estimators = estimators;
        Checks = [.. ConformanceChecks.All.Where(check => options.Checks.Contains(check.Id, StringComparer.Ordinal))];
    }

    /// <summary>The estimators that are checked, by id; none of a plugin that cannot be loaded.</summary>
    public IReadOnlyList<EstimatorInfo> Estimators { get; }

    /// <summary>The checks that are asked for, in the order in which they run.</summary>
    public IReadOnlyList<ConformanceCheck> Checks { get; }

    /// <summary>Finds a plugin; runs none of its code yet.</summary>
    /// <param name="pluginPath">The plugin's DLL, or a folder with plugins.</param>
    /// <param name="options">How it is checked; null for the defaults.</param>
    /// <returns>The session. What is wrong with the plugin is told by the check <c>loads</c>.</returns>
    /// <exception cref="FileNotFoundException">There is no such file or folder.</exception>
    /// <exception cref="ArgumentException">There is no check of an id in the options.</exception>
    /// <exception cref="SuiteException">The plugin has no estimator that a pattern in the options names.</exception>
    /// <exception cref="PlatformNotSupportedException">Workers are asked for, and the program that uses this cannot start them.</exception>
    public static ConformanceSession Open(string pluginPath, ConformanceOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(pluginPath);
        options ??= new ConformanceOptions();
        if (!Path.Exists(pluginPath))
        {
            throw new FileNotFoundException($"{pluginPath} does not exist; name a plugin's DLL or its folder.");
        }

        foreach (string id in options.Checks)
        {
            _ = ConformanceChecks.Find(id);
        }

        var catalog = PluginCatalog.Discover([pluginPath]);
        return new ConformanceSession(catalog, catalog.Estimators.Count == 0 ? [] : RunPlan.Choose(options.Estimators, catalog.Estimators), options);
    }

    /// <summary>Runs one check.</summary>
    /// <param name="check">The check.</param>
    /// <param name="estimator">One of <see cref="Estimators"/>; null for a check of the plugin as a whole.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <returns>What it found: the same result when asked again.</returns>
    /// <exception cref="ArgumentException">The check is of the plugin and an estimator is given, or the other way round; or the estimator is not in the plugin.</exception>
    /// <exception cref="IOException">The system cannot start a process, or the metered form of the plugin cannot be kept.</exception>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public ConformanceResult Run(ConformanceCheck check, EstimatorInfo? estimator, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(check);
        if (ConformanceChecks.IsOfPlugin(check) != estimator is null)
        {
            throw new ArgumentException($"The check '{check.Id}' is of {(estimator is null ? "an estimator; name one" : "the plugin as a whole; name no estimator")}.", nameof(estimator));
        }

        var key = (check.Id, estimator?.Id ?? "");
        if (!_results.TryGetValue(key, out var result))
        {
            long start = Stopwatch.GetTimestamp();
            var finding = estimator is null ? LoadsCheck.Examine(_catalog) : Examine(EstimatorCheck.Of(check), estimator, cancellationToken);
            result = new ConformanceResult(check, estimator?.Id, finding.Verdict, finding.Text, Stopwatch.GetElapsedTime(start).TotalSeconds);
            _results.Add(key, result);
        }

        return result;
    }

    /// <summary>Runs all checks: first those of the plugin as a whole, then those of each estimator.</summary>
    /// <param name="cancellationToken">Stops the checks.</param>
    /// <returns>The results as they come.</returns>
    /// <exception cref="IOException">The system cannot start a process, or the metered form of the plugin cannot be kept.</exception>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public IEnumerable<ConformanceResult> RunAll(CancellationToken cancellationToken)
    {
        foreach (var check in Checks.Where(ConformanceChecks.IsOfPlugin))
        {
            yield return Run(check, estimator: null, cancellationToken);
        }

        foreach (var estimator in Estimators)
        {
            foreach (var check in Checks.Where(check => !ConformanceChecks.IsOfPlugin(check)))
            {
                yield return Run(check, estimator, cancellationToken);
            }
        }
    }

    /// <summary>Ends the workers, or unloads the plugin.</summary>
    public void Dispose() => _executors.Dispose();

    private Finding Examine(EstimatorCheck check, EstimatorInfo estimator, CancellationToken cancellationToken)
    {
        foreach (string id in check.Prerequisites)
        {
            var prerequisite = Run(ConformanceChecks.Find(id), estimator, cancellationToken);
            if (prerequisite.Verdict == ConformanceVerdict.Failed)
            {
                return Finding.Skipped($"not checked, because '{id}' failed");
            }
        }

        if (!_subjects.TryGetValue(estimator.Id, out var subject))
        {
            _subjects.Add(estimator.Id, subject = new Subject(estimator, _executors, _options));
        }

        return check.Examine(subject, cancellationToken);
    }
}

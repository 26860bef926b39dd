namespace AlgZoo.Conformance;

/// <summary>Checks whole plugins.</summary>
public static class ConformanceRun
{
    /// <summary>Runs the checks on a plugin: first those of the plugin as a whole, then those of each estimator, in the order of <see cref="ConformanceChecks.All"/>.</summary>
    /// <param name="pluginPath">The plugin's DLL, or a folder with plugins.</param>
    /// <param name="options">How it is checked.</param>
    /// <param name="cancellationToken">Stops the checks.</param>
    /// <returns>The results as they come. The plugin is looked for, and the exceptions are thrown, when the first is asked for.</returns>
    /// <exception cref="FileNotFoundException">There is no such file or folder.</exception>
    /// <exception cref="ArgumentException">There is no check of an id in the options.</exception>
    /// <exception cref="Evaluation.SuiteException">The plugin has no estimator that a pattern in the options names.</exception>
    /// <exception cref="PlatformNotSupportedException">Workers are asked for, and the program that uses this cannot start them.</exception>
    /// <exception cref="IOException">The system cannot start a process, or the metered form of the plugin cannot be kept.</exception>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public static IEnumerable<ConformanceResult> Validate(string pluginPath, ConformanceOptions options, CancellationToken cancellationToken)
    {
        using var session = ConformanceSession.Open(pluginPath, options);
        foreach (var result in session.RunAll(cancellationToken))
        {
            yield return result;
        }
    }
}

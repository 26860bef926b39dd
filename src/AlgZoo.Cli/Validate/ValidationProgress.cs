using AlgZoo.Conformance;
using Spectre.Console;

namespace AlgZoo.Cli;

/// <summary>Shows on standard error how the checks go: the last result in a terminal, otherwise a line for each estimator.</summary>
internal static class ValidationProgress
{
    /// <summary>Runs checks.</summary>
    /// <param name="results">The results as they come.</param>
    /// <returns>All of them.</returns>
    public static IReadOnlyList<ConformanceResult> Show(IEnumerable<ConformanceResult> results) => Terminal.Error.Profile.Capabilities.Interactive
        ? Terminal.Error.Status().Start("checking", status => Collect(results, result => status.Status(Markup.Escape($"{result.Estimator}: {result.Check.Id} {result.Verdict.ToString().ToLowerInvariant()}"))))
        : ShowLines(results);

    private static List<ConformanceResult> ShowLines(IEnumerable<ConformanceResult> results)
    {
        string? last = null;
        return Collect(results, result =>
        {
            if (!string.Equals(result.Estimator, last, StringComparison.Ordinal))
            {
                Terminal.Note($"checking {result.Estimator}");
                last = result.Estimator;
            }
        });
    }

    private static List<ConformanceResult> Collect(IEnumerable<ConformanceResult> results, Action<ConformanceResult> show)
    {
        var all = new List<ConformanceResult>();
        foreach (var result in results)
        {
            all.Add(result);
            show(result);
        }

        return all;
    }
}

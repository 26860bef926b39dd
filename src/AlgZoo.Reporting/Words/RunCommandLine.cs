using System.Globalization;
using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>Commands as a POSIX shell takes them.</summary>
internal static class RunCommandLine
{
    private const string Harmless = "-_./:=,+@%";

    private static readonly Suite Defaults = new() { Name = "", Models = [] };

    /// <summary>The command that carries out a run again: the suite where it is one that ships, with every option that differs from it, and all options where it is not; the estimators in any case.</summary>
    public static string Of(RunManifest manifest)
    {
        var suite = BuiltInSuites.Names.Contains(manifest.Suite, StringComparer.Ordinal) ? BuiltInSuites.Get(manifest.Suite) : null;
        return string.Join(' ', ["algzoo run", .. Models(manifest, suite), .. manifest.Estimators.Select(estimator => "--estimator " + Quote(estimator.Id)), .. Options(manifest, suite)]);
    }

    /// <summary>The command that runs one cell again, so that its failure can be looked at.</summary>
    public static string Of(RunManifest manifest, Measurement cell)
    {
        var one = manifest with
        {
            Models = [.. manifest.Models.Where(model => string.Equals(model.Reference, cell.Model, StringComparison.Ordinal))],
            Estimators = [.. manifest.Estimators.Where(estimator => string.Equals(estimator.Id, cell.Estimator, StringComparison.Ordinal))],
            Budgets = [cell.Budget],
            Draws = cell.Draw + 1,
        };
        // Inside the command a debugger reaches it; an estimator that ends its process needs one of its own.
        return Of(one) + (cell.Outcome is Outcome.Faulted or Outcome.InvalidEstimate ? " --isolation none --verbose" : " --verbose");
    }

    /// <summary>A text as one word.</summary>
    public static string Quote(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || Harmless.Contains(c, StringComparison.Ordinal))
        ? text
        : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static IEnumerable<string> Models(RunManifest manifest, Suite? suite)
    {
        string[] models = [.. manifest.Models.Select(model => "--model " + Quote(model.Reference))];
        return suite is null ? models : HasModelsOf(manifest, suite) ? [suite.Name] : [suite.Name, .. models];
    }

    // A suite may name several references of a model, and the run took one of them.
    private static bool HasModelsOf(RunManifest manifest, Suite suite) =>
        manifest.Models.Count == suite.Models.Count && manifest.Models.Zip(suite.Models).All(pair => pair.Second.References.Contains(pair.First.Reference, StringComparer.Ordinal));

    private static IEnumerable<string> Options(RunManifest manifest, Suite? suite)
    {
        (string Name, string? Value, string? Otherwise)[] options =
        [
            ("--budget", List(manifest.Budgets), suite is null ? null : List(suite.Budgets)),
            ("--noise", manifest.Noise, suite?.Noise.ToString()),
            ("--draws", Text(manifest.Draws), suite is null ? null : Text(suite.Draws)),
            ("--seed", Text(manifest.Seed), null),
            ("--truth-samples", Samples(manifest.TruthSamples), suite is null ? null : Samples(suite.TruthSamples)),
            ("--quantity", manifest.Quantity, null),
            ("--time-limit", Text(manifest.TimeLimitSeconds), Text((suite ?? Defaults).TimeLimit.TotalSeconds)),
            ("--memory-limit", manifest.MemoryLimitMegabytes is { } megabytes ? Text(megabytes) : null, Text((suite ?? Defaults).MemoryLimit)),
            ("--shard", manifest.Shard?.ToString(), null),
        ];
        return options.Where(option => option.Value is not null && !string.Equals(option.Value, option.Otherwise, StringComparison.Ordinal)).Select(option => $"{option.Name} {Quote(option.Value!)}");
    }

    private static string List(IEnumerable<long> budgets) => string.Join(',', budgets.Select(budget => Text(budget)));

    private static string Samples(long? samples) => samples is { } number ? Text(number) : "auto";

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}

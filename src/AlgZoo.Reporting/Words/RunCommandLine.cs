using System.Globalization;
using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>The command that makes the measurements of a run again.</summary>
internal static class RunCommandLine
{
    /// <summary>For example <c>algzoo run challenge --seed 7</c>, with those options that differ from the suite's, or all of them where the suite is not one that ships.</summary>
    public static string Of(RunManifest manifest)
    {
        var suite = BuiltInSuites.Names.Contains(manifest.Suite, StringComparer.Ordinal) ? BuiltInSuites.Get(manifest.Suite) : null;
        return string.Join(' ', ["algzoo run", .. suite is null ? Models(manifest) : [suite.Name, .. HasModelsOf(manifest, suite) ? [] : Models(manifest)], .. Estimators(manifest, suite), .. Options(manifest, suite)]);
    }

    /// <summary>The command that runs one cell again, so that its failure can be looked at.</summary>
    public static string Of(RunManifest manifest, Measurement cell)
    {
        var one = manifest with
        {
            Suite = "",
            Models = [.. manifest.Models.Where(model => string.Equals(model.Reference, cell.Model, StringComparison.Ordinal))],
            Estimators = [.. manifest.Estimators.Where(estimator => string.Equals(estimator.Id, cell.Estimator, StringComparison.Ordinal))],
            Budgets = [cell.Budget],
            Draws = cell.Draw + 1,
            Shard = null,
        };
        // Inside the command a debugger reaches it; an estimator that ends its process needs one of its own.
        return Of(one) + (cell.Outcome is Outcome.Faulted or Outcome.InvalidEstimate ? " --isolation none --verbose" : " --verbose");
    }

    private static IEnumerable<string> Options(RunManifest manifest, Suite? suite)
    {
        (string Name, string? AsRun, string? AsDefault)[] options =
        [
            ("--noise", manifest.Noise, suite?.Noise.ToString()),
            ("--draws", Text(manifest.Draws), suite is null ? null : Text(suite.Draws)),
            ("--budget", string.Join(',', manifest.Budgets.Select(Text)), suite is null ? null : string.Join(',', suite.Budgets.Select(Text))),
            ("--truth-samples", manifest.TruthSamples is { } samples ? Text(samples) : "auto", suite is null ? null : suite.TruthSamples is { } asDefault ? Text(asDefault) : "auto"),
            ("--quantity", manifest.Quantity, null),
            ("--seed", manifest.Seed.ToString(CultureInfo.InvariantCulture), null),
            ("--time-limit", manifest.TimeLimitSeconds.ToString("R", CultureInfo.InvariantCulture), (suite ?? Defaults).TimeLimit.TotalSeconds.ToString("R", CultureInfo.InvariantCulture)),
            ("--memory-limit", manifest.MemoryLimitMegabytes is { } megabytes ? Text(megabytes) : null, Text((suite ?? Defaults).MemoryLimit)),
            ("--shard", manifest.Shard?.ToString(), null),
        ];
        return options.Where(option => option.AsRun is not null && !string.Equals(option.AsRun, option.AsDefault, StringComparison.Ordinal)).Select(option => $"{option.Name} {ShellWord.Of(option.AsRun!)}");
    }

    private static Suite Defaults { get; } = new() { Name = "", Models = [] };

    private static IEnumerable<string> Models(RunManifest manifest) => manifest.Models.Select(model => $"--model {ShellWord.Of(model.Reference)}");

    // A suite that takes every estimator is run again with the command's own choice; options of estimators belong to no suite.
    private static IEnumerable<string> Estimators(RunManifest manifest, Suite? suite) =>
        suite is not null && !manifest.Estimators.Any(estimator => estimator.Options.Length > 0) ? [] : manifest.Estimators.Select(estimator => $"--estimator {ShellWord.Of(estimator.Id)}");

    private static bool HasModelsOf(RunManifest manifest, Suite suite) =>
        manifest.Models.Count == suite.Models.Count && manifest.Models.Zip(suite.Models).All(pair => pair.Second.References.Contains(pair.First.Reference, StringComparer.Ordinal));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

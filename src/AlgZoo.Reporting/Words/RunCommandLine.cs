using System.Globalization;
using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>Commands as a POSIX shell takes them.</summary>
internal static class RunCommandLine
{
    private const string Harmless = "-_./:=,+@%";

    /// <summary>The command that carries out a run again, with everything stated.</summary>
    public static string Of(RunManifest manifest)
    {
        var arguments = new List<string> { "algzoo run" };
        arguments.AddRange(manifest.Models.Select(model => "--model " + Quote(model.Reference)));
        arguments.AddRange(manifest.Estimators.Select(estimator => "--estimator " + Quote(estimator.Id)));
        arguments.Add("--budget " + string.Join(',', manifest.Budgets.Select(budget => budget.ToString(CultureInfo.InvariantCulture))));
        arguments.Add("--noise " + Quote(manifest.Noise));
        arguments.Add(string.Create(CultureInfo.InvariantCulture, $"--draws {manifest.Draws}"));
        arguments.Add(string.Create(CultureInfo.InvariantCulture, $"--seed {manifest.Seed}"));
        arguments.Add("--truth-samples " + (manifest.TruthSamples?.ToString(CultureInfo.InvariantCulture) ?? "auto"));
        if (manifest.Quantity is { } quantity)
        {
            arguments.Add("--quantity " + quantity);
        }

        return string.Join(" ", arguments);
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
}

using AlgZoo.Hosting;
using static System.FormattableString;

namespace AlgZoo.Conformance;

/// <summary>Whether the plugin is found without a problem.</summary>
internal static class LoadsCheck
{
    public static ConformanceCheck Description { get; } = new(
        "loads",
        "The plugin is found without a problem: a .NET assembly with an estimator that carries [Estimator] with a proper id, built against a contract that this host has, with its dependencies beside it.",
        "Do what the finding says and build again; `algzoo list estimators --plugins PLUGIN.dll` shows what is found.");

    public static Finding Examine(PluginCatalog catalog) => catalog switch
    {
        { Problems: [var problem] } => Finding.Failed(problem.ToString()),
        { Problems: [var problem, ..] problems } => Finding.Failed(Invariant($"{problem} (and {problems.Count - 1} more)")),
        { Estimators: [] } => Finding.Failed("there is no plugin in the folder"),
        { Estimators: var estimators } => Finding.Passed($"found {string.Join(", ", estimators.Select(estimator => estimator.Id))}"),
    };
}

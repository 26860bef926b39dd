using System.Collections;
using AlgZoo.Hosting;

namespace AlgZoo.Cli;

/// <summary>Environment variables that change what algzoo does, and .NET's that change how fast.</summary>
/// <param name="variables">All variables.</param>
internal sealed class EnvironmentCheck(IReadOnlyDictionary<string, string> variables) : ICheck
{
    private const string OwnPrefix = "ALGZOO_";

    private static readonly string[] Known = ["ALGZOO_CACHE", PluginFolders.EnvironmentVariable, "ALGZOO_BASE_ADDRESS", "ALGZOO_CHROMIUM"];

    private static readonly string[] RuntimePrefixes = ["DOTNET_", "COMPlus_"];

    // By the beginning of the name behind DOTNET_ or COMPlus_, whatever its case: .NET does not mind it either.
    private static readonly (string Name, string Effect)[] OfTheRuntime =
    [
        ("TieredCompilation", "changes when code is compiled for good, and with it the seconds"),
        ("TieredPGO", "changes how code is compiled, and with it the seconds"),
        ("TC_", "changes when code is compiled for good, and with it the seconds"),
        ("ReadyToRun", "changes how code is compiled, and with it the time to start"),
        ("Enable", "may switch instructions of the processor off, which makes kernels slower; scores stay the same"),
        ("PreferredVectorBitWidth", "may make kernels narrower and slower; scores stay the same"),
        ("MaxVectorTBitWidth", "may make the vectors of plugins narrower and slower"),
        ("GCHeapHardLimit", "limits the managed memory of algzoo, and is taken from its workers, which have limits of their own"),
        ("gcServer", "makes every process of algzoo take much more memory"),
        ("gcConcurrent", "gives every process of algzoo a thread more"),
        ("GCgen0size", "changes how often memory is collected, and with it the seconds"),
        ("PROCESSOR_COUNT", "changes how many cells and threads run at the same time"),
        ("STARTUP_HOOKS", "runs other code in every process of algzoo, workers included"),
        ("JitStress", "makes everything slower"),
    ];

    // Harmless though they begin like the ones above.
    private static readonly string[] Harmless = ["EnableDiagnostics", "EnableEventPipe", "EnableWriteXorExecute"];

    public string Id => "environment";

    public static IReadOnlyDictionary<string, string> Variables() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);

    public IEnumerable<Finding> Examine(CancellationToken cancellationToken)
    {
        var own = variables.Where(variable => variable.Key.StartsWith(OwnPrefix, StringComparison.Ordinal)).OrderBy(variable => variable.Key, StringComparer.Ordinal).ToArray();
        string set = string.Join(", ", own.Where(variable => Known.Contains(variable.Key, StringComparer.Ordinal)).Select(variable => $"{variable.Key}={variable.Value}"));
        Finding[] notes = [.. own.Where(variable => !Known.Contains(variable.Key, StringComparer.Ordinal)).Select(variable => Unknown(variable.Key)), .. Runtime()];
        return [Finding.Ok(Id, set.Length == 0 ? "none of algzoo's variables is set" : set), .. notes];
    }

    private Finding Unknown(string name) =>
        Finding.Note(Id, $"{name} is set, which algzoo does not know{NearestName.DidYouMean(name, Known)}", $"Unset {name}, or correct its name; there are {string.Join(", ", Known)}.");

    private IEnumerable<Finding> Runtime() =>
        from variable in variables.OrderBy(variable => variable.Key, StringComparer.Ordinal)
        let name = RuntimeName(variable.Key)
        where name is not null && !Harmless.Any(harmless => name.StartsWith(harmless, StringComparison.OrdinalIgnoreCase))
        let effect = OfTheRuntime.FirstOrDefault(entry => name.StartsWith(entry.Name, StringComparison.OrdinalIgnoreCase)).Effect
        where effect is not null
        select Finding.Note(Id, $"{variable.Key}={variable.Value} {effect}", $"Unset {variable.Key} unless you mean it.");

    private static string? RuntimeName(string variable) =>
        RuntimePrefixes.FirstOrDefault(prefix => variable.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) is { } prefix ? variable[prefix.Length..] : null;
}

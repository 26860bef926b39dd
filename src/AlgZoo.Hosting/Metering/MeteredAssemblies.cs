using AlgZoo.Metering;

namespace AlgZoo.Hosting;

/// <summary>A plugin and its private dependencies, rewritten so that they count what they execute.</summary>
/// <param name="Assemblies">The assemblies, the plugin's own first.</param>
/// <param name="OwnMixes">The operation mixes beside the units.</param>
/// <param name="UnmeteredCalls">Call sites whose work the meter cannot see; their hits are counted.</param>
/// <param name="UnmeteredAssemblies">Private dependencies that could not be rewritten, with the reason, by name.</param>
internal sealed record MeteredAssemblies(
    IReadOnlyList<MeteredAssembly> Assemblies, IReadOnlyList<OperationCounts> OwnMixes, IReadOnlyList<UnmeteredCall> UnmeteredCalls, IReadOnlyList<UnmeteredAssembly> UnmeteredAssemblies)
{
    private OperationMixes? _mixes;

    /// <summary>What meters of the plugin's cells count.</summary>
    public OperationMixes Mixes => _mixes ??= new(OwnMixes);
}

/// <summary>A rewritten assembly.</summary>
/// <param name="Name">Its simple name.</param>
/// <param name="Dll">Its bytes.</param>
/// <param name="Symbols">Its portable debug symbols; null for none.</param>
/// <param name="Methods">Methods with a body.</param>
/// <param name="RewrittenMethods">Methods that count something.</param>
/// <param name="LeafMethods">Methods that are counted where they are called.</param>
/// <param name="Operations">Operations in its IL, each instruction once.</param>
internal sealed record MeteredAssembly(string Name, byte[] Dll, byte[]? Symbols, int Methods, int RewrittenMethods, int LeafMethods, OperationCounts Operations);

/// <summary>A private dependency that could not be rewritten.</summary>
internal sealed record UnmeteredAssembly(string Name, string Reason);

using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace AlgZoo.Hosting;

/// <summary>One assembly on its way through the rewriter.</summary>
internal sealed class AnalyzedAssembly
{
    private readonly AssemblyDefinition _assembly;

    private AnalyzedAssembly(AssemblyInput input, AssemblyDefinition assembly, List<MethodAnalysis> methods)
    {
        Input = input;
        _assembly = assembly;
        Methods = methods;
    }

    public AssemblyInput Input { get; }

    public IReadOnlyList<MethodAnalysis> Methods { get; }

    /// <summary>Finds out what its methods cost.</summary>
    public static AnalyzedAssembly Of(AssemblyInput input, AssemblyDefinition assembly, MethodAnalyzer analyzer)
    {
        RuntimeReferences.Of(assembly.MainModule).GrantAccess();
        MethodDefinition[] methods = [.. assembly.MainModule.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody)];
        return new AnalyzedAssembly(input, assembly, [.. methods.SelectMany(analyzer.Analyze)]);
    }

    /// <summary>Rewrites its methods.</summary>
    /// <returns>How many count something now.</returns>
    public int Rewrite(LeafMethods leaves, MixTable mixes) =>
        Methods.Count(method => leaves.CostOf(method.Method) is null && MethodRewriter.Rewrite(method, leaves, mixes));

    /// <summary>The bytes.</summary>
    public MeteredAssembly Write(LeafMethods leaves, int rewrittenMethods)
    {
        foreach (var method in Methods)
        {
            method.Method.Body.OptimizeMacros();
        }

        var module = _assembly.MainModule;
        // Code that was compiled ahead carries the mark of its machine, and a signature does not fit any more; the key that others refer to stays.
        module.Architecture = TargetArchitecture.I386;
        module.Attributes = (module.Attributes | ModuleAttributes.ILOnly) & ~(ModuleAttributes.StrongNameSigned | ModuleAttributes.ILLibrary | ModuleAttributes.Required32Bit);
        using var dll = new MemoryStream();
        using var symbols = module.HasSymbols ? new MemoryStream() : null;
        _assembly.Write(dll, new WriterParameters { WriteSymbols = symbols is not null, SymbolStream = symbols, SymbolWriterProvider = symbols is null ? null : new PortablePdbWriterProvider() });
        int leafMethods = Methods.Count(method => leaves.CostOf(method.Method) is { } cost && !cost.Equals(OperationCounts.None));
        var operations = Methods.Aggregate(OperationCounts.None, (sum, method) => sum + method.Total);
        return new MeteredAssembly(_assembly.Name.Name, dll.ToArray(), symbols?.ToArray(), Methods.Count, rewrittenMethods, leafMethods, operations);
    }
}

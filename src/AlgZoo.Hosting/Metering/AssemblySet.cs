using AlgZoo.Metering;
using AlgZoo.Numerics;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AlgZoo.Hosting;

/// <summary>The assemblies that are metered together: a plugin and its private dependencies.</summary>
internal sealed class AssemblySet : IDisposable
{
    private static readonly string[] HostAssemblies = [typeof(ThreadCounter).Assembly.GetName().Name!, typeof(ForwardPass).Assembly.GetName().Name!];

    private readonly Dictionary<string, AssemblyDefinition> _assemblies = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _unmetered;
    private readonly Dictionary<MethodReference, MethodDefinition?> _resolved = [];

    /// <summary>Reads the assemblies.</summary>
    /// <param name="inputs">The assemblies that are metered.</param>
    /// <param name="unmetered">Names of private dependencies that cannot be metered.</param>
    /// <exception cref="MeteringException">An assembly cannot be read.</exception>
    public AssemblySet(IEnumerable<AssemblyInput> inputs, IEnumerable<string> unmetered)
    {
        _unmetered = new(unmetered, StringComparer.OrdinalIgnoreCase);
        foreach (var input in inputs)
        {
            var assembly = MeteringException.Guard(input, () => Read(input));
            _assemblies[assembly.Name.Name] = assembly;
        }
    }

    /// <summary>The assemblies, in the order of the inputs.</summary>
    public IEnumerable<AssemblyDefinition> Assemblies => _assemblies.Values;

    /// <summary>The definition of a method of the set; null for a method outside it.</summary>
    public MethodDefinition? Find(MethodReference method)
    {
        var type = method.DeclaringType;
        if (type is ArrayType || (type.GetElementType().Scope is AssemblyNameReference scope && !_assemblies.ContainsKey(scope.Name)))
        {
            return null;
        }

        if (!_resolved.TryGetValue(method, out var definition))
        {
            definition = method.Resolve();
            _resolved.Add(method, definition);
        }

        return definition;
    }

    /// <summary>Whether a type is of a private dependency that could not be metered.</summary>
    public bool IsUnmetered(TypeReference type) => type is not ArrayType && type.GetElementType().Scope is AssemblyNameReference scope && _unmetered.Contains(scope.Name);

    /// <summary>Whether a type is the host's own.</summary>
    public static bool IsHost(TypeReference type) => type is not ArrayType && type.GetElementType().Scope is AssemblyNameReference scope && HostAssemblies.Contains(scope.Name, StringComparer.Ordinal);

    public void Dispose()
    {
        foreach (var assembly in _assemblies.Values)
        {
            assembly.Dispose();
        }
    }

    private AssemblyDefinition Read(AssemblyInput input)
    {
        var parameters = new ReaderParameters(ReadingMode.Immediate) { AssemblyResolver = new Resolver(_assemblies), InMemory = true };
        if (Symbols(input) is { } symbols)
        {
            (parameters.ReadSymbols, parameters.SymbolReaderProvider, parameters.SymbolStream) = (true, symbols.Provider, symbols.Stream);
            try
            {
                return Metered(AssemblyDefinition.ReadAssembly(new MemoryStream(input.Dll), parameters));
            }
            catch (Exception exception) when (exception is SymbolsNotMatchingException or SymbolsNotFoundException or BadImageFormatException or InvalidOperationException)
            {
                // Symbols of another build, or of Windows' own kind: the code is what matters.
                parameters = new ReaderParameters(ReadingMode.Immediate) { AssemblyResolver = parameters.AssemblyResolver, InMemory = true };
            }
        }

        return Metered(AssemblyDefinition.ReadAssembly(new MemoryStream(input.Dll), parameters));
    }

    private static (ISymbolReaderProvider Provider, Stream? Stream)? Symbols(AssemblyInput input)
    {
        if (input.Symbols is not null)
        {
            return (new PortablePdbReaderProvider(), new MemoryStream(input.Symbols));
        }

        using var reader = new System.Reflection.PortableExecutable.PEReader(new MemoryStream(input.Dll));
        return reader.ReadDebugDirectory().Any(entry => entry.Type == System.Reflection.PortableExecutable.DebugDirectoryEntryType.EmbeddedPortablePdb)
            ? (new EmbeddedPortablePdbReaderProvider(), null)
            : null;
    }

    private static AssemblyDefinition Metered(AssemblyDefinition assembly)
    {
        var native = assembly.MainModule.GetTypes().SelectMany(type => type.Methods).FirstOrDefault(method => method.IsNative || (method.IsUnmanaged && !method.IsPInvokeImpl));
        return native is null ? assembly : throw new NotSupportedException($"{native.FullName} is native code inside the assembly");
    }

    // Only the set itself is ever resolved: what lies outside is known by its signatures.
    private sealed class Resolver(Dictionary<string, AssemblyDefinition> assemblies) : IAssemblyResolver
    {
        public AssemblyDefinition? Resolve(AssemblyNameReference name) => assemblies.GetValueOrDefault(name.Name);

        public AssemblyDefinition? Resolve(AssemblyNameReference name, ReaderParameters parameters) => Resolve(name);

        public void Dispose()
        {
            // The set owns the assemblies.
        }
    }
}

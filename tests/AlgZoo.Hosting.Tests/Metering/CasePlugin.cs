using System.Reflection;
using System.Runtime.Loader;

namespace AlgZoo.Hosting.Tests;

/// <summary>The fixture MeteringCases in a load context of its own, as it was built or rewritten. Its cases are public static methods of one integer that return their result.</summary>
internal sealed class CasePlugin
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "fixtures", "MeteringCases"));

    private static readonly Lazy<CasePlugin> SharedOriginal = new(() => new CasePlugin(null));
    private static readonly Lazy<CasePlugin> SharedMetered = new(() => new CasePlugin(AssemblyMeter.Rewrite(Inputs)));

    // Held on to: a collectible context that nobody refers to begins to unload, and refuses to load what its assemblies ask for later.
    private readonly Context _context;
    private readonly Assembly _assembly;

    private CasePlugin(MeteredAssemblies? metered)
    {
        Metered = metered;
        _context = new Context(metered);
        _assembly = _context.LoadFromAssemblyName(new AssemblyName("MeteringCases"));
    }

    public static CasePlugin Original => SharedOriginal.Value;

    public static CasePlugin Rewritten => SharedMetered.Value;

    /// <summary>What is rewritten together: the plugin and two of its dependencies. System.Numerics.Tensors is priced by call.</summary>
    public static IReadOnlyList<AssemblyInput> Inputs => [Read("MeteringCases"), Read("MathNet.Numerics"), Read("Newtonsoft.Json")];

    /// <summary>How it was rewritten; null for the original.</summary>
    public MeteredAssemblies? Metered { get; }

    /// <summary>The names of the cases of some classes, each as class and method.</summary>
    public IEnumerable<string> Cases => _assembly.GetExportedTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(method => method.ReturnType == typeof(object) && method.GetParameters() is [{ ParameterType: var only }] && only == typeof(int))
        .Select(method => $"{method.DeclaringType!.Name}.{method.Name}");

    public static AssemblyInput Read(string name) => AssemblyInput.Read(Path.Combine(Folder, name + ".dll"));

    /// <summary>The rewritten fixture, loaded once more: its static constructors have not run.</summary>
    public static CasePlugin LoadRewritten() => new(Rewritten.Metered);

    public Func<int, object> Case(string name) => Method<Func<int, object>>(name);

    public TDelegate Method<TDelegate>(string name)
        where TDelegate : Delegate => Type(name.Split('.')[0]).GetMethod(name.Split('.')[1])!.CreateDelegate<TDelegate>();

    public Type Type(string name) => _assembly.GetType("AlgZoo.Fixtures." + name, throwOnError: true)!;

    private sealed class Context(MeteredAssemblies? metered) : AssemblyLoadContext("MeteringCases", isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            if (metered?.Assemblies.FirstOrDefault(assembly => assembly.Name == assemblyName.Name) is { } rewritten)
            {
                return LoadFromStream(new MemoryStream(rewritten.Dll), rewritten.Symbols is null ? null : new MemoryStream(rewritten.Symbols));
            }

            string path = Path.Combine(Folder, assemblyName.Name + ".dll");
            return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
}

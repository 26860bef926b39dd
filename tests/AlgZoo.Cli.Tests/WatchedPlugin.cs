using AlgZoo.Tests.Support;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AlgZoo.Cli.Tests;

/// <summary>A plugin in a plugin folder that tests build anew: its DLL with another constant, under another module id.</summary>
internal sealed class WatchedPlugin
{
    private static readonly string Built = Path.Combine(OriginalModels.RepositoryRoot, "artifacts", "fixtures", "Watched", "Watched.dll");

    private readonly string _estimator;

    /// <summary>Takes a plugin folder, where it puts nothing yet.</summary>
    /// <param name="plugins">The folder.</param>
    /// <param name="estimator">The id of the estimator, which is also the name of the plugin.</param>
    public WatchedPlugin(string plugins, string estimator = "watched")
    {
        _estimator = estimator;
        Dll = Path.Combine(plugins, estimator, estimator + ".dll");
        Directory.CreateDirectory(Path.GetDirectoryName(Dll)!);
    }

    /// <summary>Where its DLL is to be.</summary>
    public string Dll { get; }

    /// <summary>What a build makes.</summary>
    /// <param name="value">What it estimates.</param>
    /// <param name="milliseconds">How long it takes.</param>
    public byte[] Build(double value, int milliseconds = 1)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(Built);
        assembly.Name.Name = _estimator;
        assembly.MainModule.Mvid = Guid.NewGuid();
        var type = assembly.MainModule.Types.Single(type => type.Name == "Watched");
        type.CustomAttributes.Single(attribute => attribute.AttributeType.Name == "EstimatorAttribute").ConstructorArguments[0] = new CustomAttributeArgument(assembly.MainModule.TypeSystem.String, _estimator);
        Return(type, "Value", il => il.Emit(OpCodes.Ldc_R8, value));
        Return(type, "Milliseconds", il => il.Emit(OpCodes.Ldc_I4, milliseconds));
        using var dll = new MemoryStream();
        assembly.Write(dll);
        return dll.ToArray();
    }

    /// <summary>Builds it and replaces its DLL as a whole.</summary>
    public void Replace(double value, int milliseconds = 1) => Replace(Build(value, milliseconds));

    /// <summary>Replaces its DLL as a whole.</summary>
    public void Replace(byte[] dll)
    {
        string temporary = Path.Combine(Path.GetDirectoryName(Dll)!, "..", _estimator + ".new");
        File.WriteAllBytes(temporary, dll);
        File.Move(temporary, Dll, overwrite: true);
    }

    /// <summary>Writes into its DLL from its beginning, in pieces.</summary>
    public void Overwrite(byte[] dll, int pieces, TimeSpan pause)
    {
        using var stream = new FileStream(Dll, FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        foreach (byte[] piece in dll.Chunk((dll.Length + pieces - 1) / pieces))
        {
            stream.Write(piece);
            Thread.Sleep(pause);
        }
    }

    private static void Return(TypeDefinition type, string method, Action<ILProcessor> load)
    {
        var body = type.Methods.Single(candidate => candidate.Name == method).Body;
        body.Instructions.Clear();
        var il = body.GetILProcessor();
        load(il);
        il.Emit(OpCodes.Ret);
    }
}

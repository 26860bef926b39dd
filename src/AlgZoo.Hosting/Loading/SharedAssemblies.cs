using System.Reflection;
using AlgZoo.Numerics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AlgZoo.Hosting;

/// <summary>
/// The assemblies that the host and every plugin have in common: the contract, the kernels and the abstractions that appear in the contract. Nothing else is shared, not even
/// what these refer to: MathNet.Numerics keeps settings in a static class, so each plugin has its own copy in the version of its choice.
/// </summary>
internal static class SharedAssemblies
{
    /// <summary>One type of each shared assembly.</summary>
    public static IReadOnlyList<Type> Types { get; } = [typeof(IMechanisticEstimator), typeof(ForwardPass), typeof(IServiceCollection), typeof(ILogger)];

    public static AssemblyName Contract { get; } = typeof(IMechanisticEstimator).Assembly.GetName();

    /// <summary>The shared assemblies that belong to this project: a plugin may not need a newer one.</summary>
    public static IReadOnlyList<AssemblyName> Versioned { get; } = [Contract, typeof(ForwardPass).Assembly.GetName()];

    private static HashSet<string> Names { get; } = new(Types.Select(type => type.Assembly.GetName().Name!), StringComparer.OrdinalIgnoreCase);

    public static bool Contains(AssemblyName name) => Names.Contains(name.Name!);
}

using System.Reflection;

namespace AlgZoo.Tests.Plugins;

/// <summary>The estimators of all plugins that ship: whatever the plugin projects built.</summary>
internal static class ShippedEstimators
{
    /// <summary>The classes, by id.</summary>
    public static IReadOnlyList<Type> Types { get; } =
    [
        .. Directory.GetFiles(AppContext.BaseDirectory, "*.dll")
            .Where(path => Directory.Exists(Path.Combine(AlgZoo.Tests.Support.OriginalModels.RepositoryRoot, "plugins", Path.GetFileNameWithoutExtension(path))))
            .Select(path => Assembly.Load(Path.GetFileNameWithoutExtension(path)))
            .SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => type.GetCustomAttribute<EstimatorAttribute>() is not null)
            .OrderBy(Id, StringComparer.Ordinal),
    ];

    public static EstimatorAttribute Attribute(Type type) => type.GetCustomAttribute<EstimatorAttribute>()!;

    public static string Id(Type type) => Attribute(type).Id;

    /// <summary>Makes an estimator with the options that it has by default.</summary>
    public static IMechanisticEstimator Create(Type type) => type.GetConstructor([typeof(EstimatorOptions)]) is { } withOptions
        ? (IMechanisticEstimator)withOptions.Invoke([new EstimatorOptions()])
        : (IMechanisticEstimator)Activator.CreateInstance(type)!;
}

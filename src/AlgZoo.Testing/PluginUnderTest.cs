using System.Reflection;

namespace AlgZoo.Testing;

/// <summary>The plugin that a test names by the class of an estimator.</summary>
internal static class PluginUnderTest
{
    /// <summary>The plugin's DLL.</summary>
    public static string PathOf(Type estimator)
    {
        ArgumentNullException.ThrowIfNull(estimator);
        return estimator.Assembly.Location;
    }

    /// <summary>The estimator's id with its options, as on the command line.</summary>
    /// <exception cref="ArgumentException">The type has no id.</exception>
    public static string PatternOf(Type estimator, string options)
    {
        string id = estimator.GetCustomAttribute<EstimatorAttribute>()?.Id ?? throw new ArgumentException($"{estimator.FullName} has no [Estimator(\"id\")]; name a class that has it.", nameof(estimator));
        return options.Length == 0 ? id : $"{id}:{options}";
    }
}

using Microsoft.Extensions.DependencyInjection;

namespace AlgZoo;

/// <summary>
/// Optional: a public class with a parameterless constructor in the plugin's assembly through which the plugin registers services that its estimators take as
/// constructor parameters. Without one, estimators can still take <see cref="PluginContext"/> and <c>ILogger&lt;T&gt;</c>.
/// </summary>
public interface IEstimatorPlugin
{
    /// <summary>Registers the plugin's own services. Called once, when the plugin is first used.</summary>
    /// <param name="services">The service collection of this plugin alone; it already holds the host's services.</param>
    /// <param name="context">Where the plugin lives.</param>
    /// <remarks>An exception is caught by the host: every cell of the plugin's estimators is then recorded as <c>Faulted</c>.</remarks>
    void ConfigureServices(IServiceCollection services, PluginContext context);
}

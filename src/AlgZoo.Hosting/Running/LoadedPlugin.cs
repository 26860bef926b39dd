using System.Reflection;
using AlgZoo.Metering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AlgZoo.Hosting;

/// <summary>A plugin in memory with a service provider of its own.</summary>
internal sealed class LoadedPlugin : IDisposable
{
    private readonly PluginLoader _loader;
    private readonly Assembly _assembly;
    private readonly ServiceProvider _services;

    private LoadedPlugin(PluginLoader loader, Assembly assembly, ServiceProvider services)
    {
        _loader = loader;
        _assembly = assembly;
        _services = services;
    }

    /// <summary>Names of private assemblies that were loaded without being metered, although the plugin is.</summary>
    public IReadOnlyCollection<string> UnmeteredLoads => _loader.UnmeteredLoads;

    /// <summary>Loads a plugin and lets it register its services. Whatever its code throws comes through.</summary>
    public static LoadedPlugin Load(MeteredPlugin code, ILoggerFactory loggerFactory, TimeProvider timeProvider)
    {
        var loader = PluginLoader.Create(code, SharedAssemblies.Types);
        try
        {
            var assembly = loader.LoadDefaultAssembly();
            return new LoadedPlugin(loader, assembly, Services(code.Plugin, assembly, loggerFactory, timeProvider));
        }
        catch
        {
            loader.Dispose();
            throw;
        }
    }

    /// <summary>Makes an estimator, uses it and disposes it.</summary>
    /// <exception cref="ArgumentException">The estimator did not ask for an option that was set.</exception>
    public T Use<T>(string typeName, string options, Func<IMechanisticEstimator, T> use)
    {
        var scope = _services.CreateAsyncScope();
        try
        {
            var given = scope.ServiceProvider.GetRequiredService<GivenOptions>();
            given.Options = new EstimatorOptions(options);
            var estimator = (IMechanisticEstimator)ActivatorUtilities.CreateInstance(scope.ServiceProvider, _assembly.GetType(typeName, throwOnError: true)!);
            try
            {
                return given.Options.Defect is { } defect ? throw new ArgumentException($"The options of the estimator do not fit: {defect}.") : use(estimator);
            }
            finally
            {
                DisposeEstimator(estimator);
            }
        }
        finally
        {
            Complete(scope.DisposeAsync());
        }
    }

    public void Dispose()
    {
        try
        {
            Complete(_services.DisposeAsync());
        }
        finally
        {
            _loader.Dispose();
        }
    }

    private static ServiceProvider Services(Plugin plugin, Assembly assembly, ILoggerFactory loggerFactory, TimeProvider timeProvider)
    {
        var context = new PluginContext(plugin.Name, plugin.Folder);
        // As instances: the container of a plugin never disposes what is the host's.
        var services = new ServiceCollection();
        services.AddSingleton(context);
        services.AddSingleton<TimeProvider>(new MeteredTimeProvider(timeProvider));
        services.AddSingleton(loggerFactory);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddScoped<GivenOptions>();
        services.AddScoped(scope => scope.GetRequiredService<GivenOptions>().Options);
        if (plugin.SetUpType is { } setUpType)
        {
            var setUp = (IEstimatorPlugin)Activator.CreateInstance(assembly.GetType(setUpType, throwOnError: true)!)!;
            setUp.ConfigureServices(services, context);
        }

        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    private static void DisposeEstimator(IMechanisticEstimator estimator)
    {
        if (estimator is IAsyncDisposable asyncDisposable)
        {
            Complete(asyncDisposable.DisposeAsync());
        }
        else
        {
            (estimator as IDisposable)?.Dispose();
        }
    }

    private static void Complete(ValueTask task) => task.AsTask().GetAwaiter().GetResult();

    // What the scope of one estimator was made for.
    private sealed class GivenOptions
    {
        public EstimatorOptions Options { get; set; } = new();
    }
}

using AlgZoo.Evaluation;
using AlgZoo.Zoo;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlgZoo.Hosting;

/// <summary>Registers AlgZoo Framework in a service collection.</summary>
public static class AlgZooServiceCollectionExtensions
{
    /// <summary>
    /// Adds, as singletons, the <see cref="Bench"/> and what it is made of: the <see cref="PluginCatalog"/> (searched for when first asked for), an <see cref="ICellExecutor"/> that runs estimators in worker processes or in this one (<see cref="AlgZooOptions.Isolation"/>),
    /// the <see cref="OriginalZoo"/>, the <see cref="ModelLibrary"/>, the <see cref="GroundTruthSource"/> and the <see cref="BenchRunner"/>; adds logging and the system's <see cref="TimeProvider"/> unless they are there. What is registered beforehand is kept.
    /// </summary>
    /// <param name="services">A service collection, of a host builder or plain.</param>
    /// <param name="configure">Changes the options; default none.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <remarks>
    /// Invalid options raise an <see cref="OptionsValidationException"/> when a host starts, or when one of the services is first asked for.
    /// </remarks>
    public static IServiceCollection AddAlgZoo(this IServiceCollection services, Action<AlgZooOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<AlgZooOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AlgZooOptions>, AlgZooOptionsValidator>());
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => Discover(provider.GetRequiredService<IOptions<AlgZooOptions>>().Value));
        services.TryAddSingleton(Executor);
        services.TryAddSingleton(provider => Originals(provider.GetRequiredService<IOptions<AlgZooOptions>>().Value));
        services.TryAddSingleton(provider => new ModelLibrary(provider.GetRequiredService<OriginalZoo>()));
        services.TryAddSingleton(provider => new GroundTruthSource(new TruthCache(Path.Combine(CacheFolder(provider), "truth"))));
        services.TryAddSingleton<BenchRunner>();
        services.TryAddSingleton<Bench>();
        return services;
    }

    private static ICellExecutor Executor(IServiceProvider provider)
    {
        var catalog = provider.GetRequiredService<PluginCatalog>();
        string cacheFolder = Path.Combine(CacheFolder(provider), AlgZooOptions.MeteredFolder);
        var loggerFactory = provider.GetRequiredService<ILoggerFactory>();
        var options = provider.GetRequiredService<IOptions<AlgZooOptions>>().Value;
        ICellExecutor executor = options.Isolation == PluginIsolation.None
            ? new InProcessCellExecutor(catalog, cacheFolder, loggerFactory, provider.GetRequiredService<TimeProvider>())
            : new WorkerCellExecutor(catalog, cacheFolder, loggerFactory);
        return options.Snapshot is { } snapshot ? new SnapshotCellExecutor(executor, snapshot) : executor;
    }

    private static OriginalZoo Originals(AlgZooOptions options) =>
        new(Path.Combine(options.CacheFolder, "zoo"), OriginalZoo.TryParseAddress(options.BaseAddress, out var address) ? address : null) { Downloading = options.Downloading };

    private static string CacheFolder(IServiceProvider provider) => provider.GetRequiredService<IOptions<AlgZooOptions>>().Value.CacheFolder;

    private static PluginCatalog Discover(AlgZooOptions options) =>
        options.Snapshot?.Catalog ?? PluginCatalog.Discover(options.SearchUsualFolders ? PluginFolders.InSearchOrder(options.PluginFolders) : options.PluginFolders);
}

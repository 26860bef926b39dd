using AlgZoo.Evaluation;
using AlgZoo.Hosting;

namespace AlgZoo.Conformance;

/// <summary>What runs the plugin of a session: one executor for all calls, and another, in other processes or with the plugin loaded once more, to compare with it.</summary>
internal sealed class SessionExecutors : IDisposable
{
    private readonly Lazy<ICellExecutor> _other;

    public SessionExecutors(PluginCatalog catalog, ConformanceOptions options)
    {
        Usual = Create(catalog, options);
        _other = new(() => Create(catalog, options));
        EmptyFolder = Directory.CreateTempSubdirectory("algzoo-conformance-").FullName;
    }

    public ICellExecutor Usual { get; }

    public ICellExecutor Other => _other.Value;

    /// <summary>A folder in which nothing is.</summary>
    public string EmptyFolder { get; }

    public void Dispose()
    {
        (Usual as IDisposable)?.Dispose();
        if (_other.IsValueCreated)
        {
            (Other as IDisposable)?.Dispose();
        }

        try
        {
            Directory.Delete(EmptyFolder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A call that was given up is still there; the system clears its temporary folder.
        }
    }

    private static ICellExecutor Create(PluginCatalog catalog, ConformanceOptions options) => options.Isolation == PluginIsolation.None
        ? new InProcessCellExecutor(catalog, options.CacheFolder, options.LoggerFactory, TimeProvider.System)
        : new WorkerCellExecutor(catalog, options.CacheFolder, options.LoggerFactory);
}

using Microsoft.Extensions.Logging;

namespace AlgZoo.Hosting;

/// <summary>A plugin that is metered, and then loaded, when it is first used. Safe for concurrent use.</summary>
internal sealed class RunnablePlugin : IDisposable
{
    private readonly Lazy<MeteredPlugin> _code;
    private readonly Lazy<LoadedPlugin> _loaded;
    private readonly Lock _lock = new();
    private readonly HashSet<int> _setUpHits = [];

    /// <summary>Takes a plugin; does nothing with it yet.</summary>
    /// <param name="plugin">The plugin.</param>
    /// <param name="cache">Rewrites its code, or remembers it.</param>
    /// <param name="notMetered">Is told once, with the reason, if its code cannot be metered.</param>
    /// <param name="loggerFactory">Receives what it logs.</param>
    /// <param name="timeProvider">Is offered to it.</param>
    public RunnablePlugin(Plugin plugin, MeteredCache cache, Action<string> notMetered, ILoggerFactory loggerFactory, TimeProvider timeProvider)
    {
        _code = new(() =>
        {
            var code = MeteredPlugin.Prepare(plugin, cache);
            if (code.Reason is { } reason)
            {
                notMetered(reason);
            }

            return code;
        });
        _loaded = new(() => LoadedPlugin.Load(Code, loggerFactory, timeProvider));
    }

    /// <summary>The code, ready to be loaded. Reading and rewriting it throws what <see cref="MeteredPlugin.Prepare"/> throws.</summary>
    public MeteredPlugin Code => _code.Value;

    /// <summary>The plugin in memory. Loading it runs its set-up, and throws whatever that throws.</summary>
    public LoadedPlugin Loaded => _loaded.Value;

    /// <summary>Names of private assemblies that were loaded without being metered, although the plugin is.</summary>
    public IReadOnlyCollection<string> UnmeteredLoads => _loaded.IsValueCreated ? _loaded.Value.UnmeteredLoads : [];

    /// <summary>
    /// Joins the mixes that this call's set-up executed to those of earlier calls: what a static constructor once let out of the meter's sight, such as a compiled expression, stays out of sight.
    /// </summary>
    public IReadOnlySet<int> JoinSetUpHits(IEnumerable<int> mixes)
    {
        lock (_lock)
        {
            _setUpHits.UnionWith(mixes);
            return new HashSet<int>(_setUpHits);
        }
    }

    public void Dispose()
    {
        if (_loaded.IsValueCreated)
        {
            _loaded.Value.Dispose();
        }
    }
}

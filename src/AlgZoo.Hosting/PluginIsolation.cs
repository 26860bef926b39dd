namespace AlgZoo.Hosting;

/// <summary>Where the code of plugins runs.</summary>
public enum PluginIsolation
{
    /// <summary>In worker processes: see <see cref="WorkerCellExecutor"/>.</summary>
    Process,

    /// <summary>In the host's own process, for debuggers: see <see cref="InProcessCellExecutor"/>.</summary>
    None,
}

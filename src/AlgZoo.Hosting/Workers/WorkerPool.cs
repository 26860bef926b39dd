using System.Collections.Concurrent;

namespace AlgZoo.Hosting;

/// <summary>Workers that wait for their next request. Safe for concurrent use.</summary>
internal sealed class WorkerPool : IDisposable
{
    // One worker of each plugin always stays; further ones, for cells that run at the same time, only as long as all together are few: each takes tens of megabytes.
    private const int ManyWorkers = 32;

    private readonly ConcurrentDictionary<(string Plugin, WorkerLimits Limits), ConcurrentStack<WorkerProcess>> _idle = new();
    private volatile bool _isDisposed;

    /// <summary>Takes an idle worker out of the pool; null if there is none.</summary>
    public WorkerProcess? Rent(Plugin plugin, WorkerLimits limits)
    {
        while (_idle.TryGetValue((plugin.Path, limits), out var workers) && workers.TryPop(out var worker))
        {
            if (worker.IsAlive)
            {
                return worker;
            }

            // A thread that the plugin left behind killed it between two cells: nobody's cell has failed.
            worker.Dispose();
        }

        return null;
    }

    /// <summary>Puts a worker into the pool, or ends it where there are enough.</summary>
    public void Return(WorkerProcess worker, Plugin plugin, WorkerLimits limits)
    {
        var workers = _idle.GetOrAdd((plugin.Path, limits), _ => new());
        if (!_isDisposed && (workers.IsEmpty || _idle.Values.Sum(others => others.Count) < ManyWorkers))
        {
            workers.Push(worker);
            // Disposed meanwhile: nobody else will end it.
            if (!_isDisposed || !workers.TryPop(out worker!))
            {
                return;
            }
        }

        worker.Dispose();
    }

    /// <summary>Ends all idle workers.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        WorkerProcess[] all = [.. _idle.Values.SelectMany(workers => workers)];
        _idle.Clear();
        // All say goodbye at the same time.
        foreach (var worker in all)
        {
            worker.Dismiss();
        }

        foreach (var worker in all)
        {
            worker.Dispose();
        }
    }
}

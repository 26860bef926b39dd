using System.Diagnostics;

namespace AlgZoo.Hosting;

/// <summary>
/// Notices when plugins change, appear or go. It looks at the files again and again, which works on every file system; a change is taken once it is quiet and whole.
/// </summary>
/// <remarks>What goes, or is broken, is often being written again: that is believed only after two seconds. Looking takes at most a thirtieth of one processor.</remarks>
/// <param name="locations">Finds the plugin folders and DLLs, in order of precedence, each time anew.</param>
/// <param name="except">Absolute paths of folders whose files belong to no plugin, such as run directories.</param>
public sealed class PluginWatch(Func<IReadOnlyList<string>> locations, IReadOnlyList<string> except)
{
    private const int PauseFactor = 30;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan QuietTime = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan DoubtTime = TimeSpan.FromSeconds(2);

    private readonly PluginStamps _stamps = new();
    private TimeSpan _pause = ShortestPause;

    /// <summary>Looks at the plugins at a moment at which none is being written.</summary>
    /// <param name="cancellationToken">Stops the waiting for it.</param>
    /// <returns>What there is.</returns>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public PluginSnapshot Take(CancellationToken cancellationToken)
    {
        var files = Look();
        while (true)
        {
            if (TryTake(files, out var now) is { } snapshot)
            {
                return snapshot;
            }

            files = now;
            Pause(cancellationToken);
        }
    }

    /// <summary>Waits until there is something else than at a moment.</summary>
    /// <param name="since">What there was then. If it is <see cref="PluginSnapshot.Outdated"/>, what there is now may be the same again.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>What there is now.</returns>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public PluginSnapshot Next(PluginSnapshot since, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(since);
        var (files, seen) = (since.Files, since.Files);
        bool isOutdated = since.Outdated.IsCancellationRequested;
        var patience = QuietTime;
        long quietSince = Stopwatch.GetTimestamp();
        while (true)
        {
            var now = Look();
            if (!now.HasSameCode(files))
            {
                (quietSince, patience) = (Stopwatch.GetTimestamp(), QuietTime);
            }

            files = now;
            if ((isOutdated || !files.IsSame(seen)) && Stopwatch.GetElapsedTime(quietSince) >= patience && TryTake(files, out _) is { } snapshot)
            {
                if (patience < DoubtTime && snapshot.HasLost(since))
                {
                    patience = DoubtTime;
                }
                else if (!isOutdated && snapshot.IsSame(since))
                {
                    seen = files;
                }
                else
                {
                    return snapshot;
                }

                snapshot.Dispose();
            }

            Pause(cancellationToken);
        }
    }

    /// <summary>Keeps looking in the background until the returned object is disposed, and signals <see cref="PluginSnapshot.Outdated"/> when it is.</summary>
    /// <param name="snapshot">What there was.</param>
    /// <returns>Ends it.</returns>
    public IDisposable Guard(PluginSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return new Lookout(this, snapshot);
    }

    private PluginFiles Look()
    {
        long started = Stopwatch.GetTimestamp();
        var files = PluginFiles.In(locations(), except);
        _pause = TimeSpan.FromTicks(Math.Max(ShortestPause.Ticks, PauseFactor * Stopwatch.GetElapsedTime(started).Ticks));
        return files;
    }

    // Null if something changed meanwhile.
    private PluginSnapshot? TryTake(PluginFiles files, out PluginFiles now)
    {
        var catalog = PluginCatalog.Discover(locations());
        var plugins = _stamps.Of(catalog.Plugins, catalog.Problems, files);
        now = Look();
        return now.HasSameCode(files) ? new PluginSnapshot(catalog, files, plugins) : null;
    }

    private void Pause(CancellationToken cancellationToken)
    {
        cancellationToken.WaitHandle.WaitOne(_pause);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private sealed class Lookout : IDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _loop;

        public Lookout(PluginWatch watch, PluginSnapshot snapshot) => _loop = Task.Factory.StartNew(
            () =>
            {
                while (!_stop.Token.WaitHandle.WaitOne(watch._pause))
                {
                    if (!watch.Look().HasSameCode(snapshot.Files))
                    {
                        snapshot.Outdate();
                        return;
                    }
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        public void Dispose()
        {
            _stop.Cancel();
            _loop.Wait();
            _stop.Dispose();
        }
    }
}

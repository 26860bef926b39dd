using System.Diagnostics;
using AlgZoo.Evaluation;
using AlgZoo.Reporting;

namespace AlgZoo.Cli;

/// <summary>
/// Rewrites report.html in the background while a run goes on, from what the run directory holds. It takes at most a tenth of one processor; what goes wrong with it never ends the run, and is said once, at its end.
/// </summary>
internal sealed class LiveReport : IDisposable
{
    private const int PauseFactor = 10;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stop = new();
    private readonly string _folder;
    private readonly Task _loop;
    private int _shownCells;
    private string? _problem;

    private LiveReport(string folder, int shownCells)
    {
        _folder = folder;
        _shownCells = shownCells;
        _loop = Task.Factory.StartNew(Loop, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Says so and starts to write, for a new run as soon as it has begun, for one that is continued as soon as it has a further cell.</summary>
    /// <param name="folder">The run directory; need not exist yet.</param>
    /// <param name="isResumed">Whether the run is continued.</param>
    /// <returns>Null where another run is in the folder, which will be refused: its page stays.</returns>
    public static LiveReport? Start(string folder, bool isResumed)
    {
        if (!isResumed && RunDirectory.IsStarted(folder))
        {
            return null;
        }

        Terminal.Note($"live report: {Path.Combine(folder, ReportFiles.Page)} loads itself again while the run goes on");
        return isResumed ? Continue(folder) : new LiveReport(folder, -1);
    }

    /// <summary>Goes on writing as soon as the run has another number of cells.</summary>
    /// <param name="folder">The run directory.</param>
    public static LiveReport Continue(string folder) => new(folder, RunDirectory.Read(folder).Measurements.Count);

    /// <summary>Waits until nothing is being written any more.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _loop.Wait();
        _stop.Dispose();
        if (_problem is not null)
        {
            Terminal.Note($"the live report was not always up to date: {_problem}");
        }
    }

    private void Loop()
    {
        var pause = TimeSpan.Zero;
        while (!_stop.Token.WaitHandle.WaitOne(pause))
        {
            long started = Stopwatch.GetTimestamp();
            try
            {
                if (RunDirectory.IsStarted(_folder) && RunDirectory.Read(_folder) is var run && run.Measurements.Count != _shownCells)
                {
                    ReportFiles.WriteLive(_folder, RunReport.Of(run), (int)Math.Ceiling(Pause(started).TotalSeconds));
                    _shownCells = run.Measurements.Count;
                }
            }
            catch (Exception exception)
            {
                // Whatever it is, the run is worth more.
                _problem ??= exception.Message;
            }

            pause = Pause(started);
        }
    }

    private static TimeSpan Pause(long started) => TimeSpan.FromTicks(Math.Max(ShortestPause.Ticks, PauseFactor * Stopwatch.GetElapsedTime(started).Ticks));
}

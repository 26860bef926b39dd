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
    private string? _problem;

    /// <summary>Starts to write, as soon as the run has begun.</summary>
    /// <param name="folder">The run directory; need not exist yet.</param>
    public LiveReport(string folder)
    {
        _folder = folder;
        Terminal.Note($"live report: {Path.Combine(folder, ReportFiles.Page)} loads itself again while the run goes on");
        _loop = Task.Factory.StartNew(Loop, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

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
        int shown = -1;
        var pause = TimeSpan.Zero;
        while (!_stop.Token.WaitHandle.WaitOne(pause))
        {
            long started = Stopwatch.GetTimestamp();
            try
            {
                if (RunDirectory.IsStarted(_folder) && RunDirectory.Read(_folder) is var run && run.Measurements.Count != shown)
                {
                    ReportFiles.WriteLive(_folder, RunReport.Of(run), (int)Math.Ceiling(Pause(started).TotalSeconds));
                    shown = run.Measurements.Count;
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

using System.Collections.Concurrent;
using System.Diagnostics;

namespace AlgZoo.Hosting;

/// <summary>
/// Serves requests one after the other. A thread of its own listens to the host all the time: once the host is gone, a worker that is idle ends itself properly, and one that is busy at once, with the processes that its plugin
/// started.
/// </summary>
internal sealed class WorkerLoop(Stream requests, AnswerChannel answers, InProcessCellExecutor executor, Plugin plugin)
{
    private static readonly TimeSpan FarewellTime = TimeSpan.FromSeconds(1);

    private readonly BlockingCollection<Frame> _pending = [];
    // Requests that were read and not answered: what waits its turn must not begin once the host is gone.
    private int _open;

    /// <summary>Serves until the host closes its pipe; does not return.</summary>
    public void Run()
    {
        new Thread(Listen) { IsBackground = true, Name = "listener" }.Start();
        foreach (var request in _pending.GetConsumingEnumerable())
        {
            Serve(request);
            Interlocked.Decrement(ref _open);
        }

        // Plugin code may run when it is disposed, and threads of its may go on.
        using var timer = new Timer(_ => End(), null, FarewellTime, Timeout.InfiniteTimeSpan);
        executor.Dispose();
        End();
    }

    private static void End()
    {
        if (Posix.IsAvailable)
        {
            Posix.KillGroup(0);
        }

        Process.GetCurrentProcess().Kill();
    }

    private void Listen()
    {
        try
        {
            while (Frame.Read(requests) is { } frame)
            {
                Interlocked.Increment(ref _open);
                _pending.Add(frame);
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or ObjectDisposedException)
        {
            // As good as gone.
        }

        if (Volatile.Read(ref _open) > 0)
        {
            End();
        }

        _pending.CompleteAdding();
    }

    private void Serve(Frame request)
    {
        try
        {
            answers.Send(Answer(request));
        }
        catch (IOException)
        {
            // The host is gone, or the plugin closed the pipe: there is nobody to work for.
            End();
        }
    }

    private Frame Answer(Frame request)
    {
        try
        {
            switch (request.Kind)
            {
                case FrameKind.Execute:
                    var (cell, cellTime) = RequestFormat.CellRequest(request, plugin.Estimators);
                    LimitProcessorTime(cellTime);
                    PeakMemory.Reset();
                    return (executor.Execute(cell, CancellationToken.None) with { PeakMemoryBytes = PeakMemory.Read() }).ToFrame(request.Id);
                case FrameKind.Prepare:
                    var (job, jobTime) = RequestFormat.AdviceJob(request, plugin.Estimators);
                    LimitProcessorTime(jobTime);
                    return executor.Prepare(job, CancellationToken.None).ToFrame(request.Id);
                default:
                    throw new InvalidDataException($"a frame of kind {request.Kind}");
            }
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidDataException)
        {
            return Frame.Of(FrameKind.Refused, request.Id, writer => writer.WriteText(exception.Message));
        }
    }

    private static void LimitProcessorTime(TimeSpan? time)
    {
        if (Posix.IsAvailable && time is { } allowed)
        {
            Posix.Limit(PosixResource.ProcessorTime, (ulong)Math.Ceiling((Environment.CpuUsage.TotalTime + allowed).TotalSeconds));
        }
    }
}

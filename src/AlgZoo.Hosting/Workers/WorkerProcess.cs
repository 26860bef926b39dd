using System.Diagnostics;
using System.IO.Pipes;

namespace AlgZoo.Hosting;

/// <summary>A worker as its host sees it: one process that serves one plugin, one request after the other.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const string FailFast = "Process terminated.";

    // Process.Start copies every inheritable handle: of two workers that start at the same time each would keep the other's pipes open.
    private static readonly Lock Starting = new();

    // A process that was ended has written its last words; a child that it left behind may hold its streams open for ever.
    private static readonly TimeSpan DrainTime = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan ExitTime = TimeSpan.FromSeconds(10);

    // A process loses its pipes before its end can be seen, on a busy machine long before.
    private static readonly TimeSpan ClosedPipeTime = TimeSpan.FromSeconds(3);

    private readonly Process _process;
    private readonly int _id;
    private readonly AnonymousPipeServerStream _requests;
    private readonly AnonymousPipeServerStream _answers;
    private readonly PluginOutput _output;
    private readonly Task _standardError;
    private readonly TaskCompletionSource<WorkerDeath> _death = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private TaskCompletionSource<Frame> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _awaited;
    private volatile CallLog _call = new(log: null);
    private string? _firstError;
    private string? _overdue;
    private volatile bool _isKilled;
    private int _isEnding;

    private WorkerProcess(Process process, AnonymousPipeServerStream requests, AnonymousPipeServerStream answers, PluginOutput output)
    {
        _process = process;
        _id = process.Id;
        _requests = requests;
        _answers = answers;
        _output = output;
        process.StandardInput.Close();
        _ = OutputLines.ReadAsync(process.StandardOutput.BaseStream, line => output.AddOutput(line, _call));
        _standardError = OutputLines.ReadAsync(process.StandardError.BaseStream, AddError);
        process.Exited += (_, _) => _ = EndSoonAsync(DrainTime);
        process.EnableRaisingEvents = true;
        new Thread(Listen) { IsBackground = true, Name = "worker" }.Start();
    }

    /// <summary>Says where what it writes from now on goes to.</summary>
    /// <param name="log">Takes a line; null for nobody.</param>
    public void LogTo(Action<string>? log) => _call = new CallLog(log);

    /// <summary>Whether it can be asked.</summary>
    public bool IsAlive => _isEnding == 0 && !_process.HasExited;

    /// <summary>Starts a worker; it is not ready yet.</summary>
    /// <exception cref="IOException">The system cannot start a process.</exception>
    public static WorkerProcess Start(WorkerCommand command, WorkerLimits limits, PluginOutput output)
    {
        lock (Starting)
        {
            var requests = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
            var answers = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
            try
            {
                var process = Process.Start(command.StartInfo(requests.GetClientHandleAsString(), answers.GetClientHandleAsString(), limits))!;
                requests.DisposeLocalCopyOfClientHandle();
                answers.DisposeLocalCopyOfClientHandle();
                return new WorkerProcess(process, requests, answers, output);
            }
            catch (System.ComponentModel.Win32Exception exception)
            {
                requests.Dispose();
                answers.Dispose();
                throw new IOException($"A worker process cannot be started: {exception.Message}. Free memory or processes, ask for fewer --jobs, or run plugins inside this process with --isolation none.", exception);
            }
        }
    }

    /// <summary>Greets the worker and waits until it is ready.</summary>
    /// <param name="hello">What to serve.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="cancellationToken">Kills the worker.</param>
    /// <returns>Null if it is ready, otherwise how it ended.</returns>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public WorkerDeath? Greet(Hello hello, TimeSpan patience, CancellationToken cancellationToken)
    {
        var (frame, death) = Ask(hello.ToFrame(), FrameKind.Ready, patience, FormattableString.Invariant($"The plugin's code was not ready after {patience.TotalSeconds} s."), cancellationToken);
        return frame is null ? death : Understand(frame, answer => Ready.From(answer).Defect(hello.Plugin) is { } defect ? throw new InvalidDataException(defect) : answer).Death;
    }

    /// <summary>Sends a request and waits for its answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="expected">The kind of the answer; a refusal is one, too.</param>
    /// <param name="patience">When to kill the worker; null for never.</param>
    /// <param name="overdue">What to say then.</param>
    /// <param name="cancellationToken">Kills the worker.</param>
    /// <returns>The answer, or how the worker ended.</returns>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public (Frame? Answer, WorkerDeath? Death) Ask(Frame request, FrameKind expected, TimeSpan? patience, string overdue, CancellationToken cancellationToken)
    {
        Task<Frame> answer;
        lock (_lock)
        {
            _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited = request.Id;
            _firstError = null;
            answer = _answer.Task;
        }

        using var stop = cancellationToken.UnsafeRegister(_ => Kill(), null);
        using var deadline = patience is null ? null : new Timer(_ => KillOverdue(overdue), null, patience.Value, Timeout.InfiniteTimeSpan);
        try
        {
            request.Write(_requests);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // It died: how, is learnt below.
        }

        Task.WaitAny([answer, _death.Task], CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        if (!answer.IsCompleted)
        {
            return (null, _death.Task.GetAwaiter().GetResult());
        }

        var frame = answer.GetAwaiter().GetResult();
        return frame.Kind == expected || frame.Kind == FrameKind.Refused ? (frame, null) : (null, Break($"a frame of kind {frame.Kind} instead of {expected}"));
    }

    /// <summary>Makes sense of an answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="decode">Throws an <see cref="InvalidDataException"/> if it makes none.</param>
    /// <returns>The result, or how the worker ended.</returns>
    public (T? Result, WorkerDeath? Death) Understand<T>(Frame answer, Func<Frame, T> decode)
        where T : class
    {
        try
        {
            return (decode(answer), null);
        }
        catch (InvalidDataException exception)
        {
            return (null, Break(exception.Message));
        }
    }

    /// <summary>Kills the process, the processes that it started, and those that these started.</summary>
    public void Kill()
    {
        _isKilled = true;
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception or AggregateException or NotSupportedException)
        {
            // It ended by itself, or some of its children did.
        }

        if (Posix.IsAvailable)
        {
            Posix.KillGroup(_id);
        }

        _ = EndSoonAsync(ExitTime);
    }

    /// <summary>Asks the worker to end itself by closing its pipe.</summary>
    public void Dismiss()
    {
        try
        {
            _requests.Dispose();
        }
        catch (IOException)
        {
            // The pipe is broken already.
        }
    }

    /// <summary>Ends the worker, which may have been dismissed before, and frees what the host holds of it.</summary>
    public void Dispose()
    {
        Dismiss();
        if (!_process.WaitForExit(ExitTime))
        {
            Kill();
        }

        // The listener closes its pipe itself: to close it under a read waits for that, for ever if a process that the plugin started keeps the other end.
        _death.Task.Wait(ExitTime);
        _process.Dispose();
    }

    // Null while it runs, and where nobody asks any more: the last to hear of the end may be a pipe that a process of the plugin's had kept open.
    private int? ExitCode(TimeSpan patience)
    {
        try
        {
            return _process.WaitForExit(patience) ? _process.ExitCode : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private void AddError(string line)
    {
        lock (_lock)
        {
            // The runtime gives the reason of a FailFast in the next line.
            _firstError = _firstError is FailFast ? $"{FailFast} {line}" : _firstError ?? line;
        }

        _output.AddError(line, _call);
    }

    private void KillOverdue(string overdue)
    {
        Volatile.Write(ref _overdue, overdue);
        Kill();
    }

    private WorkerDeath Break(string breach)
    {
        End(breach);
        return _death.Task.GetAwaiter().GetResult();
    }

    private void Listen()
    {
        string? breach = null;
        try
        {
            while (breach is null && Frame.Read(_answers) is { } frame)
            {
                breach = Take(frame);
            }
        }
        catch (InvalidDataException exception)
        {
            breach = exception.Message;
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The end, be it within a frame: a process may die while it writes.
        }
        catch (Exception exception)
        {
            // What the host's logging throws must not end the host.
            breach = $"its output could not be logged: {PluginFailure.Describe(exception)}";
        }

        _answers.Dispose();
        if (breach is null && ExitCode(ClosedPipeTime) is null && !_isKilled)
        {
            breach = "it closed its pipe";
        }

        End(breach);
    }

    // What is wrong with a frame; null if nothing is.
    private string? Take(Frame frame)
    {
        if (frame.Kind == FrameKind.Log)
        {
            try
            {
                _output.Add(LogMessage.From(frame), _call);
                return null;
            }
            catch (InvalidDataException exception)
            {
                return exception.Message;
            }
        }

        lock (_lock)
        {
            return frame.Id == _awaited && _answer.TrySetResult(frame) ? null : FormattableString.Invariant($"a frame of kind {frame.Kind} for request {frame.Id}, which is not open");
        }
    }

    private async Task EndSoonAsync(TimeSpan delay)
    {
        await Task.Delay(delay).ConfigureAwait(false);
        End(breach: null);
    }

    private void End(string? breach)
    {
        if (Interlocked.Exchange(ref _isEnding, 1) != 0)
        {
            return;
        }

        Kill();
        int? exitCode = ExitCode(ExitTime);
        Task.WaitAny([_standardError], DrainTime);
        lock (_lock)
        {
            _death.TrySetResult(new WorkerDeath(exitCode, _firstError, breach, _overdue));
        }
    }
}

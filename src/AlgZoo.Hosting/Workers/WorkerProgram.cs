using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace AlgZoo.Hosting;

/// <summary>The program of a worker process: <c>dotnet AlgZoo.Hosting.dll REQUESTS ANSWERS</c> with the handles of two anonymous pipes that it inherits.</summary>
internal static class WorkerProgram
{
    private const int UsageError = 1;

    // What a worker needs to report that its plugin has used up all memory.
    private const long MemoryReserve = 64 << 20;

    public static int Main(string[] args)
    {
        if (args is not [var requestHandle, var answerHandle])
        {
            Console.Error.WriteLine("This is the program of AlgZoo Framework's worker processes; `algzoo run` starts it.");
            return UsageError;
        }

        // Pipes as plain files: the classes for pipes take the start a sixth longer.
        using var requests = Open(requestHandle, FileAccess.Read);
        using var answers = Open(answerHandle, FileAccess.Write);
        if (Posix.IsAvailable)
        {
            Posix.BeginSession();
            Posix.CloseOnExec(requests.SafeFileHandle.DangerousGetHandle());
            Posix.CloseOnExec(answers.SafeFileHandle.DangerousGetHandle());
        }

        if (Frame.Read(requests) is not { } first)
        {
            return UsageError;
        }

        var hello = Hello.From(first);
        Apply(hello.Limits);
        var channel = new AnswerChannel(answers);
        using var log = new ChannelLoggerFactory(channel, hello.MinimumLogLevel);
        using var executor = new InProcessCellExecutor(PluginCatalog.Of(hello.Plugin), hello.CacheFolder, log, TimeProvider.System) { OutOfMemory = ReleaseReserve, IsInWorker = true };
        executor.PrepareCode(hello.Plugin);
        channel.Send(Ready.Of(hello.Plugin).ToFrame());
        new WorkerLoop(requests, channel, executor, hello.Plugin).Run();
        return 0;
    }

    private static FileStream Open(string handle, FileAccess access) => new(new SafeFileHandle(nint.Parse(handle, CultureInfo.InvariantCulture), ownsHandle: true), access, bufferSize: 0);

    private static void ReleaseReserve()
    {
        if (Posix.IsAvailable)
        {
            Posix.Raise(PosixResource.Data);
        }
    }

    private static void Apply(WorkerLimits limits)
    {
        if (!Posix.IsAvailable)
        {
            return;
        }

        Posix.Limit(PosixResource.CoreDump, 0, ceiling: 0);
        Posix.Limit(PosixResource.OpenFiles, (ulong)limits.OpenFiles, ceiling: (ulong)limits.OpenFiles);
        if (limits.MemoryBytes is { } bytes)
        {
            Posix.Limit(PosixResource.Data, (ulong)bytes, ceiling: (ulong)(bytes + MemoryReserve));
        }
    }
}

using System.Runtime.InteropServices;

namespace AlgZoo.Hosting;

/// <summary>The calls of a POSIX system that .NET does not offer. Numbers are those of Linux.</summary>
internal static class Posix
{
    public const int SignalKill = 9;

    private const nint IgnoreSignal = 1;

    // SIGHUP, SIGINT, SIGTERM.
    private static readonly int[] StopRequests = [1, 2, 15];

    /// <summary>Whether this class may be used.</summary>
    public static bool IsAvailable => OperatingSystem.IsLinux();

    /// <summary>
    /// Makes the calling process the leader of a session and a process group of its own, which ignores the polite requests to stop: what a terminal or a batch system sends to all processes is for the host to decide, and the
    /// children of the process can be killed with it.
    /// </summary>
    public static void BeginSession()
    {
        _ = setsid();
        foreach (int request in StopRequests)
        {
            _ = signal(request, IgnoreSignal);
        }
    }

    /// <summary>Kills every process of a group.</summary>
    /// <param name="group">Process id of its leader; 0 for the caller's own group.</param>
    public static void KillGroup(int group) => _ = kill(-group, SignalKill);

    /// <summary>Keeps a descriptor from the programs that this process starts.</summary>
    public static void CloseOnExec(nint descriptor)
    {
        const int SetDescriptorFlags = 2;
        const int CloseOnExecFlag = 1;
        _ = fcntl((int)descriptor, SetDescriptorFlags, CloseOnExecFlag);
    }

    /// <summary>Limits what the calling process may use. A limit that is lower already stays.</summary>
    /// <param name="resource">What to limit.</param>
    /// <param name="value">How much, in the unit of the resource.</param>
    /// <param name="ceiling">Up to where the process may raise it again; null for as far as it may now.</param>
    public static void Limit(PosixResource resource, ulong value, ulong? ceiling = null)
    {
        if (getrlimit((int)resource, out var limit) == 0)
        {
            ulong hard = Math.Min(ceiling ?? limit.Hard, limit.Hard);
            _ = setrlimit((int)resource, new ResourceLimit { Soft = Math.Min(value, hard), Hard = hard });
        }
    }

    /// <summary>Raises a limit to its ceiling.</summary>
    public static void Raise(PosixResource resource) => Limit(resource, ulong.MaxValue);

    [DllImport("libc")]
    private static extern int setsid();

    [DllImport("libc")]
    private static extern nint signal(int signal, nint handler);

    [DllImport("libc")]
    private static extern int kill(int process, int signal);

    [DllImport("libc")]
    private static extern int fcntl(int descriptor, int command, int argument);

    [DllImport("libc")]
    private static extern int getrlimit(int resource, out ResourceLimit limit);

    [DllImport("libc")]
    private static extern int setrlimit(int resource, in ResourceLimit limit);

    [StructLayout(LayoutKind.Sequential)]
    private struct ResourceLimit
    {
        public ulong Soft;
        public ulong Hard;
    }
}

/// <summary>What a process can be limited in.</summary>
internal enum PosixResource
{
    /// <summary>Processor time in seconds; SIGXCPU ends a process that exceeds it.</summary>
    ProcessorTime = 0,

    /// <summary>Private writable memory in bytes: what exceeds it cannot be allocated.</summary>
    Data = 2,

    /// <summary>Size of a core dump in bytes.</summary>
    CoreDump = 4,

    /// <summary>Number of open file descriptors.</summary>
    OpenFiles = 7,
}

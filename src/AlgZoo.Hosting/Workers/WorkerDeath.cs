using System.Globalization;
using AlgZoo.Evaluation;

namespace AlgZoo.Hosting;

/// <summary>How a worker came to its end.</summary>
/// <param name="ExitCode">Its exit code, 128 and the signal's number where a signal ended it; null if it is not known.</param>
/// <param name="FirstError">What it wrote to standard error first since it had its last request; null if nothing.</param>
/// <param name="Breach">How it broke the protocol; null if it did not.</param>
/// <param name="Overdue">Why the host lost its patience and killed it; null if it did not.</param>
internal sealed record WorkerDeath(int? ExitCode, string? FirstError, string? Breach, string? Overdue)
{
    private const int SignalBase = 128;

    private const string ProcessorTimeSignal = "SIGXCPU";

    // Numbers that Linux and macOS share, except SIGBUS and SIGSYS.
    private static readonly Dictionary<int, string> Signals = new()
    {
        [1] = "SIGHUP", [2] = "SIGINT", [3] = "SIGQUIT", [4] = "SIGILL", [5] = "SIGTRAP", [6] = "SIGABRT", [7] = "SIGBUS", [8] = "SIGFPE", [9] = "SIGKILL", [11] = "SIGSEGV", [13] = "SIGPIPE", [14] = "SIGALRM",
        [15] = "SIGTERM", [24] = ProcessorTimeSignal, [25] = "SIGXFSZ", [31] = "SIGSYS",
    };

    /// <summary>The outcome of the cell that it had.</summary>
    public Outcome Outcome =>
        Overdue is not null ? Outcome.TimedOut
        : Breach is not null ? Outcome.ProtocolError
        : Signal is ProcessorTimeSignal ? Outcome.TimedOut
        : RanOutOfMemory ? Outcome.OutOfMemory
        : Outcome.Crashed;

    /// <summary>What happened, in one line.</summary>
    public string Message
    {
        get
        {
            string said = FirstError is null ? "." : $": {FirstError}";
            return Overdue
                ?? (Breach is not null ? $"The process of the estimator broke the protocol ({Breach}) and was killed."
                : Signal is ProcessorTimeSignal ? "The process of the estimator used up its processor time."
                : Signal is not null ? $"The process of the estimator was ended by {Signal}{said}"
                : ExitCode is { } code ? string.Create(CultureInfo.InvariantCulture, $"The process of the estimator ended itself with exit code {code}{said}")
                : $"The process of the estimator ended{said}");
        }
    }

    private string? Signal => ExitCode is > SignalBase and < SignalBase + 65 and var code
        ? Signals.GetValueOrDefault(code - SignalBase) ?? string.Create(CultureInfo.InvariantCulture, $"signal {code - SignalBase}")
        : null;

    // What the runtime says when it can go on no longer.
    private bool RanOutOfMemory => FirstError is { } text && (text.StartsWith("Out of memory", StringComparison.OrdinalIgnoreCase) || text.Contains(nameof(OutOfMemoryException), StringComparison.Ordinal));
}

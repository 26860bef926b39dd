using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace AlgZoo.Hosting;

/// <summary>
/// Takes what the workers of one plugin write and log: up to a limit for each call and one for the plugin it goes to the host's logging and to the log of the run. Safe for concurrent use.
/// </summary>
/// <param name="plugin">Name of the plugin.</param>
/// <param name="loggerFactory">The host's logging.</param>
internal sealed partial class PluginOutput(string plugin, ILoggerFactory loggerFactory)
{
    /// <summary>Characters that are kept of one plugin.</summary>
    public const int MaximumLength = 1 << 20;

    /// <summary>Characters that are kept of one call: the trace of one stack overflow must not take the room of all that follow.</summary>
    public const int MaximumCallLength = 1 << 16;

    private static readonly string HostCategory = typeof(PluginOutput).Namespace + ".";

    private readonly ConcurrentDictionary<string, bool> _said = new(StringComparer.Ordinal);
    private readonly ILogger _logger = loggerFactory.CreateLogger(plugin);
    private long _length;

    /// <summary>Adds a line of standard output.</summary>
    /// <param name="line">The line.</param>
    /// <param name="call">What the worker is doing.</param>
    public void AddOutput(string line, CallLog call) => AddLine("out: " + line, call);

    /// <summary>Adds a line of standard error.</summary>
    /// <param name="line">The line.</param>
    /// <param name="call">What the worker is doing.</param>
    public void AddError(string line, CallLog call) => AddLine("err: " + line, call);

    /// <summary>Adds a message. What the host's own code says about the plugin is said once, not once by every worker.</summary>
    /// <param name="message">The message.</param>
    /// <param name="call">What the worker is doing.</param>
    public void Add(LogMessage message, CallLog call)
    {
        bool isHosts = message.Category.StartsWith(HostCategory, StringComparison.Ordinal);
        if (isHosts && _said.ContainsKey(message.Text))
        {
            return;
        }

        // The category counts: the factory keeps a logger for each.
        if (IsWithinLimits(message.Category.Length + message.Text.Length, call) && (!isHosts || _said.TryAdd(message.Text, true)))
        {
            var logger = loggerFactory.CreateLogger(message.Category);
            LogLine(logger, message.Level, message.Text);
            call.Log?.Invoke($"{message.Level}: {message.Text}");
        }
    }

    private void AddLine(string line, CallLog call)
    {
        if (IsWithinLimits(line.Length, call))
        {
            LogLine(_logger, LogLevel.Debug, line);
            call.Log?.Invoke(line);
        }
    }

    private bool IsWithinLimits(int length, CallLog call) =>
        IsWithin(MaximumCallLength, ref call.Length, length, "in one cell", call) && IsWithin(MaximumLength, ref _length, length, "in this run", call);

    private bool IsWithin(int maximum, ref long total, int length, string when, CallLog call)
    {
        long sum = Interlocked.Add(ref total, length);
        if (sum > maximum && sum - length <= maximum)
        {
            string note = FormattableString.Invariant($"The plugin {plugin} wrote and logged more than {maximum} characters {when}; the rest is neither shown nor kept.");
            LogLine(_logger, LogLevel.Warning, note);
            call.Log?.Invoke("host: " + note);
        }

        return sum <= maximum;
    }

    [LoggerMessage(Message = "{Line}")]
    private static partial void LogLine(ILogger logger, LogLevel level, string line);
}

/// <summary>The log of the run for one call into a plugin.</summary>
/// <param name="log">Takes a line; null for nobody.</param>
internal sealed class CallLog(Action<string>? log)
{
    /// <summary>Characters so far, kept or not.</summary>
    public long Length;

    /// <summary>Takes a line; null for nobody.</summary>
    public Action<string>? Log { get; } = log;
}

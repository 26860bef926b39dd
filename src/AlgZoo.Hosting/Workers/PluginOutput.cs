using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace AlgZoo.Hosting;

/// <summary>Takes what the workers of one plugin write and log: up to a limit it goes to the host's logging and to the log of the run. Safe for concurrent use.</summary>
/// <param name="plugin">Name of the plugin.</param>
/// <param name="loggerFactory">The host's logging.</param>
internal sealed partial class PluginOutput(string plugin, ILoggerFactory loggerFactory)
{
    /// <summary>Characters that are kept of one plugin.</summary>
    public const int MaximumLength = 1 << 20;

    private static readonly string HostCategory = typeof(PluginOutput).Namespace + ".";

    private readonly ConcurrentDictionary<string, bool> _said = new(StringComparer.Ordinal);
    private readonly ILogger _logger = loggerFactory.CreateLogger(plugin);
    private long _length;

    /// <summary>Adds a line of standard output.</summary>
    /// <param name="line">The line.</param>
    /// <param name="log">The log of what the worker is doing; null for none.</param>
    public void AddOutput(string line, Action<string>? log) => AddLine("out", line, log);

    /// <summary>Adds a line of standard error.</summary>
    /// <param name="line">The line.</param>
    /// <param name="log">The log of what the worker is doing; null for none.</param>
    public void AddError(string line, Action<string>? log) => AddLine("err", line, log);

    /// <summary>Adds a message. What the host's own code says about the plugin is said once, not once by every worker.</summary>
    /// <param name="message">The message.</param>
    /// <param name="log">The log of what the worker is doing; null for none.</param>
    public void Add(LogMessage message, Action<string>? log)
    {
        bool isHosts = message.Category.StartsWith(HostCategory, StringComparison.Ordinal);
        if (isHosts && _said.ContainsKey(message.Text))
        {
            return;
        }

        // The category counts: the factory keeps a logger for each.
        if (IsWithinLimit(message.Category.Length + message.Text.Length, log) && (!isHosts || _said.TryAdd(message.Text, true)))
        {
            Write(loggerFactory.CreateLogger(message.Category), message.Level, message.Level.ToString(), message.Text, log);
        }
    }

    private void AddLine(string source, string line, Action<string>? log)
    {
        if (IsWithinLimit(line.Length, log))
        {
            Write(_logger, LogLevel.Debug, source, line, log);
        }
    }

    private bool IsWithinLimit(int length, Action<string>? log)
    {
        long total = Interlocked.Add(ref _length, length);
        if (total > MaximumLength && total - length <= MaximumLength)
        {
            Write(_logger, LogLevel.Warning, "host", FormattableString.Invariant($"The plugin {plugin} wrote and logged more than {MaximumLength} characters; nothing more of it is shown or kept."), log);
        }

        return total <= MaximumLength;
    }

    private static void Write(ILogger logger, LogLevel level, string source, string line, Action<string>? log)
    {
        LogLine(logger, level, source, line);
        log?.Invoke($"{source}: {line}");
    }

    [LoggerMessage(Message = "{Source}: {Line}")]
    private static partial void LogLine(ILogger logger, LogLevel level, string source, string line);
}

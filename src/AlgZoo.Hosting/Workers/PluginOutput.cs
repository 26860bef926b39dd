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
    private volatile Action<string>? _log;

    /// <summary>The log of the run for this plugin; null for none.</summary>
    public Action<string>? Log
    {
        get => _log;
        set => _log = value;
    }

    /// <summary>Adds a line of standard output.</summary>
    public void AddOutput(string line) => Add(_logger, LogLevel.Debug, "out", line);

    /// <summary>Adds a line of standard error.</summary>
    public void AddError(string line) => Add(_logger, LogLevel.Debug, "err", line);

    /// <summary>Adds a message. What the host's own code says about the plugin is said once, not once by every worker.</summary>
    public void Add(LogMessage message)
    {
        if (!message.Category.StartsWith(HostCategory, StringComparison.Ordinal) || _said.TryAdd(message.Text, true))
        {
            Add(loggerFactory.CreateLogger(message.Category), message.Level, message.Level.ToString(), message.Text);
        }
    }

    private void Add(ILogger logger, LogLevel level, string source, string line)
    {
        long length = Interlocked.Add(ref _length, line.Length);
        if (length <= MaximumLength)
        {
            Write(logger, level, source, line);
        }
        else if (length - line.Length <= MaximumLength)
        {
            Write(_logger, LogLevel.Warning, nameof(LogLevel.Warning), FormattableString.Invariant($"The plugin {plugin} wrote and logged more than {MaximumLength} characters; nothing more of it is shown or kept."));
        }
    }

    private void Write(ILogger logger, LogLevel level, string source, string line)
    {
        LogLine(logger, level, source, line);
        _log?.Invoke($"{source}: {line}");
    }

    [LoggerMessage(Message = "{Source}: {Line}")]
    private static partial void LogLine(ILogger logger, LogLevel level, string source, string line);
}

using Microsoft.Extensions.Logging;

namespace AlgZoo.Hosting;

/// <summary>The pipe from a worker to its host. Safe for concurrent use.</summary>
internal sealed class AnswerChannel(Stream answers)
{
    private readonly Lock _lock = new();

    /// <summary>Sends a frame.</summary>
    /// <exception cref="IOException">The host is gone.</exception>
    public void Send(Frame frame)
    {
        lock (_lock)
        {
            frame.Write(answers);
        }
    }
}

/// <summary>Sends what plugin code logs to the host.</summary>
internal sealed class ChannelLoggerProvider(AnswerChannel channel) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new ChannelLogger(channel, OneLine.Of(categoryName));

    public void Dispose()
    {
        // The channel is not this object's.
    }

    private sealed class ChannelLogger(AnswerChannel channel, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            string text = formatter(state, exception);
            channel.Send(new LogMessage(logLevel, category, OneLine.Of(exception is null ? text : $"{text} {PluginFailure.Describe(exception)}")).ToFrame());
        }
    }
}

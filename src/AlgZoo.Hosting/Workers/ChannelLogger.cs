using Microsoft.Extensions.Logging;

namespace AlgZoo.Hosting;

/// <summary>Makes loggers that send what plugin code logs in a worker to the host.</summary>
/// <param name="channel">The pipe to the host.</param>
/// <param name="minimumLevel">What is not worth sending.</param>
internal sealed class ChannelLoggerFactory(AnswerChannel channel, LogLevel minimumLevel) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new ChannelLogger(channel, OneLine.Of(categoryName), minimumLevel);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("A plugin logs to its host, and nowhere else.");

    public void Dispose()
    {
        // The channel is not this object's.
    }

    private sealed class ChannelLogger(AnswerChannel channel, string category, LogLevel minimumLevel) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= minimumLevel && logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                string text = formatter(state, exception);
                channel.Send(new LogMessage(logLevel, category, OneLine.Of(exception is null ? text : $"{text} {PluginFailure.Describe(exception)}")).ToFrame());
            }
        }
    }
}

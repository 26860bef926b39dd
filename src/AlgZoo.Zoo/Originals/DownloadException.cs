namespace AlgZoo.Zoo;

/// <summary>A file could not be downloaded. The message says what is wrong with the server or its answer.</summary>
internal sealed class DownloadException(DownloadFault fault, string message, Exception? innerException = null) : Exception(message, innerException)
{
    public DownloadFault Fault { get; } = fault;

    /// <summary>How long the server asks to wait before the next attempt; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

internal enum DownloadFault
{
    /// <summary>The server cannot be reached, or does not answer in time.</summary>
    Unreachable,

    /// <summary>The answer broke off, or the server says that it is overloaded or broken: the next attempt may succeed.</summary>
    Passing,

    /// <summary>The answer is none that another attempt would change: no such file, wrong content, a refused redirect.</summary>
    Final,
}

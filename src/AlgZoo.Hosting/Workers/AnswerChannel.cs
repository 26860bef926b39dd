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

namespace AlgZoo.Hosting;

/// <summary>Another current directory for as long as it is held. A process has only one: who wants it changed waits for whoever has.</summary>
internal sealed class CurrentDirectory : IDisposable
{
    private static readonly Lock Held = new();

    private readonly string _usual;

    private CurrentDirectory(string usual)
    {
        _usual = usual;
    }

    /// <summary>Enters a directory.</summary>
    /// <param name="directory">Its absolute path; null to stay.</param>
    /// <returns>Goes back when it is disposed, by the same thread; null for having stayed.</returns>
    /// <exception cref="ArgumentException">It cannot be entered.</exception>
    public static CurrentDirectory? Change(string? directory)
    {
        if (directory is null)
        {
            return null;
        }

        Held.Enter();
        try
        {
            var usual = new CurrentDirectory(Environment.CurrentDirectory);
            Environment.CurrentDirectory = directory;
            return usual;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Held.Exit();
            throw new ArgumentException($"The directory '{directory}' cannot be entered: {OneLine.Of(exception.Message)}", nameof(directory), exception);
        }
    }

    public void Dispose()
    {
        try
        {
            Environment.CurrentDirectory = _usual;
        }
        finally
        {
            Held.Exit();
        }
    }
}

namespace AlgZoo.Zoo;

/// <summary>A model file cannot be read. The message is one line that names the file, what is wrong and the remedy.</summary>
public sealed class ModelFileException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="file">The file as the user named it.</param>
    /// <param name="reason">What is wrong, and the remedy.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public ModelFileException(string file, string reason, Exception? innerException = null)
        : base($"{file}: {reason}", innerException)
    {
    }
}

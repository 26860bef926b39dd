namespace AlgZoo.Evaluation;

/// <summary>A folder is no run directory that this version can read. The message is one line that names the file, the line where there is one, and the remedy.</summary>
public sealed class RunDirectoryException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">One line.</param>
    /// <param name="innerException">What was thrown, if anything.</param>
    public RunDirectoryException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}

namespace AlgZoo.Evaluation;

/// <summary>A suite cannot be read or does not make sense. The message is one line that names the place and the remedy.</summary>
public sealed class SuiteException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">One line that names the place and the remedy.</param>
    public SuiteException(string message)
        : base(message)
    {
    }
}

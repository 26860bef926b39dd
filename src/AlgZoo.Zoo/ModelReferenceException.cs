namespace AlgZoo.Zoo;

/// <summary>A model reference names nothing that can be loaded. The message is one line with the remedy.</summary>
public sealed class ModelReferenceException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">One line with the remedy.</param>
    public ModelReferenceException(string message)
        : base(message)
    {
    }
}

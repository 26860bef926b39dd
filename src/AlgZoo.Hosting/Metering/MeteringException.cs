namespace AlgZoo.Hosting;

/// <summary>An assembly cannot be metered.</summary>
internal sealed class MeteringException(AssemblyInput input, Exception cause) : Exception($"{input.Name} cannot be metered: {OneLine.Of(cause.Message)}", cause)
{
    public AssemblyInput Input { get; } = input;

    /// <summary>Does something about an assembly; what damaged or exotic IL raises is turned into this exception.</summary>
    public static T Guard<T>(AssemblyInput input, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or MeteringException))
        {
            throw new MeteringException(input, exception);
        }
    }
}

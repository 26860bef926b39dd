using System.Reflection;

namespace AlgZoo.Hosting;

/// <summary>Turns a plugin's exception into data.</summary>
internal static class PluginFailure
{
    private const int MaximumDepth = 4;
    private const int MaximumFrames = 6;

    /// <summary>Type and message in one line, with those of the inner exceptions after an arrow.</summary>
    public static string Describe(Exception exception) => OneLine.Of(string.Join(" -> ", Chain(exception).Select(e => $"{e.GetType().Name}: {MessageOf(e)}")));

    /// <summary>The first frames of the stack, down to where the host called the plugin.</summary>
    public static IReadOnlyList<string> Frames(Exception exception)
    {
        string trace = Chain(exception).Last().StackTrace ?? "";
        return [.. trace
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .TakeWhile(frame => !frame.Contains(typeof(PluginFailure).Namespace + ".", StringComparison.Ordinal))
            .Take(MaximumFrames)
            .Select(OneLine.Of)];
    }

    /// <summary>Whether an exception of this type is at the bottom of the matter.</summary>
    public static bool IsCausedBy<T>(Exception? exception)
        where T : Exception => exception switch
        {
            null => false,
            T => true,
            AggregateException aggregate => aggregate.InnerExceptions.Any(IsCausedBy<T>),
            _ => IsCausedBy<T>(exception.InnerException),
        };

    // Without the wrappers that only say that something was thrown.
    private static IEnumerable<Exception> Chain(Exception exception)
    {
        var current = exception;
        for (int depth = 0; current is not null && depth < MaximumDepth; current = current.InnerException)
        {
            if (current.InnerException is null || current is not (TargetInvocationException or AggregateException))
            {
                depth++;
                yield return current;
            }
        }
    }

    private static string MessageOf(Exception exception)
    {
        try
        {
            return exception.Message;
        }
        catch (Exception e)
        {
            return $"(its message cannot be read: {e.GetType().Name})";
        }
    }
}

using System.Reflection;

namespace AlgZoo.Hosting;

/// <summary>Turns a plugin's exception into data.</summary>
internal static class PluginFailure
{
    private const int MaximumDepth = 4;
    private const int MaximumFrames = 6;

    // Between the host and a plugin's constructor; it differs from the first call to the next.
    private static readonly string[] Plumbing = ["at System.Reflection.", "at System.RuntimeMethodHandle.", "at InvokeStub_", "at Microsoft.Extensions.DependencyInjection.", "at System.RuntimeType.", "at System.Activator."];

    /// <summary>Type and message in one line, with those of the inner exceptions after an arrow.</summary>
    public static string Describe(Exception exception) => OneLine.Of(string.Join(" -> ", Chain(exception).Select(e => $"{e.GetType().Name}: {MessageOf(e)}")));

    /// <summary>The first frames of the plugin's own stack, down to where the host called it.</summary>
    public static IReadOnlyList<string> Frames(Exception exception)
    {
        string[] frames =
        [
            .. TraceOf(Chain(exception).Last())
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .TakeWhile(frame => !frame.Contains(typeof(PluginFailure).Namespace + ".", StringComparison.Ordinal)),
        ];
        int length = Array.FindLastIndex(frames, frame => !Array.Exists(Plumbing, start => frame.StartsWith(start, StringComparison.Ordinal))) + 1;
        return [.. frames.Take(Math.Min(length, MaximumFrames)).Select(OneLine.Of)];
    }

    /// <summary>Whether an exception of this type is at the bottom of the matter.</summary>
    public static bool IsCausedBy<T>(Exception exception)
        where T : Exception
    {
        // An exception can be made to be its own cause.
        var seen = new HashSet<Exception>(ReferenceEqualityComparer.Instance);
        var open = new Stack<Exception>([exception]);
        while (open.TryPop(out var current))
        {
            if (current is T)
            {
                return true;
            }

            if (seen.Add(current))
            {
                IEnumerable<Exception> causes = current is AggregateException aggregate ? aggregate.InnerExceptions : current.InnerException is { } inner ? [inner] : [];
                foreach (var cause in causes)
                {
                    open.Push(cause);
                }
            }
        }

        return false;
    }

    // Without the wrappers that only say that something was thrown.
    private static IEnumerable<Exception> Chain(Exception exception) =>
        Nested(exception)
            .Where(each => each.InnerException is null || each is not (TargetInvocationException or AggregateException))
            .DefaultIfEmpty(exception)
            .Take(MaximumDepth);

    private static IEnumerable<Exception> Nested(Exception exception)
    {
        var seen = new HashSet<Exception>(ReferenceEqualityComparer.Instance);
        for (var current = exception; current is not null && seen.Add(current); current = current.InnerException)
        {
            yield return current;
        }
    }

    private static string TraceOf(Exception exception)
    {
        try
        {
            return exception.StackTrace ?? "";
        }
        catch (Exception)
        {
            return "";
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

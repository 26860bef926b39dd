namespace AlgZoo.Hosting;

/// <summary>How a call on a thread of its own ended.</summary>
internal enum CallEnding
{
    /// <summary>It returned within the time limit.</summary>
    InTime,

    /// <summary>It returned after the time limit, once its token was signalled.</summary>
    Late,

    /// <summary>It ignored its token; its thread goes on in the background.</summary>
    Abandoned,
}

/// <summary>Runs plugin code on a thread that the host can give up on: .NET offers no way to stop a thread from outside.</summary>
internal static class PluginThread
{
    // Recursive estimators fit; the pages are only touched when used.
    private const int StackBytes = 16 << 20;

    /// <summary>Runs a call to its end or until the host gives up on it.</summary>
    /// <param name="call">The call; must not throw.</param>
    /// <param name="timeLimit">When to signal the call's token; null for never.</param>
    /// <param name="gracePeriod">How long to wait after that.</param>
    /// <param name="cancellationToken">The user's wish to stop.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signalled before the call ended.</exception>
    public static CallEnding Run(Action<CancellationToken> call, TimeSpan? timeLimit, TimeSpan gracePeriod, CancellationToken cancellationToken)
    {
        // Not linked to the user's token: callbacks that a plugin registers must neither throw into nor hold up whoever signals that. Not disposed where the thread may still use it.
        var stop = new CancellationTokenSource();
        var returned = new TaskCompletionSource();
        var thread = new Thread(
            () =>
            {
                call(stop.Token);
                returned.SetResult();
            },
            StackBytes)
        {
            IsBackground = true,
            Name = "estimator",
        };
        thread.Start();
        try
        {
            if (returned.Task.Wait(timeLimit ?? Timeout.InfiniteTimeSpan, cancellationToken))
            {
                stop.Dispose();
                return CallEnding.InTime;
            }
        }
        catch (OperationCanceledException)
        {
            Stop();
            throw;
        }

        return Stop() ? CallEnding.Late : CallEnding.Abandoned;

        bool Stop()
        {
            // What the plugin's callbacks throw ends up in this task, which nobody asks.
            _ = stop.CancelAsync();
            return returned.Task.Wait(gracePeriod, CancellationToken.None);
        }
    }
}

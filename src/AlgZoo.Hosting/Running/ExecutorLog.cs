using Microsoft.Extensions.Logging;

namespace AlgZoo.Hosting;

/// <summary>What an executor remarks about plugins.</summary>
internal static partial class ExecutorLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Estimator {Estimator} of {Plugin} ignored its cancellation token; its thread goes on in the background and takes time from what follows")]
    public static partial void Abandoned(this ILogger logger, string estimator, string plugin);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Plugin {Plugin} failed when it was disposed: {Reason}")]
    public static partial void DisposalFailed(this ILogger logger, string plugin, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Plugin {Plugin} runs without being metered: {Reason}")]
    public static partial void NotMetered(this ILogger logger, string plugin, string reason);
}

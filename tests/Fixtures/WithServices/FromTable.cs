using Microsoft.Extensions.Logging;

namespace AlgZoo.Fixtures;

[Estimator("with-services")]
public sealed class FromTable(DataTable table, PluginContext context, ILogger<FromTable> logger, TimeProvider timeProvider) : IMechanisticEstimator, IAsyncDisposable
{
    public bool Supports(EstimationProblem problem) => timeProvider is not null;

    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        Log.Reading(logger, context.Name, null);
        return new Estimate(table.Value);
    }

    public async ValueTask DisposeAsync()
    {
        await Task.Yield();
        await File.AppendAllTextAsync(Path.Combine(context.Folder, "disposed.txt"), "estimator\n");
    }

    private static class Log
    {
        public static readonly Action<ILogger, string, Exception?> Reading = LoggerMessage.Define<string>(LogLevel.Information, new EventId(1), "Reading the table of {Plugin}");
    }
}

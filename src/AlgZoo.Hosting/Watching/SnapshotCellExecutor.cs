using AlgZoo.Evaluation;

namespace AlgZoo.Hosting;

/// <summary>
/// Runs estimators as long as the code of their plugin is that of a snapshot. What was read of a plugin was read before its call came to an end: if its files are then what they were in the snapshot, it is the snapshot's code
/// that was run; otherwise nobody knows what was run, or whether it was whole, and the call counts as cancelled.
/// </summary>
/// <param name="executor">Runs them.</param>
/// <param name="snapshot">The snapshot.</param>
public sealed class SnapshotCellExecutor(ICellExecutor executor, PluginSnapshot snapshot) : ICellExecutor, IDisposable
{
    /// <summary>The executor that runs them.</summary>
    public ICellExecutor Executor => executor;

    /// <inheritdoc/>
    public string Isolation => executor.Isolation;

    /// <inheritdoc/>
    public CellResult Execute(CellRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var result = executor.Execute(request, cancellationToken);
        EnsureCurrent(request.Estimator);
        return result;
    }

    /// <inheritdoc/>
    public AdviceResult Prepare(AdviceJob request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var result = executor.Prepare(request, cancellationToken);
        EnsureCurrent(request.Estimator);
        return result;
    }

    /// <summary>Disposes the executor that runs them.</summary>
    public void Dispose() => (executor as IDisposable)?.Dispose();

    private void EnsureCurrent(EstimatorInfo estimator)
    {
        if (!snapshot.IsCurrent(estimator))
        {
            snapshot.Outdate();
            throw new OperationCanceledException($"The plugin of '{estimator.Id}' was changed.", snapshot.Outdated);
        }
    }
}

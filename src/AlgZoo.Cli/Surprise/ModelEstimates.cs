using AlgZoo.Evaluation;
using AlgZoo.Numerics;

namespace AlgZoo.Cli;

/// <summary>
/// Asks estimators about a model itself, without noise: the answers are those of <c>algzoo run --noise none</c> at the same seed and budget. Advice is prepared for the noise of the plan.
/// </summary>
internal sealed class ModelEstimates(ICellExecutor executor, RunPlan plan)
{
    private PlannedModel Model => plan.Models[0];

    /// <summary>Runs one estimator once.</summary>
    /// <param name="estimator">One of the plan's.</param>
    /// <param name="preparing">Is called before advice is prepared.</param>
    /// <param name="cancellationToken">The user's wish to stop.</param>
    /// <returns>What came of it, and the size of the advice in bytes; null where there is none.</returns>
    public (CellResult Result, int? AdviceBytes) Ask(EstimatorInfo estimator, Action preparing, CancellationToken cancellationToken)
    {
        byte[]? advice = null;
        if (estimator.UsesAdvice)
        {
            preparing();
            var job = new AdviceJob(estimator, Model.Base.Model, Model.Base.Task, Model.Quantity, Model.Noise, Address("advice", estimator), plan.Suite.TimeLimit) { MemoryLimit = plan.Suite.MemoryLimit };
            var prepared = executor.Prepare(job, cancellationToken);
            if (prepared.Advice is null)
            {
                return (new CellResult(prepared.Outcome, null, ComputeReport.Nothing, 0, "The advice could not be prepared. " + prepared.Message, [], []), null);
            }

            advice = prepared.Advice;
        }

        long budget = plan.Suite.Budgets[0];
        ReadOnlyMemory<byte>? ownAdvice = advice is null ? null : advice;
        var request = new CellRequest(estimator, Model.Base.Model, Model.Base.Task, Model.Quantity, budget, Address("cell", estimator).Child(0UL).Child((ulong)budget), ownAdvice, plan.Suite.TimeLimit)
        {
            MemoryLimit = plan.Suite.MemoryLimit,
        };
        return (executor.Execute(request, cancellationToken), advice?.Length);
    }

    private RandomAddress Address(string purpose, EstimatorInfo estimator) => RandomAddress.Root(plan.Suite.Seed).Child(purpose).Child(estimator.Id).Child(Model.Fingerprint);
}

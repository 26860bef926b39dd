namespace AlgZoo;

/// <summary>
/// A method that estimates how well a model does its task from the model's weights. This is the one interface a plugin must implement,
/// on a public class that carries <see cref="EstimatorAttribute"/>.
/// </summary>
/// <remarks>
/// The host makes a fresh instance for every cell (one model, one noise draw, one budget) by dependency injection, calls
/// <see cref="Supports"/>, then <see cref="Estimate"/>, and disposes the instance if it is disposable. An instance is never used by two threads at
/// once, but several instances may work at the same time.
/// </remarks>
public interface IMechanisticEstimator
{
    /// <summary>Says whether this estimator can work on a problem. Must be cheap, must charge nothing and draw nothing.</summary>
    /// <param name="problem">The problem as it would be given to <see cref="Estimate"/>.</param>
    /// <returns>
    /// <see langword="false"/> to decline, for example because the architecture, the task or the quantity is not covered or
    /// the budget is too small. A declined cell gets the outcome <c>NotSupported</c>.
    /// </returns>
    /// <remarks>An exception is caught by the host and recorded as the cell's outcome <c>Faulted</c>; it never ends the run.</remarks>
    bool Supports(EstimationProblem problem);

    /// <summary>Estimates <see cref="EstimationProblem.Quantity"/> for <see cref="EstimationProblem.Model"/>.</summary>
    /// <param name="problem">Weights, task, quantity, budget, meter, random stream, ledger and advice of this cell.</param>
    /// <param name="cancellationToken">Signalled at the time limit or when the user stops the run. Observe it in long loops.</param>
    /// <returns>A finite value; within [0, 1] for <see cref="Quantity.Accuracy"/> and not negative for the other quantities.</returns>
    /// <exception cref="BudgetExceededException">
    /// Thrown by the meter, to be left uncaught: more was charged than <see cref="EstimationProblem.Budget"/>. The outcome is <c>OverBudget</c>.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was signalled. The outcome is <c>TimedOut</c>.</exception>
    /// <remarks>
    /// Any other exception is caught by the host and recorded as the cell's outcome <c>Faulted</c> with its type, message and first stack
    /// frames; it never ends the run. A failed cell scores as the trivial estimate at full budget.
    /// </remarks>
    Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken);
}

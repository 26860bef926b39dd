namespace AlgZoo;

/// <summary>
/// An estimator that is allowed "suitable advice": facts worked out beforehand about the base model and the noise law, never about the noisy copies
/// that are scored. Reports mark such estimators and show the size and the compute of their advice.
/// </summary>
public interface IAdvisedEstimator : IMechanisticEstimator
{
    /// <summary>
    /// Works out the advice, once per base model. The bytes are handed to every cell of that model as <see cref="EstimationProblem.Advice"/>.
    /// </summary>
    /// <param name="request">Base model, task, quantity and noise law, with a meter and a random stream of their own.</param>
    /// <param name="cancellationToken">Signalled at the time limit or when the user stops the run.</param>
    /// <returns>The advice in a form of the plugin's choice; must not be null. Empty for a model that <see cref="IMechanisticEstimator.Supports"/> will decline: it is asked per cell, after this.</returns>
    /// <remarks>An exception is caught by the host: every cell of this estimator on this model is then recorded as <c>Faulted</c>.</remarks>
    byte[] Prepare(AdviceRequest request, CancellationToken cancellationToken);
}

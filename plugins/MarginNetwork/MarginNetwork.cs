using AlgZoo.Advice;

namespace AlgZoo.Plugins;

/// <summary>
/// Estimates the score of a noisy copy of a base model by a small network of the noise in its weights, trained beforehand on noisy copies that the estimator drew itself. No input is run. The standard error is the root mean
/// squared error on copies that the training did not see.
/// </summary>
[Estimator(
    "margin-network",
    Kind = EstimatorKind.Deductive,
    Summary = "A small network from the noise in the weights to the score, trained as advice; runs no input.",
    Reference = "Hendrycks and Gimpel (2016), Gaussian error linear units; Loshchilov and Hutter (2019), Decoupled weight decay regularization.")]
public sealed class MarginNetwork : IAdvisedEstimator
{
    private const string Id = "margin-network";
    private const byte AdviceVersion = 1;

    /// <inheritdoc/>
    public byte[] Prepare(AdviceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return LearnableNeighbourhood.Of(request)
            ? AdviceFormat.Write(AdviceVersion, request.BaseModel, [.. new NetworkTraining(request, cancellationToken).Train(cancellationToken).ToNumbers()])
            : [];
    }

    /// <inheritdoc/>
    public bool Supports(EstimationProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Advice is { Length: > 0 } && problem.Budget >= NetworkResponse.Flops(problem.Model);
    }

    /// <inheritdoc/>
    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        problem.Explanation.NoteFree("presumes the score a small network's response to the noise: its numbers are advice");
        var model = problem.Model;
        var response = NetworkResponse.FromNumbers(AdviceFormat.Read(Id, AdviceVersion, model, problem.Advice, NetworkResponse.NumberCount(model)), model);
        return new Estimate(problem.Quantity.Admissible(response.Estimate(WeightVector.Of(model)))) { StandardError = Math.Sqrt(response.MeanSquaredError) };
    }
}

using AlgZoo.Advice;

namespace AlgZoo.Plugins;

/// <summary>
/// Estimates the accuracy of a noisy copy of a base model from its margins on K fixed inputs: accuracy = c + sum_k v_k tanh(b_k margin(x_k; W) + o_k). Inputs, weights and shapes are advice: they were fitted to noisy
/// copies that the estimator drew itself. The standard error is the root mean squared error on copies that the fit did not see.
/// </summary>
internal sealed class TrainedQuadrature(string id, int points)
{
    public static bool Learns(AdviceRequest request) =>
        LearnableNeighbourhood.Of(request) && request is { BaseModel: ReluRnn { OutputSize: > 1 }, Task: ClassificationTask, Quantity: Quantity.Accuracy };

    public byte[] Prepare(AdviceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!Learns(request))
        {
            return [];
        }

        var training = new QuadratureTraining(request, cancellationToken);
        return training.HasFiniteMargins ? QuadratureAdvice.Write(training.Train(points, cancellationToken), request.BaseModel) : [];
    }

    public bool Supports(EstimationProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem is { Model: ReluRnn, Quantity: Quantity.Accuracy, Advice.Length: > 0 } && problem.Budget >= QuadratureRule.MostFlops(problem.Model, points);
    }

    public Estimate Estimate(EstimationProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var rule = QuadratureAdvice.Read(id, problem.Model, problem.Advice, points);
        return new Estimate(rule.Estimate((ReluRnn)problem.Model, problem.Explanation)) { StandardError = Math.Sqrt(rule.MeanSquaredError) };
    }
}

using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>
/// What one knows before looking at the weights: accuracy 1/o and cross-entropy log o of a uniform guess among o classes, and for the median the
/// variance of the target, which is the squared error of answering 0. Trivial; costs nothing.
/// </summary>
[Estimator(
    "chance",
    Kind = EstimatorKind.Trivial,
    Summary = "The score of an uninformed answer: 1/o, log o, or the variance of the target.",
    Reference = "Variance of the median: David and Nagaraja (2003), Order Statistics, chapters 2 and 3.")]
public sealed class Chance : IMechanisticEstimator
{
    /// <inheritdoc/>
    public bool Supports(EstimationProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Quantity != Quantity.MeanSquaredError || problem.Task == SequenceTask.Median;
    }

    /// <inheritdoc/>
    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        problem.Explanation.NoteFree("an answer by chance, whatever the weights");
        return new Estimate(TrivialEstimate.Of(problem.Task, problem.Quantity, problem.Model.SequenceLength));
    }
}

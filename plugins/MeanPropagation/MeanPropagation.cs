using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>
/// Mean-field propagation: given which position holds which rank, the mean and the variance of every neuron are carried through the recurrence with
/// the closed-form moments of a rectified Gaussian, as if neurons and inputs were independent; the score is read off the fitted independent Gaussians
/// and averaged over the rank cells. Deductive; the cost does not depend on the budget.
/// </summary>
/// <remarks>A reference that fails on trained models: they compute with the dependence that this method drops.</remarks>
[Estimator(
    "mean-propagation",
    Kind = EstimatorKind.Deductive,
    Summary = "Means and variances through each ReLU as if neurons were independent Gaussians.",
    Reference = "Assumed density filtering: Minka (2001), A family of algorithms for approximate Bayesian inference.")]
public sealed class MeanPropagation : IMechanisticEstimator
{
    /// <inheritdoc/>
    public bool Supports(EstimationProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Model is ReluRnn model
            && problem.Quantity != Quantity.CrossEntropy
            && RankCells.For(problem.Task, model.SequenceLength) is { } cells
            && Flops(model, cells, problem.Quantity) <= problem.Meter.Remaining;
    }

    /// <inheritdoc/>
    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var model = (ReluRnn)problem.Model;
        var cells = RankCells.For(problem.Task, model.SequenceLength)
            ?? throw new ArgumentException($"The task {problem.Task.Name} has no rank cells at length {model.SequenceLength}; ask Supports first.", nameof(problem));
        problem.Explanation.NoteFree("presumes inputs and neurons independent Gaussians in every rank cell");
        var propagation = new IndependentNeurons(model);
        var readOut = new IndependentLogits(model);
        double sum = 0;
        foreach (int[] cell in cells.Enumerate())
        {
            cancellationToken.ThrowIfCancellationRequested();
            propagation.Run(cells, cell);
            sum += problem.Quantity == Quantity.Accuracy
                ? readOut.ProbabilityOfLargest(Array.IndexOf(cell, cells.TargetBlock), propagation.Means, propagation.Variances)
                : readOut.SquaredError(cells, propagation.Means, propagation.Variances);
        }

        return new Estimate(sum / cells.Count);
    }

    // What the budget must hold; less is spent only where a neuron or a logit is constant. One addition a cell, one division at the end.
    private static long Flops(ReluRnn model, RankCells cells, Quantity quantity) =>
        IndependentNeurons.SetUpFlops(model)
        + (cells.Count * (IndependentNeurons.CellFlops(model) + IndependentLogits.CellFlops(model, quantity) + 1))
        + 1;
}

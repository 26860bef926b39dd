using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>
/// Gaussian moment closure: given which position holds which rank, the joint mean and covariance of the inputs and the hidden state are carried
/// through the recurrence, each ReLU by the exact moments of a bivariate Gaussian, as if the state were Gaussian before every ReLU; the score is
/// read off the fitted joint Gaussian and averaged over the rank cells. Deductive; the cost does not depend on the budget.
/// </summary>
/// <remarks>
/// Exact after the first step up to the Gaussian approximation of the inputs within a cell, and good for wide random models. A reference that fails
/// on trained narrow ones: they err where two inputs are close, which a Gaussian fitted to a whole cell smears out. The charge is an upper bound in
/// closed form: most bivariate probabilities take fewer nodes than it assumes.
/// </remarks>
[Estimator(
    "covariance-propagation",
    Kind = EstimatorKind.Deductive,
    Summary = "The joint covariance of inputs and state through each ReLU, in the Gaussian closure.",
    Reference = "Genz (2004) for the bivariate law; Mendell and Elston (1974) for the read-out.")]
public sealed class CovariancePropagation : IMechanisticEstimator
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
        problem.Meter.Charge(Flops(model, cells, problem.Quantity));
        var state = new JointGaussian(model);
        double sum = 0;
        foreach (int[] cell in cells.Enumerate())
        {
            cancellationToken.ThrowIfCancellationRequested();
            state.Run(cells, cell);
            sum += problem.Quantity == Quantity.Accuracy
                ? ReadOut.ProbabilityOfLargest(model, state, Array.IndexOf(cell, cells.TargetBlock))
                : ReadOut.SquaredError(model, state, cell, cells.TargetBlock);
        }

        return new Estimate(sum / cells.Count);
    }

    private static long Flops(ReluRnn model, RankCells cells, Quantity quantity) =>
        cells.Count * (JointGaussian.CellFlops(model) + ReadOut.CellFlops(model, quantity));
}

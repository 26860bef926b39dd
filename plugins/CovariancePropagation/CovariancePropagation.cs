using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>
/// Gaussian moment closure: given which position holds which rank, the joint mean and covariance of the inputs and the hidden state are carried
/// through the recurrence, each ReLU by the moments of a bivariate Gaussian, as if the state were Gaussian before every ReLU; the score is
/// read off the fitted joint Gaussian and averaged over the rank cells, which share the work of their common beginnings. Deductive; the cost does not depend on the budget.
/// </summary>
/// <remarks>
/// Exact after the first step up to the Gaussian approximation of the inputs within a cell, and good for wide random models. A reference that fails
/// on trained narrow ones: they err where two inputs are close, which a Gaussian fitted to a whole cell smears out.
/// </remarks>
[Estimator(
    "covariance-propagation",
    Kind = EstimatorKind.Deductive,
    Summary = "The joint covariance of inputs and state through each ReLU, in the Gaussian closure.",
    Reference = "Mehler series for pairs of rectified Gaussians; Mendell and Elston (1974) for the read-out.")]
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
        problem.Explanation.NoteFree("presumes inputs, pre-activations and logits jointly Gaussian in every rank cell");
        var inputs = new BlockInputs(cells);
        JointGaussian[] states = [.. Enumerable.Range(0, model.SequenceLength + 1).Select(_ => new JointGaussian(model.HiddenSize, inputs.Columns))];
        int[] remaining = [.. Enumerable.Range(0, cells.BlockCount).Select(cells.Size)];
        return new Estimate(Visit(step: 0, label: -1) / cells.Count);

        // Sums the scores of all cells that begin alike: what they share is propagated once.
        double Visit(int step, int label)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (step == model.SequenceLength)
            {
                return problem.Quantity == Quantity.Accuracy ? ReadOut.ProbabilityOfLargest(model, states[step], label) : ReadOut.SquaredError(model, states[step], inputs);
            }

            double sum = 0;
            for (int block = 0; block < remaining.Length; block++)
            {
                if (remaining[block] > 0)
                {
                    remaining[block]--;
                    states[step + 1].Step(model, inputs, states[step], block, NeededColumns());
                    sum += Visit(step + 1, block == cells.TargetBlock ? step : label);
                    remaining[block]++;
                }
            }

            return sum;
        }

        int[] NeededColumns()
        {
            var blocks = Enumerable.Range(0, remaining.Length).Where(block => remaining[block] > 0);
            return [.. problem.Quantity == Quantity.MeanSquaredError ? blocks.Append(inputs.Target) : blocks];
        }
    }

    // What the budget must hold, an upper bound close to what is spent. One addition for each beginning of a cell, one division at the end.
    private static long Flops(ReluRnn model, RankCells cells, Quantity quantity)
    {
        var (prefixes, openBlocks) = cells.CountPrefixes();
        long columns = openBlocks + (quantity == Quantity.MeanSquaredError ? prefixes : 0);
        return BlockInputs.Flops + (prefixes * (JointGaussian.StepFlops(model) + 1)) + (columns * JointGaussian.ColumnFlops(model)) + (cells.Count * ReadOut.CellFlops(model, quantity)) + 1;
    }
}

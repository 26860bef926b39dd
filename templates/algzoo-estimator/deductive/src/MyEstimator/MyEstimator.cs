using AlgZoo;
using AlgZoo.Numerics;

namespace Estimators;

/// <summary>The model at the mean input of every order of ranks that its task tells apart: right in 80 of 100 equally likely orders is an accuracy of 0.8. No input is drawn; the spread within an order is neglected.</summary>
[Estimator("my-estimator", Kind = EstimatorKind.Deductive, Summary = "The model at the mean input of every order of ranks.")]
public sealed class MyEstimator : IMechanisticEstimator
{
    private readonly MyEstimatorOptions _options;

    /// <summary>The host makes a fresh instance for every problem and hands it what stands behind the id: <c>my-estimator:orders=90</c>.</summary>
    public MyEstimator(EstimatorOptions options) => _options = new MyEstimatorOptions(options);

    /// <summary>Asked before every estimate, for free: decline what the method does not cover, and budgets that are too small for it.</summary>
    public bool Supports(EstimationProblem problem) =>
        problem.Task.Inputs == InputLaw.StandardGaussian
        && RankCells.For(problem.Task, problem.Model.SequenceLength) is { } orders
        && orders.Count <= _options.Orders
        && Flops(problem, orders) <= problem.Budget;

    /// <summary>Takes the mean over the orders.</summary>
    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        // Tables of the task alone are free. A block is a set of neighbouring ranks that the task does not tell apart: for 2nd argmax the rest, the second largest, the largest.
        var orders = RankCells.For(problem.Task, problem.Model.SequenceLength)!;
        var meanOfBlock = new float[orders.BlockCount];
        for (int block = 0; block < meanOfBlock.Length; block++)
        {
            meanOfBlock[block] = (float)orders.Mean(block);
        }

        var batch = new MeteredBatch(problem, capacity: 1);
        double sum = 0;
        foreach (int[] blockOfPosition in orders.Enumerate())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var input = batch.Inputs(1);
            for (int position = 0; position < input.Length; position++)
            {
                input[position] = meanOfBlock[blockOfPosition[position]];
            }

            // Runs the model with the host's kernel and scores its answer: 1 if it is right, 0 if it is wrong.
            sum += batch.Evaluate(1)[0];
        }

        return new Estimate(sum / orders.Count);
    }

    // The host counts every floating-point operation: for each order a sample and an addition, and at the end a division.
    private static long Flops(EstimationProblem problem, RankCells orders) => (orders.Count * (problem.Model.SamplingFlops(problem.Quantity) + 1)) + 1;
}

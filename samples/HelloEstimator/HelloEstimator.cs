using AlgZoo;
using AlgZoo.Numerics;

namespace Samples;

/// <summary>The smallest honest estimator: as many random inputs as the budget buys, and the share of right answers among them.</summary>
[Estimator("hello", Kind = EstimatorKind.Sampling, Summary = "random inputs, one at a time")]
public sealed class HelloEstimator : IMechanisticEstimator
{
    public bool Supports(EstimationProblem problem) =>
        problem.Model is ReluRnn && problem.Quantity == Quantity.Accuracy && Samples(problem) > 0;

    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        long samples = Samples(problem);
        var input = new float[problem.Model.SequenceLength];
        var logits = new float[problem.Model.OutputSize];
        var isRight = new double[1];
        double right = 0;
        for (long i = 0; i < samples; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            problem.Random.FillGaussian(input);
            problem.Forward(input, logits);
            Losses.Evaluate(problem.Task, problem.Quantity, input, logits, isRight);
            right += isRight[0];
        }

        return new Estimate(right / samples);
    }

    // A sample costs the forward pass, the argmax and the addition above; the estimate costs the division.
    private static long Samples(EstimationProblem problem) =>
        Math.Min(1_000_000, (problem.Budget - 1) / (problem.Model.SamplingFlops(problem.Quantity) + 1));
}

namespace AlgZoo.Numerics;

/// <summary>What can be said of a quantity without looking at any weights. Failed cells score with it. It does not depend on the model and costs no FLOPs.</summary>
public static class TrivialEstimate
{
    /// <summary>The trivial estimate of a quantity.</summary>
    /// <param name="task">The task.</param>
    /// <param name="quantity">A quantity that is defined for the task.</param>
    /// <param name="sequenceLength">Sequence length n, at least the task's minimum.</param>
    /// <returns>
    /// 1/o for accuracy and log o for cross-entropy (all o logits equally likely); for the median's mean squared error the variance of the median of n standard Gaussians, which is the error
    /// of always answering 0.
    /// </returns>
    /// <exception cref="ArgumentException">The quantity is not defined for the task.</exception>
    /// <exception cref="NotSupportedException">The target's variance is not known for the task.</exception>
    public static double Of(SequenceTask task, Quantity quantity, int sequenceLength)
    {
        ArgumentNullException.ThrowIfNull(task);
        task.EnsureHas(quantity);
        return quantity switch
        {
            Quantity.Accuracy => 1.0 / task.OutputSize(sequenceLength),
            Quantity.CrossEntropy => Math.Log(task.OutputSize(sequenceLength)),
            _ when task == SequenceTask.Median => MedianVariance(sequenceLength),
            _ => throw new NotSupportedException($"The variance of the target of the task {task.Name} is not known."),
        };
    }

    // The mean of the two middle order statistics where n is even; by symmetry both have the same second moment.
    private static double MedianVariance(int n)
    {
        int upper = n / 2;
        double own = GaussianOrderStatistics.ProductMoment(n, upper, upper);
        return n % 2 == 1 ? own : 0.5 * (own + GaussianOrderStatistics.ProductMoment(n, upper - 1, upper));
    }
}
